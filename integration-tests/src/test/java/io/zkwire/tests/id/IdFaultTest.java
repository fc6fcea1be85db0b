package io.zkwire.tests.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zkwire.ErrorCode;
import io.zkwire.IdException;
import io.zkwire.IdGenerator;
import io.zkwire.IdOptions;
import io.zkwire.ZkAccessDeniedException;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Stranger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.data.ACL;
import org.junit.jupiter.api.Test;

/** IDs while nodes are closed, deleted, or cannot be reached. */
@ZkTest(sessionTimeout = "6s")
class IdFaultTest {

  private static final IdOptions TWO_WORKERS = IdOptions.snowflake().layout("41-1-14");

  private static List<ACL> only(int permissions) {
    return List.of(new ACL(permissions, Ids.ANYONE_ID_UNSAFE));
  }

  private static void acl(ZkWire zk, String path, List<ACL> acl) throws Exception {
    zk.curator().setACL().withACL(acl).forPath(path);
  }

  @Test
  void refusedCallsDoNotMakeTheNextBlockLarger(ZkWire zk, ZkClients clients) {
    IdGenerator ids = zk.ids("orders");
    long last = ids.nextLong();
    Stranger stranger = new Stranger(zk, clients.chroot());
    stranger.delete("/ids/orders/counter");
    stranger.delete("/zkwire/ids/orders");
    for (int refused = 0; refused < 20; ) {
      try {
        last = ids.nextLong();
      } catch (IdException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.ID_BACK);
        refused++;
      }
    }
    zk.confirmGeneration();
    assertThat(ids.nextLong() - last).isBetween(1L, 10_000L);
  }

  @Test
  void aMarkThatMayNotBeWrittenIsNamed(ZkWire zk, ZkClients clients) throws Exception {
    for (String[] each :
        new String[][] {{"read", "READ"}, {"write", "WRITE"}, {"create", "CREATE"}}) {
      String type = each[0];
      String marks = clients.chroot() + "/zkwire/ids/" + type;
      Stranger stranger = new Stranger(zk, clients.chroot());
      if (type.equals("create")) {
        stranger.set("/zkwire/ids/" + type, "");
        acl(zk, marks, only(Perms.READ | Perms.ADMIN));
      } else {
        for (int i = 0; i < 2; i++) {
          stranger.set("/zkwire/ids/" + type + "/" + i, "0");
          acl(zk, marks + "/" + i, only(Perms.ADMIN | (type.equals("write") ? Perms.READ : 0)));
        }
      }
      ZkWire denied = clients.newClient();
      long begin = System.nanoTime();
      assertThatThrownBy(() -> denied.ids(type, TWO_WORKERS).nextLong())
          .isInstanceOfSatisfying(
              ZkAccessDeniedException.class,
              e -> {
                assertThat(e.path()).startsWith(marks + "/");
                assertThat(e.permission()).isEqualTo(each[1]);
              });
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }
  }

  /** Deletion is no order: a mark is made again by the one who holds its number. */
  @Test
  void aDeletedMarkIsMadeAgain(ZkClients clients) throws Exception {
    WallClock clock = new WallClock();
    ZkWire zk = clients.newClient(b -> b.clock(clock));
    IdGenerator ids = zk.ids("events", IdOptions.snowflake());
    long first = ids.nextLong();
    String mark = "/zkwire/ids/events/" + ids.parts(first).worker();
    Stranger stranger = new Stranger(zk, clients.chroot());
    stranger.delete(mark);
    clock.set(Duration.ofSeconds(11));
    long next = ids.nextLong();
    assertThat(ids.parts(next).worker()).isEqualTo(ids.parts(first).worker());
    assertThat(next).isGreaterThan(first);
    stranger.delete("/zkwire/ids/events");
    clock.set(Duration.ofSeconds(22));
    long last = ids.nextLong();
    assertThat(ids.parts(last).worker()).isEqualTo(ids.parts(first).worker());
    byte[] stored = zk.curator().getData().forPath(clients.chroot() + mark);
    assertThat(Long.parseLong(new String(stored, StandardCharsets.UTF_8)))
        .isGreaterThan(ids.parts(last).time().toEpochMilli());
  }
}
