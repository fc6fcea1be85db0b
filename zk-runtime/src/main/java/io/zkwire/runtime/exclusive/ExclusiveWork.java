package io.zkwire.runtime.exclusive;

import io.zkwire.runtime.LeaseOptions;
import io.zkwire.runtime.LeaseOptions.Mode;
import io.zkwire.runtime.Standing;
import io.zkwire.runtime.ZkClock;
import io.zkwire.runtime.session.Participant;
import io.zkwire.runtime.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything exclusive that one session holds or stands for: one lease, one beat, one watcher.
 * Thread-safe.
 */
public final class ExclusiveWork implements Participant {

  /** For how long a release waits for guarded calls that are inside (R8). */
  public static final Duration DRAIN = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(ExclusiveWork.class);

  private final Session session;
  private final LeaseOptions options;
  private final StoredLease stored;
  private final Beats beats;
  private final UUID base = UUID.randomUUID();
  private final AtomicLong made = new AtomicLong();
  private final Set<Candidacy> all = ConcurrentHashMap.newKeySet();
  private final Map<String, Set<Candidacy>> waiting = new ConcurrentHashMap<>();
  private final Set<String> compared = ConcurrentHashMap.newKeySet();
  private final Watcher watcher = this::changed;
  private @Nullable CompletableFuture<LeaseTerms> reading;
  private volatile @Nullable LeaseTerms terms;
  private volatile byte @Nullable [] description;
  private volatile boolean closing;

  /**
   * Makes it; it asks nothing of ZooKeeper until something exclusive is wanted.
   *
   * @param session the session
   */
  public ExclusiveWork(Session session) {
    this.session = session;
    this.options = session.options().lease();
    this.stored = new StoredLease(session, options);
    this.beats = new Beats(this);
    session.metrics().gauge("zkwire.lease.standing", all::size);
    session.metrics().gauge("zkwire.lease.margin", this::margin);
  }

  /**
   * Makes a candidacy, which has not begun yet.
   *
   * @param line the line to stand in
   * @param listener told of what becomes of it
   * @return the candidacy
   */
  public Candidacy candidacy(Line line, Candidacy.Listener listener) {
    return new Candidacy(this, line, listener);
  }

  /**
   * Completes when the chroot's terms are known, and with them the parents of all roots are there.
   */
  public CompletableFuture<?> prepared() {
    return terms();
  }

  /** What is held or stood for. */
  public List<Standing> standing() {
    return all.stream().map(Candidacy::standing).toList();
  }

  /** For how many milliseconds the grant is valid that ends first; -1 where there is none. */
  private long margin() {
    return standing().stream()
        .filter(each -> each.token() != null)
        .mapToLong(each -> each.remaining().toMillis())
        .min()
        .orElse(-1);
  }

  /** A UUID for a candidacy: counted on from a random one, which costs less than another one. */
  String newId() {
    long next = base.getLeastSignificantBits() + made.getAndIncrement();
    return new UUID(base.getMostSignificantBits(), next).toString();
  }

  void begin(Candidacy candidacy) {
    all.add(candidacy);
    if (closing) {
      candidacy.release();
    } else if (!shut()) {
      if (terms != null) {
        candidacy.arrive();
      } else {
        terms().whenComplete((t, e) -> candidacy.termsRead(e));
      }
    }
  }

  /** What the chroot says; asked once a session. */
  private synchronized CompletableFuture<LeaseTerms> terms() {
    CompletableFuture<LeaseTerms> present = reading;
    if (present == null || present.isCompletedExceptionally()) {
      long epoch = session.epoch();
      present = stored.read().whenComplete((t, e) -> termsRead(epoch, t));
      reading = present;
    }
    return present;
  }

  private void termsRead(long epoch, @Nullable LeaseTerms found) {
    if (epoch == session.epoch()) {
      terms = found;
    }
  }

  /** Whether an ensemble that nobody has confirmed keeps everything exclusive closed (R12). */
  boolean shut() {
    return session.bootstrap().generationChanged();
  }

  /** An operator has confirmed the ensemble: whoever waited for that stands in line now. */
  @Override
  public void confirmed() {
    all.forEach(Candidacy::connectedAgain);
  }

  @Override
  public void connected(boolean newSession) {
    if (newSession) {
      synchronized (this) {
        reading = null;
        terms = null;
        description = null;
      }
      beats.newSession();
      waiting.clear();
      compared.clear();
      List.copyOf(all).forEach(Candidacy::sessionEnded);
    }
    List.copyOf(all).forEach(Candidacy::connectedAgain);
    beats.now();
  }

  /** Gives everything back while the connection is still there; waits for it a bounded time. */
  @Override
  public void closing() {
    closing = true;
    CompletableFuture<?>[] releases =
        all.stream().map(Candidacy::release).toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(releases).get(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("{} closes while {} of its grants are not given back", session.label(), all.size());
    }
  }

  private void changed(WatchedEvent event) {
    String path = event.getPath();
    if (path != null && event.getType() != Watcher.Event.EventType.None) {
      Set<Candidacy> woken = waiting.remove(session.requests().logical(path));
      if (woken != null) {
        woken.forEach(Candidacy::look);
      }
    }
  }

  /** Wakes a candidacy at the next change of a node, which is watched by the caller. */
  void wakeAt(String path, Candidacy candidacy) {
    waiting.computeIfAbsent(path, p -> ConcurrentHashMap.newKeySet()).add(candidacy);
  }

  void wakeNoMore(String path, Candidacy candidacy) {
    waiting.computeIfPresent(
        path,
        (p, woken) -> {
          woken.remove(candidacy);
          return woken.isEmpty() ? null : woken;
        });
  }

  /** Whether the root of a line was seen in this session to hold what this process expects. */
  boolean compared(Line line) {
    return compared.contains(line.root() + "=" + line.content());
  }

  void comparedNow(Line line) {
    compared.add(line.root() + "=" + line.content());
  }

  void ended(Candidacy candidacy) {
    all.remove(candidacy);
    beats.leave(candidacy);
  }

  Session session() {
    return session;
  }

  ZkClock clock() {
    return session.options().clock();
  }

  LeaseOptions options() {
    return options;
  }

  Beats beats() {
    return beats;
  }

  StoredLease stored() {
    return stored;
  }

  Watcher watcher() {
    return watcher;
  }

  boolean sessionAware() {
    LeaseTerms known = terms;
    return known != null && known.mode() == Mode.SESSION_AWARE;
  }

  /** The lock-delay in nanoseconds. */
  long delayNanos() {
    LeaseTerms known = terms;
    return known == null ? Long.MAX_VALUE : known.delay().toNanos();
  }

  /** For how long a grant is valid after its stamp (R3). */
  Duration validity() {
    LeaseTerms known = terms;
    return known == null ? Duration.ZERO : known.validity(session.negotiatedTimeout());
  }

  /** What the nodes of candidates hold. */
  byte[] description() {
    byte[] known = description;
    if (known == null) {
      known =
          new Description(
                  session.id(),
                  session.instance().host(),
                  ProcessHandle.current().pid(),
                  beats.id())
              .bytes();
      description = known;
    }
    return known;
  }
}
