package io.zkwire.agent.mapping;

import io.zkwire.Shard;
import io.zkwire.runtime.spi.ShardListenerSpec;
import io.zkwire.runtime.spi.Spec;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;

/**
 * A method that is told the share of a group's shards: their numbers as {@code int[]} or {@code
 * Set<Integer>}, which any application knows, or the shards themselves as a list, or nothing.
 *
 * @param group the group
 * @param shards how many shards there are
 */
record ShardsMethod(String group, int shards) implements MethodWish {

  static final String KEY = "on-shards";

  private static final int MOST = 1_000;
  private static final String NOTHING = "()";
  private static final String NUMBERS = "([I)";
  private static final String SET = "(Ljava/util/Set;)";
  private static final String LIST = "(Ljava/util/List;)";

  static MethodWish read(Section entry) {
    return new ShardsMethod(entry.needed(KEY), shards(entry));
  }

  static int shards(Section entry) {
    entry.needed("shards");
    return entry.whole("shards", 1, 1, MOST);
  }

  @Override
  public String refusal(MethodShape method) {
    if (!method.returnsNothing()) {
      return "a method that is told of shards returns nothing";
    }
    return List.of(NOTHING, NUMBERS, SET, LIST).contains(parameters(method))
        ? ""
        : "a method that is told of shards takes an int[], a Set of Integer, a List of Shard, or"
            + " nothing";
  }

  private static String parameters(MethodShape method) {
    String descriptor = method.descriptor();
    return descriptor.substring(0, descriptor.indexOf(')') + 1);
  }

  @Override
  public Spec<Carried> spec(Carried to, MethodShape method, Answer answer) {
    String takes = parameters(method);
    if (takes.equals(LIST)) {
      requireShards(to.method(method.signature()).getGenericParameterTypes()[0]);
    }
    return ShardListenerSpec.onShards(
        group,
        shards,
        method.name(),
        (carried, mine) -> carried.call(method, arguments(takes, mine)));
  }

  private static void requireShards(Type list) {
    Type element =
        list instanceof ParameterizedType of ? of.getActualTypeArguments()[0] : Object.class;
    if (element instanceof Class<?> type && type.getName().equals(Shard.class.getName())) {
      OwnTypes.require(Shard.class, type);
    } else {
      throw new IllegalArgumentException(
          "it takes a list of "
              + element.getTypeName()
              + "; numbers of shards are an int[] or a Set of Integer");
    }
  }

  private static Object[] arguments(String takes, List<Shard> mine) {
    return switch (takes) {
      case NUMBERS -> new Object[] {ShardListenerSpec.numbers(mine)};
      case SET -> new Object[] {ShardListenerSpec.set(mine)};
      case LIST -> new Object[] {mine};
      default -> new Object[0];
    };
  }
}
