package io.zkwire.runtime.session;

import io.zkwire.Registration;
import io.zkwire.runtime.spi.Guard;
import io.zkwire.runtime.spi.GuardSpec;
import io.zkwire.runtime.spi.Spec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The only code that knows how to fulfil one kind of spec. */
public interface Feature extends Participant {

  /**
   * Told of an object before any feature fulfils its specs: what may keep another feature from
   * beginning is found out now. May wait.
   *
   * @param specs all its specs, superclasses first
   * @return takes that back when the object is tied no longer, or was not in the end; or null
   */
  default @Nullable Registration prepare(List<Spec<?>> specs) {
    return null;
  }

  /**
   * Fulfils the specs of one object that are of this feature's kind, and waits until that is done.
   *
   * @param target the object
   * @param specs all its specs, superclasses first
   * @param mailbox where its callbacks run
   * @return ends it, or null where the object wants nothing of this feature. One that is a {@link
   *     Beginning} is told when all features have done the same
   */
  @Nullable Registration bind(Object target, List<Spec<?>> specs, Mailbox mailbox);

  /** The paths that it watches, each with all below it, without the chroot. */
  default List<String> watched() {
    return List.of();
  }

  /**
   * Whether what it did for an object ends before all else of the object does: what others see of
   * it, while it can still do what they ask.
   */
  default boolean goesFirst() {
    return false;
  }

  /**
   * The guard of one method, where it is of this feature's kind.
   *
   * @param spec what guards the method
   * @return the guard, or null
   */
  default @Nullable Guard guard(GuardSpec<?> spec) {
    return null;
  }
}
