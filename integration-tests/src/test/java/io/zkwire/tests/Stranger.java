package io.zkwire.tests;

import io.zkwire.runtime.ZkWire;
import java.nio.charset.StandardCharsets;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.KeeperException;

/** Somebody who writes nodes by hand, as zkCli does. Paths stand below the chroot. */
public final class Stranger {

  private final CuratorFramework client;
  private final String chroot;

  public Stranger(ZkWire zk, String chroot) {
    this.client = zk.curator();
    this.chroot = chroot;
  }

  public void set(String path, String text) {
    set(path, text.getBytes(StandardCharsets.UTF_8));
  }

  public void set(String path, byte[] bytes) {
    try {
      client.create().orSetData().creatingParentsIfNeeded().forPath(chroot + path, bytes);
    } catch (Exception e) {
      throw new AssertionError("cannot set " + path, e);
    }
  }

  public void delete(String path) {
    try {
      client.delete().deletingChildrenIfNeeded().forPath(chroot + path);
    } catch (KeeperException.NoNodeException e) {
      throw new AssertionError(path + " is not there", e);
    } catch (Exception e) {
      throw new AssertionError("cannot delete " + path, e);
    }
  }

  public long mzxid(String path) {
    try {
      return client.checkExists().forPath(chroot + path).getMzxid();
    } catch (Exception e) {
      throw new AssertionError("cannot look at " + path, e);
    }
  }
}
