package io.zkwire.runtime.shard;

import io.zkwire.FencingToken;
import io.zkwire.Shard;
import io.zkwire.ShardLostException;
import io.zkwire.ZkOp;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.exclusive.Candidacy;
import io.zkwire.runtime.exclusive.ExclusiveWork;
import io.zkwire.runtime.exclusive.Fenced;
import io.zkwire.runtime.exclusive.Hold;
import io.zkwire.runtime.exclusive.Line;
import io.zkwire.runtime.session.Session;
import io.zkwire.runtime.spi.Passage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One shard that this process stands for or has: one candidacy, and its grant. Thread-safe. */
final class OwnShard implements Shard, Candidacy.Listener {

  /** Whose it is. */
  interface Owner {
    /** It is had, is no longer shown to be had, or is again. */
    void changed();

    /** Somebody else stands there. */
    void taken(OwnShard shard);

    /** It is over, not by being given back. */
    void ended(OwnShard shard, @Nullable ZkWireException failure);
  }

  private final Session session;
  private final Owner owner;
  private final String group;
  private final int number;
  private final Candidacy candidacy;
  private volatile @Nullable Hold hold;

  OwnShard(Session session, ExclusiveWork work, Owner owner, String group, int number, int shards) {
    this.session = session;
    this.owner = owner;
    this.group = group;
    this.number = number;
    this.candidacy = work.candidacy(Line.shard(group, number, shards), this);
  }

  /** Stands for it. */
  void begin() {
    candidacy.begin();
  }

  /** The grant, valid or not; null while there is none. */
  @Nullable Hold hold() {
    return hold;
  }

  /**
   * Gives it back, once nobody works on it.
   *
   * @return completes when it is given back
   */
  CompletableFuture<@Nullable Void> release() {
    return candidacy.release();
  }

  @Override
  public String group() {
    return group;
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public boolean run(Runnable work) {
    Hold held = hold;
    Passage passage = held == null ? null : held.enter();
    if (passage == null) {
      return false;
    }
    try {
      work.run();
      return true;
    } finally {
      passage.leave();
    }
  }

  @Override
  public boolean held() {
    Hold held = hold;
    return held != null && held.valid();
  }

  @Override
  public void checkHeld() {
    if (!held()) {
      throw refusal();
    }
  }

  @Override
  public FencingToken token() {
    Hold held = hold;
    if (held == null) {
      throw refusal();
    }
    return held.token();
  }

  @Override
  public Duration remaining() {
    Hold held = hold;
    return held == null ? Duration.ZERO : held.remaining();
  }

  @Override
  public void fenced(ZkOp... operations) {
    checkHeld();
    Fenced.write(session, candidacy, operations, this::refusal);
  }

  private ShardLostException refusal() {
    return new ShardLostException(
        group,
        number,
        "this process does not have the shard " + number + " of '" + group + "', or cannot show it",
        "Work on the shards that Shards.mine gives now, by Shard.run",
        null);
  }

  @Override
  public String toString() {
    return "shard " + number + " of " + group;
  }

  // ---- what becomes of the candidacy

  @Override
  public void waits(Candidacy now) {
    if (!now.delayed()) {
      owner.taken(this);
    }
  }

  @Override
  public void granted(Candidacy now, Hold granted) {
    hold = granted;
    now.tellLapses();
    owner.changed();
  }

  @Override
  public void lapsed(Candidacy now) {
    owner.changed();
  }

  @Override
  public void resumed(Candidacy now) {
    owner.changed();
  }

  @Override
  public void ended(Candidacy now, @Nullable ZkWireException failure) {
    owner.ended(this, failure);
  }
}
