package io.zkwire.runtime.session;

import io.zkwire.ErrorCode;
import io.zkwire.OptionException;
import io.zkwire.ZkWireException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code host:port,host:port/chroot}, taken apart. Immutable.
 *
 * @param servers the addresses, each with its port
 * @param chroot {@code ""} or an absolute path
 */
public record ConnectString(List<String> servers, String chroot) {

  private static final Pattern SERVER =
      Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?");
  private static final int DEFAULT_PORT = 2181;

  /**
   * Takes a connect string apart.
   *
   * @param text the string
   * @return its parts
   * @throws OptionException ZK-OPTION-01 if it is malformed
   */
  public static ConnectString parse(String text) {
    int slash = text.indexOf('/');
    String hosts = slash < 0 ? text : text.substring(0, slash);
    String chroot = slash < 0 || slash == text.length() - 1 ? "" : text.substring(slash);
    List<String> servers = new ArrayList<>();
    for (String part : hosts.split(",", -1)) {
      servers.add(server(text, part.strip()));
    }
    if (!chroot.isEmpty()) {
      check(text, chroot);
    }
    return new ConnectString(List.copyOf(servers), chroot);
  }

  private static void check(String text, String chroot) {
    try {
      Names.path("the chroot", chroot);
    } catch (ZkWireException e) {
      throw refused(text, "its chroot '" + Names.printable(chroot) + "' is not allowed");
    }
  }

  private static String server(String text, String part) {
    Matcher matcher = SERVER.matcher(part);
    if (!matcher.matches()) {
      throw refused(text, "'" + Names.printable(part) + "' is no host:port");
    }
    int port = matcher.group(2) == null ? DEFAULT_PORT : Integer.parseInt(matcher.group(2));
    if (port < 1 || port > 65_535) {
      throw refused(text, "the port " + port + " is not within 1 to 65535");
    }
    return matcher.group(1) + ":" + port;
  }

  private static OptionException refused(String text, String wrong) {
    return new OptionException(
        ErrorCode.OPTION_RANGE,
        "connect",
        "the connect string '" + Names.printable(text) + "' is malformed: " + wrong,
        "Write host:port,host:port/chroot",
        null);
  }

  /** Whether every address is a loopback one. */
  public boolean loopback() {
    return servers.stream()
        .allMatch(
            s -> s.startsWith("127.") || s.startsWith("localhost:") || s.startsWith("[::1]:"));
  }

  /** The addresses as the client takes them. */
  public String hosts() {
    return String.join(",", servers);
  }
}
