package io.zkwire.agent.mapping;

import io.zkwire.WorkQueue;
import io.zkwire.runtime.spi.QueueSpec;
import io.zkwire.runtime.spi.Spec;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/**
 * A field that holds the handle of a queue: {@code queue}. Its class must say the type of an item,
 * as in {@code WorkQueue<Mail>}.
 *
 * @param queue the name of the queue
 * @param limit how many items may stand
 */
record QueueField(String queue, int limit) implements HandleField {

  static FieldWish read(Section entry) {
    return new QueueField(
        entry.needed("queue"), entry.whole("limit", WorkQueue.MOST_ITEMS, 1, WorkQueue.MOST_ITEMS));
  }

  @Override
  public Class<?> handle() {
    return WorkQueue.class;
  }

  @Override
  public String key() {
    return "queue";
  }

  @Override
  public Spec<Carried> held(Carried to, String name) {
    Field field = to.field(name);
    if (!(field.getGenericType() instanceof ParameterizedType generic)) {
      throw new IllegalArgumentException(name + " does not say the type of its items");
    }
    Type item = generic.getActualTypeArguments()[0];
    return new QueueSpec<Carried, Object>(
        name, queue, item, limit, (carried, handle) -> carried.put(name, handle));
  }
}
