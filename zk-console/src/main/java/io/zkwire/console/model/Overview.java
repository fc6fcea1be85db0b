package io.zkwire.console.model;

import java.util.List;

/**
 * What an operator looks at first. Immutable.
 *
 * @param connected whether the console is connected
 * @param chroot where it looks
 * @param generation the generation of the ensemble
 * @param servers the servers
 * @param processes how many processes are connected with zkwire
 * @param keys how many keys have a value
 * @param groups the groups
 * @param roles how many roles have a leader, of how many
 * @param leaderless the roles without one
 * @param attention what is not well, the worst first
 */
public record Overview(
    boolean connected,
    String chroot,
    String generation,
    List<Servers.Row> servers,
    int processes,
    int keys,
    List<Groups.Group> groups,
    int roles,
    List<String> leaderless,
    List<Attention> attention) {

  /**
   * Something that is not well.
   *
   * @param level {@code ERROR}, {@code WARNING} or {@code NOTE}
   * @param what what
   * @param detail more of it
   * @param page the page that shows it
   */
  public record Attention(String level, String what, String detail, String page) {}
}
