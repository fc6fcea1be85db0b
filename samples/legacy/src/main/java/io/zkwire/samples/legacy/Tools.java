package io.zkwire.samples.legacy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What an operator types. */
final class Tools {

  private Tools() {}

  /** The java command. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Runs the agent's command line, and shows it. */
  static void agent(Path jar, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(java(), "-jar", jar.toString()));
    command.addAll(List.of(arguments));
    System.out.println("$ java -jar zk-agent.jar " + String.join(" ", arguments));
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("the command ended with " + code);
    }
  }
}
