package io.zkwire.tests.migration;

/** A job of which each process has a timer, as tests see it whatever library it uses. */
interface Job {

  /** What the timer calls: the job is done, or it is left to another process. */
  void tick(Runnable work);
}
