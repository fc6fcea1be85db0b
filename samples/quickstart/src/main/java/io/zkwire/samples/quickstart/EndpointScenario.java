package io.zkwire.samples.quickstart;

import io.zkwire.samples.quickstart.app.Backend;
import io.zkwire.samples.quickstart.app.NameServer;
import io.zkwire.samples.quickstart.app.Shop;
import java.io.IOException;
import java.util.Collections;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/**
 * Endpoints: three web servers register by themselves, one of them slow; one is killed, one more is
 * started. A client asks where it is quickest, and shows where its calls went; another one, which
 * knows nothing of ZooKeeper, asks by DNS.
 */
final class EndpointScenario implements Scenario {

  private static final int CALLS = 400;

  private final Children children;
  private final Story story;
  private final String address;
  private final Map<String, Child> playing = new LinkedHashMap<>();

  EndpointScenario(Stage stage) {
    this.children = stage.children();
    this.story = stage.story();
    this.address = stage.server().address();
  }

  @Override
  public String title() {
    return "Endpoints: calls go where they are answered, and soon";
  }

  @Override
  public List<Step> steps() {
    return List.of(
        new Step("Three backends register themselves, and a client finds them", this::found),
        new Step("Programs in any language ask by DNS", this::named),
        new Step("One of them is slow: few calls go there", this::balanced),
        new Step("One is killed: calls go to the others, before ZooKeeper knows", this::killed),
        new Step("One is added: it has its share at once", this::added));
  }

  private void found() throws IOException, InterruptedException {
    long start = System.nanoTime();
    start("red", 3);
    start("green", 3);
    start("slow", 80);
    for (Child backend : playing.values()) {
      Child.Line ready = backend.await(0, "ready");
      story.tick(
          backend.name() + "  listens and is registered, pid " + backend.pid(),
          ready.nanos() - start);
    }
    start = System.nanoTime();
    playing.put("shop", children.start("shop", Shop.class.getName(), address));
    Child.Line line = shop().await(0, "endpoints 3");
    story.tick("shop   has found all three", line.nanos() - start);
  }

  /** Asked here by the JDK's own client, which knows nothing of ZooKeeper. */
  private void named() throws IOException, InterruptedException {
    Child names = children.start("names", NameServer.class.getName(), address);
    playing.put("names", names);
    String port = names.await(0, "dns ").text().substring("dns ".length());
    story.command("dig @127.0.0.1 -p " + port + " +short _prices._tcp.zkwire. SRV");
    List<String> services = ask(port, "_prices._tcp.zkwire", "SRV");
    List<String> addresses = ask(port, "prices.zkwire", "A");
    if (services.size() != 3 || !addresses.equals(List.of("127.0.0.1"))) {
      throw new Difference("the answers are " + services + " and " + addresses);
    }
    services.forEach(service -> story.tick("names  " + service, Story.NO_TIME));
    story.command("dig @127.0.0.1 -p " + port + " +short prices.zkwire. A");
    story.tick("names  " + addresses.get(0), Story.NO_TIME);
  }

  /** JNDI is the way to the JDK's DNS client; of DNS it makes no objects. */
  @SuppressWarnings({"BanJNDI", "JdkObsolete"})
  private static List<String> ask(String port, String name, String type) {
    Hashtable<String, String> where = new Hashtable<>();
    where.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
    where.put(Context.PROVIDER_URL, "dns://127.0.0.1:" + port);
    try {
      Attribute found =
          new InitialDirContext(where).getAttributes(name, new String[] {type}).get(type);
      return Collections.list(found.getAll()).stream().map(Object::toString).sorted().toList();
    } catch (NamingException e) {
      throw new Difference(name + " is not told by DNS: " + e);
    }
  }

  private Child shop() {
    return child("shop");
  }

  private Child child(String name) {
    return Objects.requireNonNull(playing.get(name));
  }

  private void start(String name, int millis) throws IOException {
    playing.put(
        name,
        children.start(name, Backend.class.getName(), address, name, Integer.toString(millis)));
  }

  private void balanced() throws InterruptedException {
    call(); // until it knows how quick they are
    Map<String, Integer> went = call();
    int slow = went.getOrDefault("slow", 0);
    if (slow > CALLS / 5 || failed(went) > 0) {
      throw new Difference("the calls went " + went + "; the slow one shall have few");
    }
    story.tick("shop   " + CALLS + " calls: " + went, Story.NO_TIME);
  }

  private void killed() throws InterruptedException {
    Child red = child("red");
    int mark = shop().mark();
    story.command("kill -9 " + red.pid() + "    (red)");
    long start = System.nanoTime();
    red.close();
    Map<String, Integer> went = call();
    if (failed(went) > CALLS / 20) {
      throw new Difference("too many calls have failed: " + went);
    }
    story.tick("shop   " + CALLS + " calls: " + went, Story.NO_TIME);
    Child.Line line = shop().await(mark, "endpoints 2");
    story.tick(
        "shop   its session has ended: two are listed, and red is not", line.nanos() - start);
  }

  private void added() throws IOException, InterruptedException {
    int mark = shop().mark();
    story.command("start blue");
    start("blue", 3);
    long start = child("blue").await(0, "ready").nanos();
    Child.Line line = shop().await(mark, "endpoints 3");
    story.tick("shop   has found it", Math.max(0, line.nanos() - start));
    Map<String, Integer> went = call();
    if (went.getOrDefault("blue", 0) < CALLS / 10 || failed(went) > 0) {
      throw new Difference("blue shall have its share: " + went);
    }
    story.tick("shop   " + CALLS + " calls: " + went, Story.NO_TIME);
    end();
  }

  private void end() throws InterruptedException {
    playing.remove("red");
    for (Child each : playing.values()) {
      if (each.end() != 0) {
        throw new Difference(each.name() + " ended badly");
      }
    }
  }

  private static int failed(Map<String, Integer> went) {
    return went.getOrDefault("nobody", 0);
  }

  /** Lets the client make its calls, and returns who answered how many. */
  private Map<String, Integer> call() throws InterruptedException {
    int mark = shop().mark();
    shop().say("call " + CALLS);
    shop().await(mark, "told");
    Map<String, Integer> went = new LinkedHashMap<>();
    for (Child.Line line : shop().since(mark, "went ")) {
      String[] words = line.text().split(" ", 3);
      went.put(words[1], Integer.valueOf(words[2]));
    }
    return went;
  }
}
