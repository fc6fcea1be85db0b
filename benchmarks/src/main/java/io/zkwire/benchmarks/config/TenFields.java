package io.zkwire.benchmarks.config;

import io.zkwire.annotation.ZkConfig;

/** Ten bound numbers. */
@SuppressWarnings("UnusedVariable") // set by the binding
final class TenFields {

  static final int COUNT = 10;

  @ZkConfig("bench/footprint/k000")
  private volatile int k0;

  @ZkConfig("bench/footprint/k001")
  private volatile int k1;

  @ZkConfig("bench/footprint/k002")
  private volatile int k2;

  @ZkConfig("bench/footprint/k003")
  private volatile int k3;

  @ZkConfig("bench/footprint/k004")
  private volatile int k4;

  @ZkConfig("bench/footprint/k005")
  private volatile int k5;

  @ZkConfig("bench/footprint/k006")
  private volatile int k6;

  @ZkConfig("bench/footprint/k007")
  private volatile int k7;

  @ZkConfig("bench/footprint/k008")
  private volatile int k8;

  @ZkConfig("bench/footprint/k009")
  private volatile int k9;

  boolean bound() {
    return k9 != 0;
  }
}
