package io.zkwire.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.data.ACL;
import org.junit.jupiter.api.Test;

class OpenAccessTest {

  @Test
  void onlyEverythingForEverybodyIsOpen() {
    assertThat(OpenAccess.open(new ACL(Perms.ALL, Ids.ANYONE_ID_UNSAFE))).isTrue();
    assertThat(OpenAccess.open(new ACL(Perms.READ, Ids.ANYONE_ID_UNSAFE))).isFalse();
    assertThat(OpenAccess.open(new ACL(Perms.ALL, Ids.AUTH_IDS))).isFalse();
  }
}
