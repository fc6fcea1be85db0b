package io.zkwire.tests.faults;

import io.zkwire.Grant;
import io.zkwire.LockLostException;
import io.zkwire.NotLeaderException;
import io.zkwire.ZkOp;
import io.zkwire.runtime.LeaseOptions;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.faults.Subject.Terms;
import java.nio.charset.StandardCharsets;

/** A connection of ours. */
final class OursClient {
  private OursClient() {}

  static ZkWire connect(Terms terms, Events events) {
    ZkWire zk =
        ZkWire.builder()
            .connect(terms.servers() + terms.chroot())
            .sessionTimeout(terms.session())
            .lease(LeaseOptions.defaults().lease(terms.lease()).lockDelay(terms.lockDelay()))
            .start();
    Sessions.tell(zk.curator(), events);
    return zk;
  }

  /** Writes by the token of a grant, at a path that is given with the chroot. */
  static String fence(Grant grant, Terms terms, String path, String data) {
    try {
      String inside = path.substring(terms.chroot().length());
      grant.fenced(ZkOp.set(inside, data.getBytes(StandardCharsets.UTF_8)));
      return "accepted";
    } catch (NotLeaderException | LockLostException e) {
      return "refused " + e.getMessage();
    } catch (RuntimeException e) {
      return "unknown " + e;
    }
  }
}
