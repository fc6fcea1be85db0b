package io.zkwire.tests.id;

import io.zkwire.IdGenerator;
import io.zkwire.IdNode;
import io.zkwire.IdStrategy;
import io.zkwire.annotation.GlobalId;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Classes of the behaviour tests that want IDs. */
public final class Ids {

  private Ids() {}

  /** Numbers of each kind. */
  public static class Shop {
    @GlobalId(type = "orders")
    IdGenerator orders;

    @GlobalId(type = "invoices", format = "I-{id:06}{check}")
    private Supplier<String> invoices;

    @GlobalId(type = "events", strategy = IdStrategy.SNOWFLAKE)
    private LongSupplier events;

    @GlobalId(type = "jobs", name = "job", strategy = IdStrategy.SEQUENTIAL)
    IdGenerator jobs;

    String invoice() {
      return invoices.get();
    }

    long event() {
      return events.getAsLong();
    }
  }

  /** Another class with the same orders. */
  public static class Warehouse {
    @GlobalId(type = "orders", format = "{id:r36:8}")
    IdGenerator orders;
  }

  /** The same type in another way. */
  public static class Wrong {
    @GlobalId(type = "orders", strategy = IdStrategy.SNOWFLAKE)
    IdGenerator orders;
  }

  /** Numbers without a class. */
  public interface ShopIds {
    /** An order. */
    @GlobalId(type = "orders")
    long order();

    /** An invoice. */
    @GlobalId(type = "invoices", format = "I-{id:06}{check}")
    String invoice();

    /** A job, with its node. */
    @GlobalId(type = "jobs", name = "job", strategy = IdStrategy.SEQUENTIAL)
    IdNode job();

    /** Both. */
    default String both() {
      return order() + " " + invoice();
    }
  }
}
