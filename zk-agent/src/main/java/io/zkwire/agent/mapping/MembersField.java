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
record MembersField(String group, Duration grace) implements FieldWish {

  private static final String VIEW = "L" + ClusterView.class.getName().replace('.', '/') + ";";

  static FieldWish read(Section entry) {
    @Nullable Duration grace = entry.duration("grace");
    return new MembersField(entry.needed("members"), grace == null ? Duration.ZERO : grace);
  }

  @Override
  public String refusal(FieldShape field) {
    return field.descriptor().equals(VIEW)
        ? ""
        : "it is no " + ClusterView.class.getName() + ", which 'members' gives";
  }

  @Override
  public boolean filters(FieldShape field) {
    return false; // a handle is not of the application: it is written
  }

  @Override
  public boolean writes(FieldShape field) {
    return true;
  }

  @Override
  public Spec<Carried> spec(Carried to, String field) {
    if (to.field(field).getType() != ClusterView.class) {
      throw new IllegalArgumentException(
          "the application brings its own io.zkwire.ClusterView, which the agent cannot make");
    }
    return new MembersSpec<>(field, group, grace, (carried, view) -> carried.put(field, view));
  }
}
