package io.zkwire.tests.faults;

import io.zkwire.Delivery;
import io.zkwire.NewItem;
import io.zkwire.WorkQueue;
import io.zkwire.ZkWireException;
import io.zkwire.annotation.Queue;
import io.zkwire.annotation.QueueConsumer;

/** Puts items and works on those of all. */
final class QueueLoad extends Load {
  static final String FEATURE = "queue";
  static final String NAME = "orders";
  private static final long WORK_MILLIS = 2;
  private static final long PACE_MILLIS = 200;

  private volatile boolean drained;
  private int number;

  QueueLoad(Stage stage) {
    super(stage, FEATURE);
  }

  /** What an application would write. */
  static class Desk {
    private final Load to;

    @Queue(NAME)
    WorkQueue<String> orders;

    Desk(Load to) {
      this.to = to;
    }

    @QueueConsumer(value = NAME, concurrency = 2, retries = 100, retryDelay = "0s")
    void work(String item, Delivery delivery) {
      pause(WORK_MILLIS);
      to.note("did", item, delivery.id(), delivery.attempt(), delivery.key());
    }
  }

  @Override
  void start() {
    Desk desk = stage.zk().create(Desk.class, this);
    loop("queue", () -> put(desk.orders));
  }

  private void put(WorkQueue<String> orders) {
    pause(PACE_MILLIS);
    if (drained) {
      return;
    }
    String item = stage.process() + "-" + ++number;
    note("try", item);
    try {
      orders.put(NewItem.of(item).key(item));
    } catch (ZkWireException e) {
      note("unput", item, e.code().id());
      throw e;
    }
    note("put", item);
  }

  @Override
  void drain() {
    drained = true;
  }
}
