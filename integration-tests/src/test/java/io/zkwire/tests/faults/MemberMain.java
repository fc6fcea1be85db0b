package io.zkwire.tests.faults;

import io.zkwire.DuplicateMemberException;
import io.zkwire.Membership;
import io.zkwire.runtime.ZkWire;
import java.io.IOException;
import java.io.OutputStream;

/** A process that is a member, until its input ends. Says {@code joined}, or why it could not. */
final class MemberMain {
  private MemberMain() {}

  public static void main(String[] args) throws IOException {
    try (ZkWire zk = ZkWire.builder().connect(args[0]).sessionTimeout(Setting.T).start();
        Membership self = zk.join(MembersRow.GROUP, args[1])) {
      System.out.println("joined " + self.id());
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (DuplicateMemberException e) {
      System.out.println("duplicate " + e.getMessage());
    }
  }
}
