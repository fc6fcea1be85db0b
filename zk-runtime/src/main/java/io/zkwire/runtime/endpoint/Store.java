package io.zkwire.runtime.endpoint;

import io.zkwire.Endpoint;
import io.zkwire.EndpointRecord;
import io.zkwire.EndpointStore;
import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Limits;
import io.zkwire.runtime.session.MultiFailed;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Requests.Listing;
import io.zkwire.runtime.session.Requests.Node;
import io.zkwire.runtime.session.Session;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.jspecify.annotations.Nullable;

/** The static records of domains. Thread-safe. */
final class Store implements EndpointStore {

  private static final int MOST_ATTEMPTS = 100;

  private final Session session;

  Store(Session session) {
    this.session = session;
  }

  /** A change of the entries; null where nothing is to be done. */
  @FunctionalInterface
  private interface Edit {
    @Nullable List<String> apply(List<String> entries, boolean unsure);
  }

  private String name(String domain) {
    session.requireOpen();
    return Names.segment("domain", Names.resolve(domain, session.options().properties()));
  }

  private static String path(String name) {
    return EndpointFeature.ROOT + "/" + name;
  }

  @Override
  public List<String> domains() {
    session.requireOpen();
    Listing found =
        session
            .blocking()
            .call(
                () -> session.requests().children(EndpointFeature.ROOT),
                "list",
                EndpointFeature.ROOT);
    return found == null ? List.of() : found.names().stream().sorted().toList();
  }

  @Override
  public EndpointRecord read(String domain) {
    String name = name(domain);
    return record(name, node(name));
  }

  private @Nullable Node node(String name) {
    return session.blocking().call(() -> session.requests().get(path(name)), "read", path(name));
  }

  private static EndpointRecord record(String name, @Nullable Node node) {
    return node == null
        ? new EndpointRecord(name, List.of(), EndpointRecord.ABSENT)
        : new EndpointRecord(name, StaticRecord.entries(node.data()), node.stat().getVersion());
  }

  @Override
  public EndpointRecord add(String domain, String address) {
    String entry = checked(address);
    return edit(
        name(domain),
        (entries, unsure) -> {
          if (entries.contains(entry)) {
            return null;
          }
          List<String> more = new ArrayList<>(entries);
          more.add(entry);
          return more;
        });
  }

  @Override
  public EndpointRecord change(String domain, String from, String to) {
    String entry = checked(to);
    String name = name(domain);
    return edit(
        name,
        (entries, unsure) -> {
          int index = entries.indexOf(from);
          if (index < 0) {
            if (unsure && entries.contains(entry)) {
              return null; // the connection was lost on the way of the answer
            }
            throw conflict(
                "'" + Names.printable(from) + "' does not stand in the record of '" + name + "'",
                "Read the record and decide anew");
          }
          List<String> other = new ArrayList<>(entries);
          other.remove(from);
          if (!other.contains(entry)) {
            other.add(index, entry);
          }
          return other;
        });
  }

  @Override
  public EndpointRecord remove(String domain, String address) {
    return edit(
        name(domain),
        (entries, unsure) ->
            entries.contains(address)
                ? entries.stream().filter(entry -> !entry.equals(address)).toList()
                : null);
  }

  @Override
  public EndpointRecord replace(String domain, List<String> addresses, int expected) {
    String name = name(domain);
    List<String> entries = addresses.stream().map(Store::checked).toList();
    return edit(
        name,
        (found, unsure) -> entries,
        (record, unsure) -> {
          boolean written = unsure && record.addresses().equals(entries);
          if (record.version() != expected && !written) {
            throw conflict(
                "the record of '"
                    + name
                    + "' is at version "
                    + record.version()
                    + ", not at "
                    + expected,
                "Read it again and decide anew");
          }
          return written;
        });
  }

  /** Looks at what was read before an edit; true if nothing is left to do. */
  @FunctionalInterface
  private interface Precondition {
    boolean done(EndpointRecord record, boolean unsure);
  }

  private EndpointRecord edit(String name, Edit edit) {
    return edit(name, edit, (record, unsure) -> false);
  }

  private EndpointRecord edit(String name, Edit edit, Precondition before) {
    boolean unsure = false;
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Node node = node(name);
      EndpointRecord found = record(name, node);
      if (before.done(found, unsure)) {
        return found;
      }
      List<String> entries = edit.apply(found.addresses(), unsure);
      if (entries == null) {
        return found;
      }
      try {
        if (write(name, entries, found.version())) {
          return new EndpointRecord(name, entries, found.version() + 1);
        }
      } catch (ZkWireException e) {
        Throwable cause = e.getCause();
        if (cause == null
            || !Failures.connectionLost(cause)
            || !session.awaitConnected(session.options().connectTimeout().toMillis())) {
          throw e;
        }
        unsure = true;
      }
    }
    throw conflict(
        "the record of '" + name + "' was changed by others " + MOST_ATTEMPTS + " times meanwhile",
        "Try again");
  }

  /** Writes if nobody has written since; whether it did. */
  private boolean write(String name, List<String> entries, int version) {
    String path = path(name);
    byte[] data = String.join(",", entries).getBytes(StandardCharsets.UTF_8);
    if (data.length > Limits.NODE) {
      throw new ZkWireException(
          ErrorCode.ENDPOINT_OFFER,
          "the record of '"
              + name
              + "' would have "
              + data.length
              + " bytes, more than "
              + Limits.NODE,
          "Let the endpoints register themselves",
          null);
    }
    Requests requests = session.requests();
    CompletableFuture<Boolean> request =
        version == EndpointRecord.ABSENT
            ? requests
                .ensure(EndpointFeature.ROOT)
                .thenCompose(done -> requests.createNode(path, data, CreateMode.PERSISTENT))
                .handle((stat, e) -> wrote(e))
            : requests
                .multi(List.of(requests.set(path, data, version)))
                .handle((results, e) -> wrote(e));
    return session.blocking().await(request, "write", path);
  }

  private static boolean wrote(@Nullable Throwable e) {
    if (e == null) {
      return true;
    }
    Throwable inner = Failures.unwrap(e);
    Code code =
        inner instanceof MultiFailed multi
            ? multi.reason().code()
            : inner instanceof org.apache.zookeeper.KeeperException k ? k.code() : Code.SYSTEMERROR;
    return switch (code) {
      case BADVERSION, NODEEXISTS, NONODE -> false;
      default -> throw new CompletionException(inner);
    };
  }

  private static String checked(String address) {
    try {
      return Endpoint.parse(address.strip()).address();
    } catch (IllegalArgumentException e) {
      throw new ZkWireException(
          ErrorCode.ENDPOINT_OFFER,
          "'" + Names.printable(address) + "' is " + e.getMessage(),
          "Write host:port, an IPv6 address in brackets",
          e);
    }
  }

  private static ZkWireException conflict(String problem, String mend) {
    return new ZkWireException(ErrorCode.ENDPOINT_CONFLICT, problem, mend, null);
  }
}
