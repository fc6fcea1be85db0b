package io.zkwire.runtime.progress;

import io.zkwire.Progress;

/**
 * The progress of a call whose binding is closed: nobody is told of it. Thread-safe.
 *
 * @param task the task
 * @param worker the worker
 */
record Unheard(String task, String worker) implements Progress {

  @Override
  public Progress total(long total) {
    return this;
  }

  @Override
  public Progress advance(long by) {
    return this;
  }

  @Override
  public Progress reached(long done) {
    return this;
  }

  @Override
  public Progress message(String message) {
    return this;
  }

  @Override
  public void done() {
    // nobody is told
  }

  @Override
  public void failed(String why) {
    // nobody is told
  }

  @Override
  public boolean ended() {
    return false;
  }

  @Override
  public void close() {
    // nobody is told
  }
}
