package io.zkwire.agent.boot;

/** Leave to run that nobody keeps account of. */
final class Open implements Runnable {

  static final Open PASSAGE = new Open();

  private Open() {}

  @Override
  public void run() {
    // nothing was entered
  }
}
