package io.zkwire.agent.mapping;

import io.zkwire.runtime.spi.MemberSpec;
import io.zkwire.runtime.spi.Spec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A class that makes its process a member of a group. Immutable.
 *
 * @param group the group
 * @param id the id
 * @param version the version of the application, or an empty text
 * @param every how often its state is read
 * @param jvm whether the state of the JVM is told
 * @param buckets into how many parts the group is divided if it is new
 * @param beans what is told of MBeans
 */
public record MemberEntry(
    String group,
    String id,
    String version,
    Duration every,
    boolean jvm,
    int buckets,
    List<BeanState> beans) {

  private static final Set<String> KEYS =
      Set.of("group", "id", "version", "every", "jvm", "buckets", "mbeans");
  private static final int MOST_BUCKETS = 1_024;

  static MemberEntry read(Section entry) {
    entry.allow(KEYS);
    Duration every = entry.duration("every");
    String id = entry.text("id");
    String version = entry.text("version");
    if (every != null && (every.toMillis() < 1_000 || every.toHours() > 1)) {
      entry.wrong("every", "it is " + every, "Write 1s to 1h");
    }
    return new MemberEntry(
        entry.needed("group"),
        id == null ? "${host}" : id,
        version == null ? "" : version,
        every == null ? Duration.ofSeconds(10) : every,
        entry.truth("jvm"),
        entry.whole("buckets", 0, 0, MOST_BUCKETS),
        entry.sections("mbeans").stream().map(BeanState::read).toList());
  }

  /** The same as the runtime knows it. */
  public List<Spec<Carried>> specs(String type) {
    List<Spec<Carried>> specs = new ArrayList<>();
    specs.add(new MemberSpec<>(type, group, id, true, version, every, jvm, buckets));
    beans.forEach(bean -> specs.add(bean.spec()));
    return specs;
  }
}
