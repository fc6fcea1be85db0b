package io.zkwire.tests.faults;

import io.zkwire.annotation.OnCommand;

/** Carries out commands, and writes down what it does before it does it. */
final class CommandLoad extends Load {
  static final String FEATURE = "command";
  private static final long WORK_MILLIS = 2;

  CommandLoad(Stage stage) {
    super(stage, FEATURE);
  }

  /** What an application would write. */
  static class Clerk {
    private final Load to;

    Clerk(Load to) {
      this.to = to;
    }

    @OnCommand(value = "note", channel = MemberLoad.GROUP, member = "${id}")
    int note(int number) {
      to.note("ran", number);
      pause(WORK_MILLIS);
      return number;
    }
  }

  @Override
  void start() {
    stage.zk().create(Clerk.class, this);
  }
}
