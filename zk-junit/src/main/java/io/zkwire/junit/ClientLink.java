package io.zkwire.junit;

import io.zkwire.runtime.ZkWire;

/** A client and its own link to the servers. */
record ClientLink(ZkWire zk, ZkProxy proxy) {}
