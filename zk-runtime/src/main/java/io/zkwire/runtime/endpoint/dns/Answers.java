package io.zkwire.runtime.endpoint.dns;

import io.zkwire.Endpoint;
import io.zkwire.Endpoints;
import io.zkwire.runtime.DnsOptions;
import io.zkwire.runtime.endpoint.Catalogue;
import io.zkwire.runtime.endpoint.dns.ZoneNames.Found;
import io.zkwire.runtime.endpoint.dns.ZoneNames.Kind;
import io.zkwire.runtime.session.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * From the bytes of a query to those of its answer. What is no query is dropped and counted; what
 * is none of ours is refused. Thread-safe.
 */
final class Answers {

  static final int LARGEST_QUERY = 4_096;
  static final long LONGEST_MILLIS = 2_000;

  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
  private static final int HEADER = 12;
  private static final int RESPONSE = 0x80;
  private static final int MOST_WAITING = 1_000;

  private final Session session;
  private final Catalogue catalogue;
  private final DnsOptions options;
  private final Records records;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Map<String, Targets> targets = new ConcurrentHashMap<>();
  private volatile @Nullable ZoneNames names;

  /**
   * Answers of one responder.
   *
   * @param session the session
   * @param catalogue the domains
   * @param options how it answers
   * @param self the address at which it listens
   */
  Answers(Session session, Catalogue catalogue, DnsOptions options, InetAddress self) {
    this.session = session;
    this.catalogue = catalogue;
    this.options = options;
    this.records = new Records(session, options, self);
  }

  /** Something came that is no query. */
  void dropped() {
    session.metrics().count("zkwire.dns.dropped", 1);
  }

  /**
   * Answers.
   *
   * @param bytes what came
   * @param tcp whether it came by TCP
   * @return completes with the answer, within {@link #LONGEST_MILLIS}; with null for none
   */
  CompletableFuture<byte @Nullable []> answer(byte[] bytes, boolean tcp) {
    try {
      return answerOf(bytes, tcp);
    } catch (RuntimeException e) { // whatever was sent, the next one is answered
      LOG.warn("{} cannot answer a query of {} bytes", session.label(), bytes.length, e);
      dropped();
      return CompletableFuture.completedFuture(null);
    }
  }

  private CompletableFuture<byte @Nullable []> answerOf(byte[] bytes, boolean tcp) {
    Query query = read(bytes, tcp);
    if (query == null) {
      dropped();
      return CompletableFuture.completedFuture(null);
    }
    session.metrics().count("zkwire.dns.queries", 1);
    int refusal = refusal(query);
    if (refusal != Rcode.NOERROR) {
      return CompletableFuture.completedFuture(query.reply(refusal, false).encode());
    }
    return found(query)
        .thenApply(this::encode)
        .exceptionally(
            e -> {
              LOG.warn("{} cannot answer {}", session.label(), query.name(), e);
              return encode(failure(query));
            });
  }

  private byte[] encode(Reply reply) {
    if (reply.rcode() == Rcode.SERVFAIL) {
      session.metrics().count("zkwire.dns.failed", 1);
    }
    byte[] wire = reply.encode();
    if (reply.truncated()) {
      session.metrics().count("zkwire.dns.truncated", 1);
    }
    return wire;
  }

  /** An answer to an answer could go round for ever, and so gets none. */
  private @Nullable Query read(byte[] bytes, boolean tcp) {
    if (bytes.length < HEADER || (bytes[2] & RESPONSE) != 0) {
      return null;
    }
    try {
      Message message = new Message(ByteBuffer.wrap(bytes));
      return new Query(message, tcp, options.udpSize());
    } catch (IOException | RuntimeException e) { // its bytes may be anything
      LOG.debug("{} takes no query of {} bytes", session.label(), bytes.length, e);
      return null;
    }
  }

  private int refusal(Query query) {
    if (query.message().getHeader().getOpcode() != Opcode.QUERY) {
      return Rcode.NOTIMP;
    }
    if (query.message().getHeader().getCount(Section.QUESTION) != 1) {
      return Rcode.FORMERR;
    }
    if (query.badVersion()) {
      return Rcode.BADVERS;
    }
    int type = query.type();
    boolean ours =
        (query.dclass() == DClass.IN || query.dclass() == DClass.ANY)
            && query.name().subdomain(records.zone());
    return ours && type != Type.AXFR && type != Type.IXFR ? Rcode.NOERROR : Rcode.REFUSED;
  }

  private CompletableFuture<Reply> found(Query query) {
    String relative = relative(query.name());
    Found known = look(relative);
    CompletableFuture<@Nullable Void> listed = catalogue.refresh();
    if (known != null && known.kind() != Kind.NONE) {
      return answer(query, known);
    }
    // perhaps a domain that has just come
    return within(
        query,
        listed.thenCompose(
            done -> {
              Found now = look(relative);
              return now == null
                  ? CompletableFuture.completedFuture(failure(query))
                  : answer(query, now);
            }));
  }

  private CompletableFuture<Reply> answer(Query query, Found found) {
    if (found.domain().isEmpty()) {
      return CompletableFuture.completedFuture(records.ofZone(query, found.kind()));
    }
    CompletableFuture<@Nullable Endpoints> followed = catalogue.follow(found.domain());
    return within(query, followed.thenApply(endpoints -> reply(query, found, endpoints)));
  }

  private Reply reply(Query query, Found found, @Nullable Endpoints endpoints) {
    if (endpoints == null || tooOld(endpoints)) {
      return failure(query);
    }
    List<Endpoint> list = endpoints.list();
    if (list.isEmpty() && endpoints.stale()) {
      return failure(query); // that there is none cannot be said now
    }
    Targets present = targets.get(found.domain());
    if (present == null || !present.areOf(list)) {
      present = Targets.of(list, records.name(found.domain()));
      targets.put(found.domain(), present);
    }
    return switch (found.kind()) {
      case DOMAIN -> records.ofDomain(query, present);
      case SERVICE -> records.ofService(query, present);
      default -> records.ofAddress(query, present.address(found.label()));
    };
  }

  private boolean tooOld(Endpoints endpoints) {
    return options.maxAge() != null && endpoints.age().compareTo(options.maxAge()) > 0;
  }

  private Reply failure(Query query) {
    return query.reply(Rcode.SERVFAIL, false);
  }

  /** Whoever asks is not kept for long, nor are too many at a time. */
  private CompletableFuture<Reply> within(Query query, CompletableFuture<Reply> answer) {
    if (answer.isDone()) {
      return answer;
    }
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return CompletableFuture.completedFuture(failure(query));
    }
    CompletableFuture<Reply> out = answer.copy();
    var late =
        session.later(() -> out.complete(failure(query)), LONGEST_MILLIS, TimeUnit.MILLISECONDS);
    out.whenComplete(
        (reply, e) -> {
          waiting.decrementAndGet();
          if (late != null) {
            late.cancel(false);
          }
        });
    return out;
  }

  /** What a name is, by the domains that are known; null if none were ever listed. */
  private @Nullable Found look(@Nullable String relative) {
    Set<String> known = catalogue.known();
    if (known == null) {
      return null;
    }
    ZoneNames present = names;
    if (present == null || !present.areOf(known)) {
      present = ZoneNames.of(known);
      names = present;
      targets.keySet().retainAll(known);
    }
    return present.look(relative);
  }

  /** A name without its zone, in lower case; null if it has a character that no domain has. */
  private @Nullable String relative(Name name) {
    StringBuilder out = new StringBuilder();
    int count = name.labels() - records.zone().labels();
    for (int i = 0; i < count; i++) {
      byte[] label = name.getLabel(i);
      if (i > 0) {
        out.append('.');
      }
      for (int j = 1; j < label.length; j++) { // before it stands its length
        char c = (char) (label[j] & 0xff);
        char lower = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
        boolean allowed =
            (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        if (!allowed) {
          return null;
        }
        out.append(lower);
      }
    }
    return out.toString();
  }
}
