package io.zkwire.runtime.cluster;

import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Session;
import java.util.HashMap;
import java.util.Map;

/** Names of groups and members, of which the machine and the process are known. Immutable. */
final class MemberNames {

  private final Map<String, String> properties;

  MemberNames(Session session) {
    Map<String, String> all = new HashMap<>();
    all.put("host", LocalHost.asSegment(session.instance().host()));
    all.put("pid", Long.toString(ProcessHandle.current().pid()));
    all.putAll(session.options().properties());
    this.properties = Map.copyOf(all);
  }

  String group(String written) {
    return Names.segment("group", Names.resolve(written, properties));
  }

  String id(String written) {
    return Names.segment("member", Names.resolve(written, properties));
  }
}
