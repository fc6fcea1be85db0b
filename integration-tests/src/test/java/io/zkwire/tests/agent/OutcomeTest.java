package io.zkwire.tests.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.tools.attach.VirtualMachine;
import io.zkwire.junit.ZkClients;
import io.zkwire.junit.ZkTest;
import io.zkwire.runtime.ZkWire;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.apache.curator.framework.CuratorFramework;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What became of a mapping is told to the caller, in the log, by an MBean, and in ZooKeeper. */
@ZkTest
class OutcomeTest {

  private static final String WOVEN = "Kinds.kept woven";

  @TempDir Path directory;

  @Test
  void itIsToldInEachPlace(ZkWire zk, ZkClients clients) throws Exception {
    KindsProgram.compile(directory);
    Path mapping = KindsProgram.mapping(directory, zk.connectString() + clients.chroot());
    int port = Ports.free();
    try (Program program = KindsProgram.start(directory, directory, null, port)) {
      await().atMost(60, TimeUnit.SECONDS).until(() -> !Ports.ask(port, "look").isEmpty());
      Program.Said said = program.attach(mapping);
      assertThat(said.text()).contains(WOVEN);
      assertThat(Files.readString(log(said))).contains("Kinds is woven: ");
      await()
          .atMost(60, TimeUnit.SECONDS) // described at most every ten seconds
          .until(() -> described(clients.curator(zk)));
      JMXServiceURL url = url(program.pid());
      try (JMXConnector connector = JMXConnectorFactory.connect(url)) {
        MBeanServerConnection beans = connector.getMBeanServerConnection();
        ObjectName agent = new ObjectName("io.zkwire:type=Agent");
        assertThat((String[]) beans.getAttribute(agent, "Status"))
            .anyMatch(line -> line.contains(WOVEN));
        assertThat(beans.getAttribute(agent, "Clean")).isEqualTo(true);
        assertThat(program.detach().code()).isZero();
        assertThat(beans.isRegistered(agent)).isFalse();
      }
      Ports.ask(port, "quit");
      assertThat(program.ended()).isEqualTo(7);
    }
  }

  private static Path log(Program.Said said) {
    return said.text()
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("log "))
        .map(line -> Path.of(line.substring("log ".length())))
        .findFirst()
        .orElseThrow(() -> new AssertionError(said.text()));
  }

  /** Whether a process is described with what its agent has done. */
  private static boolean described(CuratorFramework client) throws Exception {
    for (String instance : client.getChildren().forPath("/zkwire/instances")) {
      byte[] data = client.getData().forPath("/zkwire/instances/" + instance);
      String json = new String(data, StandardCharsets.UTF_8);
      if (json.contains("\"agent\"") && json.contains("\"kept\"") && json.contains("woven")) {
        return true;
      }
    }
    return false;
  }

  private static JMXServiceURL url(String pid) throws Exception {
    VirtualMachine machine = VirtualMachine.attach(pid);
    try {
      return new JMXServiceURL(machine.startLocalManagementAgent());
    } finally {
      machine.detach();
    }
  }
}
