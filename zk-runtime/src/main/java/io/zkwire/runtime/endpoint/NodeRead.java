package io.zkwire.runtime.endpoint;

import io.zkwire.runtime.session.BulkReader;
import io.zkwire.runtime.session.Requests;
import java.util.List;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/** Reads one node, alone or together with others. */
abstract class NodeRead implements BulkReader.Item {

  private final String path;

  NodeRead(String path) {
    this.path = path;
  }

  /** The node is there. */
  abstract void found(byte @Nullable [] data, Stat stat);

  /** The node is not there, or may not be read. */
  abstract void absent(Code code);

  /** It was read, or with a failure was not. */
  abstract void settled(@Nullable Throwable e);

  @Override
  public final List<String> paths() {
    return List.of(path);
  }

  @Override
  public final int knownBytes() {
    return -1;
  }

  @Override
  public final void accept(List<OpResult> results) {
    if (results.get(0) instanceof OpResult.GetDataResult read) {
      found(read.getData(), read.getStat());
    } else {
      absent(Requests.errorOf(results.get(0)));
    }
    settled(null);
  }

  @Override
  public final void failed(Throwable e) {
    settled(e);
  }
}
