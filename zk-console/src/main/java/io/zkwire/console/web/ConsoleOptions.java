package io.zkwire.console.web;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the console is served. Immutable; each method returns a changed copy.
 *
 * <pre>{@code
 * ConsoleOptions options = ConsoleOptions.defaults().hosts(Set.of("ops.example.org")).secure(true);
 * }</pre>
 *
 * @param hosts the names by which it may be called, beside those of loopback
 * @param data where accounts are kept; null for in memory only
 * @param treeWrites whether administrators may write raw nodes
 * @param identities who people are; null for accounts of the console's own
 * @param secure whether it is reached by TLS, so that its cookie is sent by TLS only
 */
public record ConsoleOptions(
    Set<String> hosts,
    @Nullable Path data,
    boolean treeWrites,
    @Nullable Identities identities,
    boolean secure) {

  /** Loopback, accounts in memory, raw nodes read-only. */
  public static ConsoleOptions defaults() {
    return new ConsoleOptions(Set.of(), null, false, null, false);
  }

  /** Copies the set. */
  public ConsoleOptions {
    hosts = Set.copyOf(hosts);
  }

  /** The same with names by which it may be called. */
  public ConsoleOptions hosts(Set<String> names) {
    return new ConsoleOptions(names, data, treeWrites, identities, secure);
  }

  /** The same with accounts kept in a directory. */
  public ConsoleOptions data(@Nullable Path directory) {
    return new ConsoleOptions(hosts, directory, treeWrites, identities, secure);
  }

  /** The same with raw nodes that administrators may write, or not. */
  public ConsoleOptions treeWrites(boolean allowed) {
    return new ConsoleOptions(hosts, data, allowed, identities, secure);
  }

  /** The same with people whom the application knows. */
  public ConsoleOptions identities(Identities who) {
    return new ConsoleOptions(hosts, data, treeWrites, who, secure);
  }

  /** The same with a cookie that is sent by TLS only, or not. */
  public ConsoleOptions secure(boolean tls) {
    return new ConsoleOptions(hosts, data, treeWrites, identities, tls);
  }
}
