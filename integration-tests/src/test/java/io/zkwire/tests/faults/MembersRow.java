package io.zkwire.tests.faults;

import io.zkwire.ClusterChange;
import io.zkwire.ClusterView;
import io.zkwire.MemberDeparture;
import io.zkwire.Membership;
import io.zkwire.Reason;
import io.zkwire.runtime.ZkWire;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.zookeeper.data.Stat;

/**
 * Members in four faults, which take turns: two processes with one name; a process that is killed;
 * the node of a member deleted by hand; and two of three servers frozen for four sessions.
 */
final class MembersRow extends SoloRow {
  static final String GROUP = "members";
  private static final Duration JVM = Duration.ofSeconds(30);
  private static final Duration SEEN_WITHIN = Setting.T.plusSeconds(2); // and a tick or two
  private static final Duration BACK_WITHIN = Duration.ofSeconds(4);
  private static final String CHROOT = "/members-row";

  private final List<ZkWire> wires = new ArrayList<>();
  private final List<Membership> members = new ArrayList<>();
  private final ConcurrentLinkedQueue<MemberDeparture> left = new ConcurrentLinkedQueue<>();
  private Java java;
  private ClusterView view;

  MembersRow() {
    super("members", 80);
  }

  @Override
  String subject() {
    return "ours-members";
  }

  private static ZkWire connect(Ensemble ensemble) {
    return ZkWire.builder()
        .connect(ensemble.connectString() + CHROOT)
        .sessionTimeout(Setting.T)
        .connectTimeout(JVM)
        .start();
  }

  @Override
  void open(Ensemble ensemble, Java java) {
    this.java = java;
    for (int i = 0; i < Ensemble.SIZE; i++) {
      ZkWire zk = connect(ensemble);
      wires.add(zk);
      members.add(zk.join(GROUP, "m" + i));
    }
    view = wires.get(0).members(GROUP);
    view.onChange(this::changed);
  }

  private void changed(ClusterChange change) {
    left.addAll(change.left());
  }

  @Override
  void close() {
    wires.forEach(ZkWire::close);
    wires.clear();
    members.clear();
  }

  @Override
  void round(Ensemble ensemble, Trial trial) throws Exception {
    left.clear();
    switch (trial.number() % 4) {
      case 0 -> duplicate(ensemble, trial);
      case 1 -> killed(ensemble, trial);
      case 2 -> deleted(trial);
      default -> quorumLost(ensemble, trial);
    }
    Poll.until("all are seen", BACK_WITHIN, () -> view.all().size() == members.size());
  }

  private Child start(Ensemble ensemble, String id, List<String> said) throws Exception {
    List<String> arguments = List.of(ensemble.connectString() + CHROOT, id);
    Path errors = Files.createTempFile("zkwire-member", ".err");
    List<String> command = java.command(List.of("-Xmx64m"), MemberMain.class, arguments);
    return Child.start("member " + id, command, Map.of(), errors, said::add);
  }

  private void duplicate(Ensemble ensemble, Trial trial) throws Exception {
    List<String> said = new CopyOnWriteArrayList<>();
    Child twin = start(ensemble, "m1", said);
    try {
      Poll.until("the twin is told", JVM, () -> !said.isEmpty());
      String own = "pid " + ProcessHandle.current().pid();
      trial.check(said.get(0).startsWith("duplicate [ZK-MEMBER-20]"), said.get(0));
      trial.check(said.get(0).contains(own) && said.get(0).contains("pid " + twin.pid()), "who");
      trial.check(left.isEmpty() && members.get(1).joined(), "the first one has lost its node");
    } finally {
      twin.kill();
    }
  }

  private void killed(Ensemble ensemble, Trial trial) throws Exception {
    List<String> said = new CopyOnWriteArrayList<>();
    Child victim = start(ensemble, "victim", said);
    try {
      Poll.until("it joins", JVM, () -> view.find("victim").isPresent());
    } finally {
      victim.kill();
    }
    long gone = System.nanoTime();
    Poll.until("its death is seen", JVM, () -> !left.isEmpty());
    trial.measure(System.nanoTime() - gone);
    trial.atMost("its death", System.nanoTime() - gone, SEEN_WITHIN);
    trial.check(left.peek().reason() == Reason.DIED, "it is told as " + left.peek());
  }

  private Stat stat() throws Exception {
    return wires.get(0).curator().checkExists().forPath(CHROOT + "/members/" + GROUP + "/m2");
  }

  private void deleted(Trial trial) throws Exception {
    Stat before = stat();
    wires.get(0).curator().delete().forPath(CHROOT + "/members/" + GROUP + "/m2");
    long gone = System.nanoTime();
    Stat[] now = {null};
    long deadline = gone + JVM.toNanos();
    while ((now[0] == null || now[0].getCzxid() == before.getCzxid())
        && System.nanoTime() < deadline) {
      now[0] = stat();
    }
    trial.atMost("to come back", System.nanoTime() - gone, BACK_WITHIN);
    trial.check(
        now[0] != null && now[0].getEphemeralOwner() == before.getEphemeralOwner(),
        "it came back as that of another session");
  }

  private void quorumLost(Ensemble ensemble, Trial trial) throws Exception {
    int leader = ensemble.leader();
    List<Integer> lost = List.of(leader, (leader + 1) % Ensemble.SIZE);
    lost.forEach(ensemble::freeze);
    Poll.pass(Setting.T.multipliedBy(4));
    trial.check(left.isEmpty(), "left while nobody could know: " + left);
    lost.forEach(ensemble::thaw);
    ensemble.leader();
    long back = System.nanoTime();
    Poll.until(
        "all stand again", JVM, () -> !view.stale() && members.stream().allMatch(m -> m.joined()));
    Poll.until("all are seen again", JVM, () -> view.all().size() == members.size());
    trial.atMost("to be back", System.nanoTime() - back, BACK_WITHIN);
    ensemble.awaitServing();
  }
}
