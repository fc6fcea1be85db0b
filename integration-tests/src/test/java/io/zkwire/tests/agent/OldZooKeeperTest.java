package io.zkwire.tests.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A ZooKeeper server of 2019, whose class files have version 50 and whose names are those that the
 * agent brings too.
 */
class OldZooKeeperTest extends ProgramBehaviour {

  private static final Pattern MINIMUM = Pattern.compile("minSessionTimeout=(-?\\d+)");

  private int port;

  @Override
  String[] command(Path directory) throws IOException {
    port = Ports.free();
    String classPath = Program.classPath("old-zookeeper.jar", "old-slf4j-api.jar", "old-log4j.jar");
    return new String[] {
      "-cp",
      classPath,
      "org.apache.zookeeper.server.ZooKeeperServerMain",
      Integer.toString(port),
      directory.resolve("data").toString()
    };
  }

  @Override
  String classes() {
    return """
      - class: org.apache.zookeeper.server.ZooKeeperServer
        fields:
          - { field: minSessionTimeout, config: program/value, min: 1, max: 100000 }
      - class: org.apache.zookeeper.server.ZKDatabase
        methods:
          - { method: getNodeCount, leader-only: program, otherwise: { return: -1 } }
    """;
  }

  @Override
  boolean serves() {
    return Ports.ask(port, "ruok").equals("imok") && !value().equals("none");
  }

  @Override
  String value() {
    Matcher matcher = MINIMUM.matcher(Ports.ask(port, "conf"));
    return matcher.find() ? matcher.group(1) : "none";
  }

  @Override
  String ownValue() {
    return "6000";
  }

  @Override
  boolean runs() {
    return !Ports.ask(port, "srvr").contains("Node count: -1");
  }

  @Override
  String ownErrors() {
    return """
        SLF4J: Failed to load class "org.slf4j.impl.StaticLoggerBinder".
        SLF4J: Defaulting to no-operation (NOP) logger implementation
        SLF4J: See http://www.slf4j.org/codes.html#StaticLoggerBinder for further details.
        log4j:WARN No appenders could be found for logger (org.apache.log4j.jmx.HierarchyDynamicMBean).
        log4j:WARN Please initialize the log4j system properly.
        log4j:WARN See http://logging.apache.org/log4j/1.2/faq.html#noconfig for more info."""
        .stripIndent();
  }
}
