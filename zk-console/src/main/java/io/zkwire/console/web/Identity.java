package io.zkwire.console.web;

/**
 * Who somebody is. Immutable.
 *
 * <pre>{@code
 * Identity ada = new Identity("ada", Role.OPERATOR);
 * }</pre>
 *
 * @param name the name that history and audit tell
 * @param role what that person may do
 */
public record Identity(String name, Role role) {}
