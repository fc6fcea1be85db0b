package given;

import io.zkwire.Backend;
import io.zkwire.ClusterView;
import io.zkwire.ConfigVersion;
import io.zkwire.EndpointPicker;
import io.zkwire.EndpointStrategy;
import io.zkwire.Endpoints;
import io.zkwire.FencingToken;
import io.zkwire.IdGenerator;
import io.zkwire.Leadership;
import io.zkwire.Shard;
import io.zkwire.Shards;
import io.zkwire.ValueConverter;
import io.zkwire.WorkQueue;
import io.zkwire.runtime.ZkWire;
import java.net.InetSocketAddress;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What examples take as given: classes, fields and methods of the application. */
public final class Given {

  private Given() {}

  public static class JobQueue {
    public int size() {
      return 0;
    }

    public void stopTaking() {}

    public void awaitEmpty() {}
  }

  public static class Database {
    public boolean ping() {
      return true;
    }
  }

  public static class Store {
    public void write(Object what) {}

    public void write(Object what, FencingToken token) {}

    public void importCustomers(int shard, FencingToken token) {}
  }

  public static class ReportStore {
    public boolean has(LocalDate night) {
      return false;
    }

    public void write(LocalDate night, String body, FencingToken token) {}
  }

  public static class Oldest implements EndpointStrategy {
    @Override
    public EndpointPicker prepare(List<? extends Backend> backends) {
      return hash -> 0;
    }
  }

  public record Mail(String host, int port, Optional<String> user) {
    public Mail(String to, String text) {
      this(to, 0, Optional.of(text));
    }

    public Mail(String host, int port) {
      this(host, port, Optional.empty());
    }
  }

  public static class Orders extends ArrayList<Order> {
    public void ship(String id) {}
  }

  public static class Reports {
    public int pending() {
      return 0;
    }

    public void write(int size) {}
  }

  public static class Web {
    public int port() {
      return 0;
    }
  }

  public record Response(int status) {}

  public static class Client {
    public Response send(String address, String request) {
      return new Response(200);
    }
  }

  public static class Log {
    public void info(String text) {}
  }

  public static class ReportScheduler {}

  public static class Report {}

  public static class Query {}

  public record Order(String id) {}

  public record DbSettings(java.net.URI url, int pool, Duration timeout) {}

  public record Limits(int most) {}

  public record Point(int x, int y) {}

  public static class PointConverter implements ValueConverter<Point> {
    @Override
    public Point parse(String text) {
      return new Point(0, 0);
    }
  }

  public enum Phase {
    BEGUN
  }

  public interface OrderIds {}

  public static ZkWire zk;
  public static Leadership leadership;
  public static ClusterView members;
  public static Endpoints endpoints;
  public static Shards shards;
  public static Shard shard;
  public static Mail mail;
  public static Mail reminder;
  public static WorkQueue<Mail> mails;
  public static Orders orders;
  public static Reports reports;
  public static ReportScheduler scheduler;
  public static JobQueue jobs;
  public static JobQueue queue;
  public static Store store;
  public static Order order;
  public static Log log;
  public static Web server;
  public static ConfigVersion seen;
  public static PreparedStatement write;
  public static byte[] night;
  public static byte[] report;
  public static boolean running;
  public static long id;
  public static String request;
  public static Client client;

  public static void send(Object what) {}

  public static void refresh() {}

  public static void work() {}

  public static void work(Object with) {}

  public static boolean step() {
    return true;
  }

  public static void write(Object what, FencingToken token) {}

  public static void importCustomers(int shard, FencingToken token) {}

  public static String fetch(InetSocketAddress from) {
    return "";
  }
}
