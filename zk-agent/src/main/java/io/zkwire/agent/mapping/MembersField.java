package io.zkwire.agent.mapping;

import io.zkwire.ClusterView;
import io.zkwire.runtime.spi.MembersSpec;
import io.zkwire.runtime.spi.Spec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A field that holds the view of a group.
 *
 * @param group the group
 * @param grace for how long a member that went is still shown
 */
record MembersField(String group, Duration grace) implements HandleField {

  static FieldWish read(Section entry) {
    @Nullable Duration grace = entry.duration("grace");
    return new MembersField(entry.needed("members"), grace == null ? Duration.ZERO : grace);
  }

  @Override
  public Class<?> handle() {
    return ClusterView.class;
  }

  @Override
  public String key() {
    return "members";
  }

  @Override
  public Spec<Carried> held(Carried to, String field) {
    return new MembersSpec<>(field, group, grace, (carried, view) -> carried.put(field, view));
  }
}
