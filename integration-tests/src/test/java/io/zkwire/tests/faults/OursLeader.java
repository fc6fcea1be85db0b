package io.zkwire.tests.faults;

import io.zkwire.NotLeaderException;
import io.zkwire.runtime.ZkWire;

/** Ours: a method that only the leader may run, called in a tight loop. */
final class OursLeader implements Subject {
  private final Terms terms;
  private ZkWire zk;
  private volatile LeaderWork work;

  OursLeader(Terms terms) {
    this.terms = terms;
  }

  @Override
  public void connect(Events events) {
    zk = OursClient.connect(terms, events);
  }

  @Override
  public void stand() {
    if (work == null) {
      work = zk.create(LeaderWork.class);
    }
  }

  @Override
  public void leave() {
    LeaderWork old = work;
    work = null;
    if (old != null) {
      zk.bind(old).close();
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
  public String fence(String path, String data) {
    return OursClient.fence(work.leadership(), terms, path, data);
  }

  @Override
  public void expire() throws Exception {
    Sessions.expire(zk.curator(), terms.servers());
  }

  @Override
  public String session() throws Exception {
    return Sessions.id(zk.curator());
  }

  @Override
  public void confirm() {
    zk.confirmGeneration();
  }

  @Override
  public void close() {
    zk.close();
  }
}
