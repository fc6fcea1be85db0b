package io.zkwire.agent;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Reaches the JVMs of this machine. */
final class Jvms {

  private Jvms() {}

  /** Lists them. */
  static int list(PrintStream out) {
    for (VirtualMachineDescriptor each : VirtualMachine.list()) {
      if (!each.id().equals(Long.toString(ProcessHandle.current().pid()))) {
        out.println(each.id() + " " + each.displayName());
      }
    }
    return 0;
  }

  /** Gives an order to an agent that is there; one that does not listen is loaded again for it. */
  static Answer order(String pid, String order, File jar) throws IOException, Unreachable {
    Path socket = socket(System.getProperties(), pid);
    if (!Files.exists(socket)) {
      socket = socket(properties(pid), pid);
    }
    if (!Files.exists(socket)) {
      throw new Unreachable(
          "no agent is attached to the JVM " + pid, "Attach it with a mapping file", null);
    }
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.write(StandardCharsets.UTF_8.encode(order + "\n"));
      StringBuilder text = new StringBuilder();
      ByteBuffer in = ByteBuffer.allocate(1 << 16);
      while (channel.read(in) >= 0) {
        in.flip();
        text.append(StandardCharsets.UTF_8.decode(in));
        in.clear();
      }
      return Answer.parse(text.toString());
    } catch (IOException e) {
      return load(pid, order, jar);
    }
  }

  private static Path socket(Properties properties, String pid) {
    String user = properties.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._-]", "_");
    return Path.of(
        properties.getProperty("java.io.tmpdir", "/tmp"), "zkwire-agent-" + user, pid + ".sock");
  }

  private static Properties properties(String pid) throws IOException, Unreachable {
    VirtualMachine vm = attach(pid);
    try {
      return vm.getSystemProperties();
    } finally {
      vm.detach();
    }
  }

  /** Loads the agent into a JVM, with an order. */
  static Answer load(String pid, String order, File jar) throws IOException, Unreachable {
    Path outcome = Files.createTempFile("zkwire-agent-", ".outcome");
    try {
      VirtualMachine vm = attach(pid);
      try {
        vm.loadAgent(jar.getAbsolutePath(), order + ",outcome=" + outcome);
      } finally {
        vm.detach();
      }
      return Answer.parse(Files.readString(outcome));
    } catch (AgentLoadException | AgentInitializationException e) {
      boolean forbidden = String.valueOf(e.getMessage()).contains("EnableDynamicAgentLoading");
      throw new Unreachable(
          "the JVM " + pid + " does not take the agent: " + e.getMessage(),
          forbidden
              ? "Start it with -XX:+EnableDynamicAgentLoading, or with -javaagent:" + jar
              : "See its standard error",
          e);
    } finally {
      Files.deleteIfExists(outcome);
    }
  }

  private static VirtualMachine attach(String pid) throws IOException, Unreachable {
    try {
      return VirtualMachine.attach(pid);
    } catch (AttachNotSupportedException | IOException e) {
      throw new Unreachable(
          "there is no JVM " + pid + " that this user can reach: " + e.getMessage(),
          "Look with 'list', and run the command as the user of that JVM",
          e);
    }
  }
}
