package io.zkwire.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Divides work among the members of a group: each healthy member has its share of a number of
 * shards. On a method: it is called with the new share when that has changed. On a field of type
 * {@link io.zkwire.Shards}: the share.
 *
 * <pre>{@code
 * @ClusterMember(group = "importers", id = "${host}-${pid}")
 * class Importer {
 *   @OnShards(value = "importers", shards = 12) private volatile Shards shards;
 *
 *   void round() {
 *     for (Shard shard : shards.mine()) {
 *       shard.run(() -> importCustomers(shard.number(), shard.token()));
 *     }
 *   }
 *
 *   @OnShards(value = "importers", shards = 12)
 *   void share(List<Shard> mine) { ... }       // or Set<Integer> numbers, int[] numbers, or nothing
 * }
 * }</pre>
 *
 * <p><b>Promised.</b> Two members never have one shard at a time: each is a grant with a lease and
 * a token, as a lock is. Shares differ by one at most. A member that comes gets its share and
 * nothing else moves; what a member had that goes, becomes unhealthy or is wanted off line is
 * divided among the others. A shard that goes to another member goes when the methods that were
 * told of it have returned and the work that {@code Shard.run} runs on it has ended. The methods of
 * one object run one at a time, on the runtime's threads.
 *
 * <p><b>Not promised.</b> That a shard is had by somebody at each moment: after a member that died
 * the next one waits for the session timeout and the lock-delay. That the share is still as it was
 * told while the method runs: ask {@code Shard.held}, work by {@code Shard.run}, and let stores
 * compare the token. That each share is told: two in quick succession may be told as the last one.
 * That the end of the binding is told: its work is to be ended before.
 *
 * <p><b>Generated.</b> One entry in {@code <Class>_ZkBinding}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD})
public @interface OnShards {

  /**
   * The group, as in {@link ClusterMember#group}. The process has a share while it is a member of
   * it.
   */
  String value();

  /**
   * How many shards there are, 1 to 1,000; the same number everywhere. It is stored with the group,
   * and another number is refused.
   */
  int shards();
}
