package io.zkwire.runtime.spi;

import io.zkwire.Shard;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A method that is told the share of a group's shards when it has changed.
 *
 * @param <B> the class
 * @param member the method, as messages show it
 * @param group the group as it was written, placeholders included
 * @param shards how many shards there are
 * @param call calls the method
 */
public record ShardListenerSpec<B>(String member, String group, int shards, Call<B> call)
    implements Spec<B> {

  /**
   * The spec of a method.
   *
   * @param group the group as it was written, placeholders included
   * @param shards how many shards there are
   * @param member the method's name
   * @param call calls the method
   * @param <B> the class
   * @return the spec
   */
  public static <B> ShardListenerSpec<B> onShards(
      String group, int shards, String member, Call<B> call) {
    return new ShardListenerSpec<>(member, group, shards, call);
  }

  /**
   * The numbers of some shards, for a method that takes them.
   *
   * @param shards the shards, by number
   * @return their numbers, in the same order
   */
  public static int[] numbers(List<Shard> shards) {
    return shards.stream().mapToInt(Shard::number).toArray();
  }

  /**
   * The numbers of some shards, for a method that takes them as a set.
   *
   * @param shards the shards
   * @return their numbers, sorted; unmodifiable
   */
  public static Set<Integer> set(List<Shard> shards) {
    Set<Integer> numbers = new TreeSet<>();
    shards.forEach(shard -> numbers.add(shard.number()));
    return Collections.unmodifiableSet(numbers);
  }

  /** Calls a method with the share. */
  @FunctionalInterface
  public interface Call<B> {
    /**
     * Calls.
     *
     * @param instance the instance
     * @param mine the share, by number
     * @throws Throwable what the method threw
     */
    void call(B instance, List<Shard> mine) throws Throwable;
  }
}
