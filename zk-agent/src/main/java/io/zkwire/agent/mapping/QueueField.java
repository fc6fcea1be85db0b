package io.zkwire.agent.mapping;

import io.zkwire.WorkQueue;
import io.zkwire.runtime.spi.QueueSpec;
import io.zkwire.runtime.spi.Spec;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;

/**
 * A field that holds the handle of a queue: {@code queue}. Its class must say the type of an item,
 * as in {@code WorkQueue<Mail>}.
 *
 * @param queue the name of the queue
 * @param limit how many items may stand
 */
record QueueField(String queue, int limit) implements FieldWish {

  private static final String HANDLE = "L" + WorkQueue.class.getName().replace('.', '/') + ";";

  static FieldWish read(Section entry) {
    BigDecimal limit = entry.number("limit");
    if (limit != null
        && (limit.stripTrailingZeros().scale() > 0
            || limit.signum() <= 0
            || limit.compareTo(BigDecimal.valueOf(WorkQueue.MOST_ITEMS)) > 0)) {
      entry.wrong(
          "limit",
          "it is within 1 to " + WorkQueue.MOST_ITEMS + ", found " + limit,
          "Give another");
      limit = null;
    }
    return new QueueField(
        entry.needed("queue"), limit == null ? WorkQueue.MOST_ITEMS : limit.intValue());
  }

  @Override
  public String refusal(FieldShape field) {
    return field.descriptor().equals(HANDLE)
        ? ""
        : "it is no " + WorkQueue.class.getName() + ", which 'queue' gives";
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
  public Spec<Carried> spec(Carried to, String name) {
    Field field = to.field(name);
    if (field.getType() != WorkQueue.class) {
      throw new IllegalArgumentException(
          "the application brings its own io.zkwire.WorkQueue, which the agent cannot make");
    }
    if (!(field.getGenericType() instanceof ParameterizedType generic)) {
      throw new IllegalArgumentException(name + " does not say the type of its items");
    }
    Type item = generic.getActualTypeArguments()[0];
    return new QueueSpec<Carried, Object>(
        name, queue, item, limit, (carried, handle) -> carried.put(name, handle));
  }
}
