package io.zkwire.samples.quickstart.app;

import io.zkwire.runtime.DnsOptions;
import io.zkwire.runtime.DnsServer;
import io.zkwire.runtime.ZkWire;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Answers DNS queries for what is registered in ZooKeeper, so that programs in any language find
 * it. Says {@code dns} and its port, and ends when its input does.
 */
public final class NameServer {

  private NameServer() {}

  /**
   * Runs until the input ends.
   *
   * @param args where ZooKeeper is
   * @throws IOException if the input cannot be read
   */
  public static void main(String[] args) throws IOException {
    try (ZkWire zk = ZkWire.connect(args[0]);
        DnsServer dns = zk.dns(DnsOptions.defaults().withPort(0))) {
      System.out.println("dns " + dns.address().getPort());
      System.in.transferTo(OutputStream.nullOutputStream()); // nothing is said to it
    }
  }
}
