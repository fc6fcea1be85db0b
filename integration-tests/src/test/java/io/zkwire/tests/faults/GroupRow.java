package io.zkwire.tests.faults;

/** A fault of one worker: groups go through their rounds side by side. */
abstract class GroupRow extends Row {

  GroupRow(String name, int rounds) {
    super(name, rounds);
  }

  /** One round. What is thrown ends it as failed, and all workers are started anew. */
  abstract void round(Group group, Trial trial);
}
