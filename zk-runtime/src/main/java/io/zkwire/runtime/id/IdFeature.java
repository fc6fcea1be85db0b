package io.zkwire.runtime.id;

import io.zkwire.BindingException;
import io.zkwire.ErrorCode;
import io.zkwire.IdFormat;
import io.zkwire.IdGenerator;
import io.zkwire.IdLayout;
import io.zkwire.IdOptions;
import io.zkwire.IdStrategy;
import io.zkwire.Registration;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.exclusive.ExclusiveWork;
import io.zkwire.runtime.session.Feature;
import io.zkwire.runtime.session.Mailbox;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Session;
import io.zkwire.runtime.spi.GlobalIdSpec;
import io.zkwire.runtime.spi.Spec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Global IDs. Thread-safe. */
public final class IdFeature implements Feature {

  private final Session session;
  private final ExclusiveWork work;
  private final Map<String, Known> types = new ConcurrentHashMap<>();

  /** A type that this process uses, how, and how many have it or are about to. */
  private record Known(
      String kind,
      Gate gate,
      Numbers numbers,
      ReentrantLock starting,
      AtomicBoolean ready,
      AtomicInteger users) {

    Known(String kind, Gate gate, Numbers numbers) {
      this(kind, gate, numbers, new ReentrantLock(), new AtomicBoolean(), new AtomicInteger());
    }

    Known withUser() {
      users.incrementAndGet();
      return this;
    }
  }

  /**
   * Makes the feature.
   *
   * @param session the session
   * @param work what worker numbers stand on
   */
  public IdFeature(Session session, ExclusiveWork work) {
    this.session = session;
    this.work = work;
    session.bootstrap().whenShut(this::shut);
  }

  /**
   * A generator; the numbers of a type are shared by all its generators.
   *
   * @param written the type, placeholders included
   * @param options what its IDs are like
   * @return the generator
   */
  public IdGenerator ids(String written, IdOptions options) {
    session.requireOpen();
    String type =
        Names.segment("type of IDs", Names.resolve(written, session.options().properties()));
    if (!options.name().isEmpty()) {
      Names.segment("name", options.name());
    }
    String contradiction = options.contradiction();
    if (!contradiction.isEmpty()) {
      throw Refusals.options(type, contradiction, null);
    }
    IdLayout layout;
    IdFormat format;
    try {
      layout = options.strategy() == IdStrategy.SNOWFLAKE ? options.layoutInForce() : null;
      format = options.formatFor(type);
    } catch (IllegalArgumentException e) {
      throw Refusals.options(type, "of its layout or format, " + e.getMessage(), e);
    }
    Known known = known(type, options, layout);
    return new Handle(type, options, known.numbers(), format, layout, session.options().clock());
  }

  private Known known(String type, IdOptions options, @Nullable IdLayout layout) {
    String kind = kind(options, layout);
    Known known =
        types.compute(
            type,
            (t, there) -> (there != null ? there : make(t, kind, options, layout)).withUser());
    try {
      if (!known.kind().equals(kind)) {
        throw known.gate().contradiction(known.kind() + " in this process", kind);
      }
      if (!known.ready().get() && session.state() == SessionState.CONNECTED) {
        known.gate().locked(known.starting(), () -> start(known));
      }
      return known;
    } catch (RuntimeException e) {
      notUsed(type, known);
      throw e;
    }
  }

  private static void start(Known known) {
    if (!known.ready().get()) {
      known.numbers().start();
      known.ready().set(true);
    }
  }

  /** Forgets a type that could not be begun, unless others have it or wait for it, too. */
  private void notUsed(String type, Known known) {
    Known left =
        types.computeIfPresent(
            type, (t, there) -> there.users().decrementAndGet() > 0 ? there : null);
    if (left == null) {
      known.numbers().close();
    }
  }

  /** What must be the same for everybody who uses a type. */
  private static String kind(IdOptions options, @Nullable IdLayout layout) {
    return layout != null
        ? options.strategy() + " " + layout + " " + layout.epoch()
        : options.strategy() + (options.keepNodes() ? " keep" : "");
  }

  private Known make(String type, String kind, IdOptions options, @Nullable IdLayout layout) {
    Gate gate = new Gate(session, type, kind);
    Numbers numbers =
        layout != null
            ? new SnowflakeNumbers(gate, work, layout)
            : options.strategy() == IdStrategy.SEQUENTIAL
                ? new SequentialNodes(gate, options.keepNodes())
                : new BlockNumbers(gate);
    return new Known(kind, gate, numbers);
  }

  @Override
  public @Nullable Registration bind(Object target, List<Spec<?>> specs, Mailbox mailbox) {
    boolean any = false;
    for (Spec<?> spec : specs) {
      if (spec instanceof GlobalIdSpec<?> id) {
        set(id, target, ids(id.type(), id.options()));
        any = true;
      }
    }
    return any ? () -> {} : null; // a generator goes on until the ZkWire is closed
  }

  @SuppressWarnings("unchecked") // the specs of a class are of that class
  private static <B> void set(GlobalIdSpec<B> spec, Object target, IdGenerator generator) {
    try {
      spec.set().set((B) target, generator);
    } catch (ClassCastException e) {
      String type = target.getClass().getName();
      throw new BindingException(
          ErrorCode.BIND_CREATE,
          type,
          type + " implements " + spec.member() + ", which asks for IDs, itself",
          "Let zk.create make an object of the interface",
          e);
    } catch (Throwable e) {
      throw new IllegalStateException("cannot set " + spec.member(), e);
    }
  }

  @Override
  public void connected(boolean newSession) {
    boolean shut = session.bootstrap().generationChanged();
    if (shut) {
      shut();
    } else if (newSession) {
      types.values().forEach(known -> known.numbers().connected());
    }
  }

  /** What was taken from another ensemble is given to nobody, from now on. */
  private void shut() {
    types.values().forEach(known -> known.numbers().drop());
  }

  /** An operator has confirmed the ensemble. */
  @Override
  public void confirmed() {
    types.values().forEach(known -> known.numbers().confirmed());
  }

  @Override
  public void closing() {
    types.values().forEach(known -> known.numbers().close());
  }
}
