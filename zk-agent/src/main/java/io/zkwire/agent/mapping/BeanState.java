package io.zkwire.agent.mapping;

import io.zkwire.runtime.spi.MemberStateSpec;
import io.zkwire.runtime.spi.Spec;
import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of an MBean that a member tells. Immutable.
 *
 * @param state what it is called
 * @param mbean the name of the MBean
 * @param attribute the attribute; {@code HeapMemoryUsage.used} is a part of one
 */
record BeanState(String state, String mbean, String attribute) {

  private static final Set<String> KEYS = Set.of("state", "mbean", "attribute");

  static BeanState read(Section entry) {
    entry.allow(KEYS);
    String mbean = entry.needed("mbean");
    try {
      if (!mbean.isEmpty() && new ObjectName(mbean).isPattern()) {
        entry.wrong("mbean", "it is a pattern", "Name one MBean");
      }
    } catch (MalformedObjectNameException e) {
      entry.wrong(
          "mbean", "it is no name of an MBean: " + e.getMessage(), "Write domain:key=value");
    }
    return new BeanState(entry.needed("state"), mbean, entry.needed("attribute"));
  }

  Spec<Carried> spec() {
    return new MemberStateSpec<>(mbean, state, carried -> value());
  }

  private @Nullable Object value() throws Exception {
    int dot = attribute.indexOf('.');
    String name = dot < 0 ? attribute : attribute.substring(0, dot);
    Object value =
        ManagementFactory.getPlatformMBeanServer().getAttribute(new ObjectName(mbean), name);
    return dot >= 0 && value instanceof CompositeData parts
        ? parts.get(attribute.substring(dot + 1))
        : value;
  }
}
