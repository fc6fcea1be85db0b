package io.zkwire.samples.quickstart;

import java.io.IOException;

/**
 * ZooKeeper's own shell in a further process, which knows nothing of zkwire: what an operator types
 * into {@code zkCli.sh}.
 */
final class Shell {

  private final Children children;
  private final Story story;
  private final String address;

  Shell(Children children, Story story, String address) {
    this.children = children;
    this.story = story;
    this.address = address;
  }

  /**
   * Connects, types commands, and leaves.
   *
   * @return when the first command was typed, by {@link System#nanoTime}: the shell takes longer to
   *     start than a change to arrive
   */
  long type(String... commands) throws IOException, InterruptedException {
    Child zkCli =
        children.start(
            "zkCli",
            "org.apache.zookeeper.ZooKeeperMain",
            "-waitforconnection",
            "-server",
            address);
    zkCli.await(0, "JLine support is"); // the last words before it takes commands
    long typed = System.nanoTime();
    for (String command : commands) {
      story.command("zkCli " + command);
      zkCli.say(command);
    }
    int code = zkCli.end();
    if (code != 0) {
      throw new Difference("ZooKeeper's shell ended with code " + code);
    }
    return typed;
  }
}
