package io.zkwire.benchmarks.spring;

import io.zkwire.annotation.ZkConfig;
import org.springframework.beans.factory.annotation.Value;

/**
 * A bean with values. Where zkwire is not among the libraries, nobody sees its annotations, and all
 * values but the first keep their initialisers.
 */
class Prices {

  private final String imported;

  @ZkConfig("bench/k001")
  private volatile int one = 1;

  @ZkConfig("bench/k002")
  private volatile int two = 2;

  @ZkConfig("bench/k003")
  private volatile int three = 3;

  @ZkConfig("bench/k004")
  private volatile int four = 4;

  @ZkConfig("bench/k005")
  private volatile int five = 5;

  Prices(@Value("${k000:none}") String imported) {
    this.imported = imported;
  }

  String imported() {
    return imported;
  }

  int sum() {
    return one + two + three + four + five;
  }
}
