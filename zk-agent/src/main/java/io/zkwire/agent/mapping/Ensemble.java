package io.zkwire.agent.mapping;

import io.zkwire.OptionException;
import io.zkwire.runtime.ZkWire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which ZooKeeper to connect to. Immutable.
 *
 * @param connect {@code host:port,host:port/chroot}
 * @param sessionTimeout the session timeout to ask for
 * @param auth {@code digest:} and a reference to {@code user:password}, or null
 */
public record Ensemble(String connect, Duration sessionTimeout, @Nullable String auth) {

  private static final Pattern REFERENCE =
      Pattern.compile("digest:\\$\\{(?:env:([A-Za-z_][A-Za-z0-9_]*)|file:(/[^}]+))}");

  static Ensemble read(Section section) {
    section.allow(Set.of("connect", "session-timeout", "auth"));
    Duration timeout = section.duration("session-timeout");
    String auth = section.text("auth");
    if (auth != null && !REFERENCE.matcher(auth).matches()) {
      section.wrong(
          "auth",
          "it is no reference to a secret, and a secret does not stand in this file",
          "Write digest:${env:NAME} or digest:${file:/path}, which hold user:password");
      auth = null;
    }
    if (timeout != null
        && (timeout.toMillis() < 500 || timeout.compareTo(Duration.ofMinutes(10)) > 0)) {
      section.wrong("session-timeout", "it is within 500ms to 10m", "Give another");
    }
    String connect = section.needed("connect");
    try {
      if (!connect.isEmpty() || section.has("connect")) {
        ZkWire.builder().connect(connect);
      }
    } catch (OptionException e) {
      section.wrong("connect", "found '" + connect + "'", "Write host:port,host:port/chroot");
    }
    return new Ensemble(connect, timeout == null ? Duration.ofSeconds(15) : timeout, auth);
  }

  /**
   * The user and the password, found where the reference says.
   *
   * @return two texts, or null where there is no reference
   * @throws IOException if they are not there; the message holds no secret
   */
  public String @Nullable [] credentials() throws IOException {
    if (auth == null) {
      return null;
    }
    Matcher matcher = REFERENCE.matcher(auth);
    if (!matcher.matches()) {
      throw new IOException("no reference to a secret");
    }
    String secret =
        matcher.group(1) != null
            ? System.getenv(matcher.group(1))
            : Files.readString(Path.of(matcher.group(2))).strip();
    int colon = secret == null ? -1 : secret.indexOf(':');
    if (secret == null || colon < 1) {
      throw new IOException(auth + " refers to nothing of the form user:password");
    }
    return new String[] {secret.substring(0, colon), secret.substring(colon + 1)};
  }
}
