package io.zkwire.spring;

import io.zkwire.runtime.ZkWire;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/** Which connection an application has, for {@code /actuator/info}. */
final class ZkWireInfo implements InfoContributor {

  private final ZkWire zk;

  ZkWireInfo(ZkWire zk) {
    this.zk = zk;
  }

  @Override
  public void contribute(Info.Builder builder) {
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("id", zk.id());
    about.put("servers", zk.connectString());
    about.put("state", zk.state().name());
    builder.withDetail("zkwire", about);
  }
}
