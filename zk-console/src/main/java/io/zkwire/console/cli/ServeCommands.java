package io.zkwire.console.cli;

import io.zkwire.console.demo.Demo;
import io.zkwire.console.model.Refused;
import io.zkwire.console.web.Accounts;
import io.zkwire.console.web.ConsoleOptions;
import io.zkwire.console.web.ConsoleServer;
import io.zkwire.console.web.Role;
import io.zkwire.runtime.ZkWire;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Serving the web console, and its accounts. */
final class ServeCommands {

  private ServeCommands() {}

  /** Where accounts are kept. */
  static final class Data {
    @Option(
        names = "--data",
        paramLabel = "DIRECTORY",
        defaultValue = "${sys:user.home}/.zkwire-console",
        description = "Where accounts are kept: ${DEFAULT-VALUE}.")
    Path directory = Path.of(".zkwire-console");
  }

  /** {@code zkw serve}. */
  @Command(
      name = "serve",
      description = "Serves the web console; so does the jar without a command.")
  static final class Serve implements Callable<Integer> {
    @Spec @Nullable CommandSpec spec;

    @Mixin Connect connect = new Connect();
    @Mixin Data data = new Data();

    @Option(names = "--demo", description = "Start a server and a few classes of its own.")
    boolean demo;

    @Option(names = "--bind", defaultValue = "127.0.0.1", description = "Where: ${DEFAULT-VALUE}.")
    String bind = "127.0.0.1";

    @Option(names = "--port", defaultValue = "8420", description = "The port: ${DEFAULT-VALUE}.")
    int port = 8420;

    @Option(
        names = "--host",
        paramLabel = "NAME",
        description = "A name by which it may be called, beside localhost; may be repeated.")
    List<String> hosts = new ArrayList<>();

    @Option(
        names = "--tls-key-store",
        paramLabel = "FILE",
        description = "The key for TLS; its password is in $$ZKW_CONSOLE_KEY_PASSWORD.")
    @Nullable Path keyStore;

    @Option(names = "--json", description = "Print where it is, and the first token, as JSON.")
    boolean json;

    @Option(names = "--tree-writes", description = "Let administrators write raw nodes.")
    boolean treeWrites;

    @Override
    public Integer call() throws Exception {
      Out out = Out.of(spec, json);
      if (demo) {
        try (Demo running = Demo.start()) {
          return serve(running.zk(), out);
        }
      }
      try (ZkWire zk = connect.open()) {
        return serve(zk, out);
      }
    }

    private int serve(ZkWire zk, Out out) throws InterruptedException {
      ConsoleOptions options =
          ConsoleOptions.defaults()
              .hosts(new HashSet<>(hosts))
              .data(demo ? null : data.directory)
              .treeWrites(treeWrites);
      ConsoleServer.Listen listen =
          new ConsoleServer.Listen(bind, port, keyStore, System.getenv("ZKW_CONSOLE_KEY_PASSWORD"));
      try (ConsoleServer server = ConsoleServer.start(zk, options, listen)) {
        tell(zk.connectString() + zk.chroot(), server.url(), server.firstToken(), out);
        server.join();
        return Exits.OK;
      }
    }
  }

  private static void tell(String of, String url, @Nullable String token, Out out) {
    Map<String, String> told = new LinkedHashMap<>();
    told.put("connect", of);
    told.put("url", url);
    if (token != null) {
      told.put("firstToken", token);
    }
    out.event(
        told,
        () -> {
          out.line("The console of " + of + " is at " + url);
          if (token != null) {
            out.line("Nobody has an account yet. This lets one person in, once:");
            out.line("  " + url + "#token=" + token);
          }
        });
  }

  /** {@code zkw account}. */
  @Command(
      name = "account",
      description = "Manages who may sign in to the web console.",
      subcommands = {Add.class, Remove.class, ListAll.class})
  static final class AccountCommands implements Runnable {
    @Spec @Nullable CommandSpec spec;

    @Override
    public void run() {
      CommandSpec own = java.util.Objects.requireNonNull(spec);
      own.commandLine().usage(own.commandLine().getOut());
    }
  }

  /** {@code zkw account add}. */
  @Command(name = "add", description = "Makes or changes an account; the password is asked for.")
  static final class Add implements Callable<Integer> {
    @Spec @Nullable CommandSpec spec;
    @Mixin Data data = new Data();

    @Parameters(paramLabel = "NAME")
    String name = "";

    @Option(names = "--role", defaultValue = "VIEWER", description = "${COMPLETION-CANDIDATES}")
    Role role = Role.VIEWER;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    @Override
    public Integer call() throws IOException {
      new Accounts(data.directory).put(name, role, password());
      Out.of(spec, json).answer(Map.of("name", name, "role", role), name + " is " + role);
      return Exits.OK;
    }

    @SuppressWarnings("SystemConsoleNull") // where it is never null, it reads a piped line, too
    private static String password() throws IOException {
      Console console = System.console();
      if (console != null) {
        char[] typed = console.readPassword("Password: ");
        return typed == null ? "" : new String(typed);
      }
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      String line = in.readLine();
      if (line == null) {
        throw new Refused("no password is given", "Type it, or pipe one line");
      }
      return line;
    }
  }

  /** {@code zkw account remove}. */
  @Command(name = "remove", description = "Removes an account.")
  static final class Remove implements Callable<Integer> {
    @Spec @Nullable CommandSpec spec;
    @Mixin Data data = new Data();

    @Parameters(paramLabel = "NAME")
    String name = "";

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    @Override
    public Integer call() {
      new Accounts(data.directory).remove(name);
      Out.of(spec, json).answer(Map.of("name", name, "removed", true), name + " is removed");
      return Exits.OK;
    }
  }

  /** {@code zkw account list}. */
  @Command(name = "list", description = "Lists accounts.")
  static final class ListAll implements Callable<Integer> {
    @Spec @Nullable CommandSpec spec;
    @Mixin Data data = new Data();

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    @Override
    public Integer call() {
      Out out = Out.of(spec, json);
      var accounts = new Accounts(data.directory).list();
      out.answer(accounts, () -> accounts.forEach((name, role) -> out.line(name + "  " + role)));
      return Exits.OK;
    }
  }
}
