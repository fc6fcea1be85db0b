package io.zkwire.tests.faults;

import io.zkwire.Grant;
import io.zkwire.NotLeaderException;

/** Ours: a method that only the leader may run, called in a tight loop. */
final class OursLeader extends OursSubject {
  private volatile LeaderWork work;

  OursLeader(Terms terms) {
    super(terms);
  }

  @Override
  public void stand() {
    if (work == null) {
      work = zk().create(LeaderWork.class);
    }
  }

  @Override
  public void leave() {
    LeaderWork old = work;
    work = null;
    if (old != null) {
      zk().bind(old).close();
    }
  }

  @Override
  public void resign() {
    work.leadership().resign();
  }

  @Override
  public void pass(Recorder recorder) {
    LeaderWork now = work;
    if (now == null) {
      recorder.idles("left");
      return;
    }
    now.clear();
    long before = System.nanoTime();
    try {
      now.lead(before, recorder, terms.style());
    } catch (NotLeaderException e) {
      now.clear(); // it lapsed between the guard and the token
    }
    if (!now.ran()) {
      recorder.idles("follower");
    }
  }

  @Override
  Grant grant() {
    return work.leadership();
  }
}
