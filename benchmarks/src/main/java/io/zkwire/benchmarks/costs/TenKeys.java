package io.zkwire.benchmarks.costs;

import io.zkwire.annotation.ZkConfig;

/** An object with ten keys below one parent. */
class TenKeys {
  @ZkConfig("costs/k000")
  volatile int k0;

  @ZkConfig("costs/k001")
  volatile int k1;

  @ZkConfig("costs/k002")
  volatile int k2;

  @ZkConfig("costs/k003")
  volatile int k3;

  @ZkConfig("costs/k004")
  volatile int k4;

  @ZkConfig("costs/k005")
  volatile int k5;

  @ZkConfig("costs/k006")
  volatile int k6;

  @ZkConfig("costs/k007")
  volatile int k7;

  @ZkConfig("costs/k008")
  volatile int k8;

  @ZkConfig("costs/k009")
  volatile int k9;
}
