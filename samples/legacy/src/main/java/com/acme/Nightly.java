package com.acme;

/** Runs a job at an interval that is fixed when it starts. Two copies run it twice. */
public final class Nightly {

  private final int intervalMillis;
  private int runs;

  private Nightly(int intervalMillis) {
    this.intervalMillis = intervalMillis;
  }

  /**
   * Runs until it is killed.
   *
   * @param arguments the interval
   */
  public static void main(String[] arguments) throws InterruptedException {
    Nightly nightly = new Nightly(Integer.parseInt(arguments[0]));
    while (true) {
      nightly.step();
    }
  }

  private void step() throws InterruptedException {
    job();
    Thread.sleep(intervalMillis);
  }

  private void job() {
    runs++;
    System.out.println("run " + runs + ", the next in " + intervalMillis + " ms");
  }
}
