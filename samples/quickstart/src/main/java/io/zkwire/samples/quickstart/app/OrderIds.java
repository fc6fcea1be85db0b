package io.zkwire.samples.quickstart.app;

import io.zkwire.annotation.GlobalId;

/** The numbers of the application; generated code implements it. */
public interface OrderIds {

  /** How an order number is written. */
  String FORMAT = "ORD-{id:06}{check}";

  /** The next order number, which no other process gets. */
  @GlobalId(type = "orders", format = FORMAT)
  String order();
}
