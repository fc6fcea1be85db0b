package io.zkwire.spring;

import io.zkwire.FencingToken;
import io.zkwire.runtime.Standing;
import io.zkwire.runtime.ZkWire;
import io.zkwire.runtime.spi.Bindings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * What is bound, held and watched, at {@code /actuator/zkwire}. It reads nothing of ZooKeeper and
 * shows no value of a key, but in problems the beginning of one that was refused and is no secret.
 */
@Endpoint(id = "zkwire")
final class ZkWireEndpoint {

  private final ZkWire zk;
  private final ObjectProvider<PropertiesFollower> properties;

  ZkWireEndpoint(ZkWire zk, ObjectProvider<PropertiesFollower> properties) {
    this.zk = zk;
    this.properties = properties;
  }

  @ReadOperation
  Map<String, Object> report() {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("id", zk.id());
    out.put("state", zk.state().name());
    out.put("bindings", bindings());
    List<Standing> exclusive = zk.exclusive();
    out.put("leaderships", below("/leaders/", exclusive));
    out.put("locks", below("/locks/", exclusive));
    out.put("permits", below("/permits/", exclusive));
    out.put("watches", zk.watches());
    out.put("problems", HealthReport.problems(zk, properties));
    return out;
  }

  /** How many objects of each class are bound. */
  private Map<String, Long> bindings() {
    return zk.bindings().stream()
        .collect(
            Collectors.groupingBy(
                binding -> Bindings.written(binding.target()).getName(),
                TreeMap::new,
                Collectors.counting()));
  }

  private static List<Map<String, Object>> below(String parent, List<Standing> all) {
    return all.stream()
        .filter(each -> each.root().startsWith(parent))
        .map(each -> entry(each.root().substring(parent.length()), each))
        .toList();
  }

  private static Map<String, Object> entry(String name, Standing each) {
    Map<String, Object> out = new LinkedHashMap<>();
    FencingToken token = each.token();
    out.put("name", name);
    out.put("held", token != null && !each.remaining().isZero());
    if (token != null) {
      out.put("token", token.toString());
      out.put("remaining", each.remaining().toString());
    }
    return out;
  }
}
