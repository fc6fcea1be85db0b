package io.zkwire.tests.faults;

import io.zkwire.FencingToken;
import io.zkwire.Leadership;
import io.zkwire.NotLeaderException;
import io.zkwire.annotation.Leader;
import io.zkwire.annotation.LeaderOnly;

/** A method that only the leader may run, called again and again. */
final class LeaderLoad extends Load {
  static final String FEATURE = "leader";
  static final String ROLE = "boss";
  private static final long PACE_MILLIS = 3;

  private final WorkLog log;
  private Boss boss;
  private FencingToken last = new FencingToken(0, 0);

  LeaderLoad(Stage stage) {
    super(stage, FEATURE);
    log = stage.workLog(FEATURE);
  }

  /** What an application would write. */
  static class Boss {
    @Leader(ROLE)
    Leadership leadership;

    @LeaderOnly(ROLE)
    void lead(long before, LeaderLoad to) {
      to.leads(before, leadership.token());
    }
  }

  @Override
  void start() {
    boss = stage.zk().create(Boss.class);
    loop("leader", this::call);
  }

  private void call() {
    try {
      boss.lead(System.nanoTime(), this);
    } catch (NotLeaderException e) {
      note("lapsed"); // between the guard and the token
    }
    pause(PACE_MILLIS);
  }

  private void leads(long before, FencingToken token) {
    log.append(new Observation(before, System.nanoTime(), token.czxid(), token.local()));
    if (!token.equals(last)) {
      note("gain", token);
      last = token;
    }
  }

  void resign() {
    boss.leadership.resign();
  }

  @Override
  String look() {
    return "leads=" + boss.leadership.held();
  }
}
