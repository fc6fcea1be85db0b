package io.zkwire.runtime.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The specs of one class: what its own members want, without those of its superclasses. Immutable
 * and thread-safe.
 *
 * @param <B> the class
 */
public interface ClassBinding<B> {

  /** What the class wants, in the order of its source. */
  List<Spec<B>> specs();

  /** The class. */
  Class<?> type();

  /**
   * The manifest of the class, as JSON text: every path, type, default and Javadoc sentence. The
   * processor puts it beside the class, as {@code META-INF/zkwire/<binary name>.json}.
   *
   * @return the manifest, or null if it was lost when the class was packaged
   */
  default @Nullable String manifest() {
    return Members.resource(type(), "/META-INF/zkwire/" + type().getName() + ".json");
  }
}
