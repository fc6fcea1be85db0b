package io.zkwire.tests.zkcli;

import io.zkwire.annotation.ClusterMember;
import io.zkwire.annotation.OnCommand;
import io.zkwire.annotation.OnOffline;
import io.zkwire.annotation.OnOnline;
import io.zkwire.annotation.ZkConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A member that uses zkwire, beside one that is nothing but a shell. */
@ClusterMember(group = "shops", id = "web-1", every = "1s")
public class Shop {

  static final Duration DEFAULT = Duration.ofMinutes(5);

  @ZkConfig("report/interval")
  volatile Duration interval = DEFAULT;

  @ZkConfig("db")
  volatile @Nullable Db db;

  final List<String> told = new CopyOnWriteArrayList<>();

  /** What stands as JSON. */
  public record Db(String url, int pool) {}

  @OnCommand("flush-cache")
  int flush(String cache) {
    told.add("flush " + cache);
    return 17;
  }

  @OnOffline
  void offline() {
    told.add("off line");
  }

  @OnOnline
  void online() {
    told.add("on line");
  }
}
