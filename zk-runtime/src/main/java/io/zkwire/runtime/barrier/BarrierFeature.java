package io.zkwire.runtime.barrier;

import io.zkwire.Barrier;
import io.zkwire.CountDown;
import io.zkwire.ErrorCode;
import io.zkwire.Registration;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.session.Feature;
import io.zkwire.runtime.session.Mailbox;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Session;
import io.zkwire.runtime.spi.BarrierSpec;
import io.zkwire.runtime.spi.Guard;
import io.zkwire.runtime.spi.GuardSpec;
import io.zkwire.runtime.spi.Spec;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Barriers and latches. Thread-safe. */
public final class BarrierFeature implements Feature {

  private final Session session;
  private final Set<Party> parties = ConcurrentHashMap.newKeySet();
  private final Leftovers leftovers;
  private final CountDowns countDowns;

  /**
   * Makes the feature.
   *
   * @param session the session
   */
  public BarrierFeature(Session session) {
    this.session = session;
    this.leftovers = new Leftovers(session);
    this.countDowns = new CountDowns(session);
  }

  /**
   * The handle of a barrier.
   *
   * @param name its name, placeholders included
   * @param count how many parties it takes
   * @return the handle
   */
  public Barrier barrier(String name, int count) {
    return new NamedBarrier(session, parties, leftovers, resolved("barrier", name), count);
  }

  /**
   * The handle of a latch.
   *
   * @param name its name, placeholders included
   * @param count how often it is counted down
   * @return the handle
   */
  public CountDown countDown(String name, int count) {
    return new NamedCountDown(session, countDowns, resolved("latch", name), count);
  }

  private String resolved(String what, String written) {
    return Names.segment(what, Names.resolve(written, session.options().properties()));
  }

  @Override
  public @Nullable Guard guard(GuardSpec<?> spec) {
    return spec instanceof BarrierSpec<?> barrier
        ? new BarrierGuard(session, barrier(barrier.name(), barrier.parties()), barrier)
        : null;
  }

  @Override
  public @Nullable Registration bind(Object target, List<Spec<?>> specs, Mailbox mailbox) {
    return null; // only guards, which ask at each call
  }

  @Override
  public void connected(boolean newSession) {
    leftovers.connected();
    parties.forEach(party -> party.connected(newSession));
    countDowns.connected();
  }

  /** Whoever still waits gets nothing any more. */
  @Override
  public void closing() {
    ZkWireException closed =
        new ZkWireException(
            ErrorCode.SESSION_CLOSED,
            "this ZkWire was closed while a barrier or a latch was waited for",
            "Use it before close()",
            null);
    parties.forEach(party -> party.fail(closed));
    countDowns.fail(closed);
    if (!session.owned()) { // else all nodes go with the session
      leftovers.closing();
    }
  }
}
