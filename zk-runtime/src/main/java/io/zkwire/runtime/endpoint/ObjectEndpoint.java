package io.zkwire.runtime.endpoint;

import io.zkwire.EndpointOffer;
import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.Problem;
import io.zkwire.runtime.session.Mailbox;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Session;
import io.zkwire.runtime.spi.Bindings;
import io.zkwire.runtime.spi.ConfigTarget;
import io.zkwire.runtime.spi.ServiceEndpointSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint of an annotated object. Members that say port and health are looked at each second,
 * by the threads that call the object. Thread-safe.
 *
 * @param <B> the class that is annotated
 */
final class ObjectEndpoint<B> implements OwnEndpoint.Offered {

  private final Session session;
  private final ServiceEndpointSpec<B> spec;
  private final B target;
  private final Mailbox mailbox;
  private final EndpointOffer fixed;
  private final String owner;
  private final AtomicBoolean posted = new AtomicBoolean();
  private volatile boolean closed;

  ObjectEndpoint(Session session, ServiceEndpointSpec<B> spec, B target, Mailbox mailbox) {
    this.session = session;
    this.spec = spec;
    this.target = target;
    this.mailbox = mailbox;
    this.owner = Bindings.name(target) + "@" + Integer.toHexString(System.identityHashCode(target));
    String host = resolve(spec.host());
    this.fixed =
        EndpointOffer.at(spec.portOf() == null ? port(resolve(spec.port())) : 0)
            .withHost(host.isEmpty() ? null : host)
            .withWeight(spec.weight())
            .withZone(resolve(spec.zone()))
            .withTags(Set.copyOf(spec.tags()))
            .withMetadata(metadata())
            .withFormat(spec.format());
  }

  private String resolve(String text) {
    return Names.resolve(text, session.options().properties());
  }

  private int port(String text) {
    if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) > 0) {
      return Integer.parseInt(text);
    }
    throw new ZkWireException(
        ErrorCode.ENDPOINT_OFFER,
        "the port of the endpoint in '"
            + spec.domain()
            + "' is '"
            + Names.printable(text)
            + "', which is no port",
        "Give a number from 1 to 65535",
        null);
  }

  private Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    for (String entry : spec.metadata()) {
      int equals = entry.indexOf('=');
      metadata.put(entry.substring(0, equals), resolve(entry.substring(equals + 1)));
    }
    return metadata;
  }

  @Override
  public @Nullable EndpointOffer now() {
    ConfigTarget.Get<B, Boolean> healthOf = spec.healthOf();
    if (healthOf != null && !Boolean.TRUE.equals(ask(healthOf, "health"))) {
      return null;
    }
    ConfigTarget.Get<B, Integer> portOf = spec.portOf();
    if (portOf == null) {
      return fixed;
    }
    Integer port = ask(portOf, "port");
    return port == null || port <= 0 ? null : fixed.withPort(port);
  }

  /** A member that throws says nothing; it is asked each second, and reported once. */
  @SuppressWarnings("CatchingUnchecked") // a member of the application may throw anything
  private <V> @Nullable V ask(ConfigTarget.Get<B, V> member, String what) {
    String subject = subject() + " " + what;
    try {
      V value = member.get(target);
      session.problems().clear(subject);
      return value;
    } catch (Throwable e) {
      String message =
          ErrorCode.CALLBACK_FAILED.message(
              "what says " + what + " of " + subject() + " threw " + e.getClass().getName(),
              "Mend the member; nothing is offered until it returns");
      session.problems().report(new Problem(ErrorCode.CALLBACK_FAILED, subject, message), e);
      return null;
    }
  }

  private String subject() {
    return "the endpoint in '" + spec.domain() + "' of " + owner;
  }

  /** Looks again each second, where a member says something. */
  void poll(OwnEndpoint own) {
    if (!closed && (spec.portOf() != null || spec.healthOf() != null)) {
      session.later(() -> look(own), 1, TimeUnit.SECONDS);
    }
  }

  private void look(OwnEndpoint own) {
    if (!closed) {
      lookSoon(own);
      poll(own);
    }
  }

  @Override
  public void lookSoon(OwnEndpoint own) {
    if (posted.compareAndSet(false, true)) {
      mailbox.post("endpoint", () -> lookNow(own));
    }
  }

  private void lookNow(OwnEndpoint own) {
    posted.set(false);
    try {
      own.look();
      session.problems().clear(subject());
    } catch (ZkWireException e) {
      session
          .problems()
          .report(new Problem(e.code(), subject(), String.valueOf(e.getMessage())), e);
    }
  }

  void close() {
    closed = true;
    for (String each : List.of("", " port", " health")) {
      session.problems().clear(subject() + each);
    }
  }
}
