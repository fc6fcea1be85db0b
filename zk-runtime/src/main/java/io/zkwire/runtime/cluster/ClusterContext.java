package io.zkwire.runtime.cluster;

import io.zkwire.runtime.session.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the members of one connection share. Immutable.
 *
 * @param session the session
 * @param drain whether this process takes work
 * @param groups the nodes of groups
 * @param addresses the addresses of this machine
 * @param standing told when a member stands
 */
record ClusterContext(
    Session session, Drain drain, GroupNodes groups, List<String> addresses, Standing standing) {

  /** The version of zkwire. */
  static final String ZKWIRE = version(ClusterContext.class);

  /** The version in the manifest of a class's jar, or an empty text. */
  static String version(Class<?> type) {
    Package in = type.getPackage();
    @Nullable String version = in == null ? null : in.getImplementationVersion();
    return version == null ? "" : version;
  }
}
