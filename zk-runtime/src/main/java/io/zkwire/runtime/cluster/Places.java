package io.zkwire.runtime.cluster;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Where members stand: {@code /members/<group>/<id>}, or below {@code ~<bucket>} where the group's
 * node says {@code {"buckets":n}}. The bucket is the CRC-32 of the id's UTF-8 modulo n, so that
 * other languages can compute it.
 */
final class Places {

  static final String MEMBERS = "/members";
  static final String OPERATORS = "/operators";
  static final int MOST_BUCKETS = 1_024;

  private Places() {}

  static String group(String group) {
    return MEMBERS + "/" + group;
  }

  /** The parent of a member's node. */
  static String parent(String group, String id, int buckets) {
    return buckets == 0 ? group(group) : group(group) + "/~" + bucket(id, buckets);
  }

  static int bucket(String id, int buckets) {
    CRC32 crc = new CRC32();
    crc.update(id.getBytes(StandardCharsets.UTF_8));
    return (int) (crc.getValue() % buckets);
  }

  /** Whether a name is that of a bucket. */
  static boolean isBucket(String name) {
    return name.startsWith("~");
  }

  /** The id of a member by its path; null for what is no member of the group. */
  static @Nullable String id(String root, String path) {
    if (!path.startsWith(root + "/")) {
      return null;
    }
    String rest = path.substring(root.length() + 1);
    int slash = rest.indexOf('/');
    if (slash < 0) {
      return isBucket(rest) ? null : rest;
    }
    String id = rest.substring(slash + 1);
    return isBucket(rest) && id.indexOf('/') < 0 && !isBucket(id) ? id : null;
  }
}
