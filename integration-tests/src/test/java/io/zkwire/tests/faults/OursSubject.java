package io.zkwire.tests.faults;

import io.zkwire.Grant;
import io.zkwire.LockLostException;
import io.zkwire.NotLeaderException;
import io.zkwire.ZkOp;
import io.zkwire.runtime.LeaseOptions;
import io.zkwire.runtime.ZkWire;
import java.nio.charset.StandardCharsets;

/** Ours, by a connection of ours. */
abstract class OursSubject implements Subject {
  final Terms terms;
  private ZkWire zk;

  OursSubject(Terms terms) {
    this.terms = terms;
  }

  /** The connection, once there is one. */
  final ZkWire zk() {
    return zk;
  }

  /** The grant by which it worked last. */
  abstract Grant grant();

  @Override
  public void connect(Events events) {
    zk =
        ZkWire.builder()
            .connect(terms.servers() + terms.chroot())
            .sessionTimeout(terms.session())
            .lease(LeaseOptions.defaults().lease(terms.lease()).lockDelay(terms.lockDelay()))
            .start();
    Sessions.tell(zk.curator(), events);
  }

  @Override
  public final String fence(String path, String data) {
    try {
      String inside = path.substring(terms.chroot().length());
      grant().fenced(ZkOp.set(inside, data.getBytes(StandardCharsets.UTF_8)));
      return "accepted";
    } catch (NotLeaderException | LockLostException e) {
      return "refused " + e.getMessage();
    } catch (RuntimeException e) {
      return "unknown " + e;
    }
  }

  @Override
  public final void expire() throws Exception {
    Sessions.expire(zk.curator(), terms.servers());
  }

  @Override
  public final String session() throws Exception {
    return Sessions.id(zk.curator());
  }

  @Override
  public final void confirm() {
    zk.confirmGeneration();
  }

  @Override
  public void close() {
    zk.close();
  }
}
