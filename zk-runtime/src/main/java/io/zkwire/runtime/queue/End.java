package io.zkwire.runtime.queue;

/** What becomes of an item at the end of a try, and how it is counted. */
enum End {
  FINISHED("zkwire.queue.finished"),
  PARKED("zkwire.queue.parked"),
  /** It goes back to its place, or rests. */
  RETURNED("zkwire.queue.returned"),
  /** The claim no longer stood: what was done is not counted. */
  LOST("zkwire.queue.lost");

  private final String counter;

  End(String counter) {
    this.counter = counter;
  }

  String counter() {
    return counter;
  }

  /** Whether the item stands at its place again, or did not end here, and may be taken at once. */
  boolean leavesMoreToDo() {
    return this == RETURNED || this == LOST;
  }
}
