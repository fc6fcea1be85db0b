package io.zkwire.agent.core;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The numbers of places. A member keeps its number for the life of the JVM: code that was woven
 * before a mapping was read anew may still run. Thread-safe.
 */
final class SiteNumbers {

  private final Map<String, Map<String, Integer>> numbers;

  /** Numbers that nobody else knows. */
  SiteNumbers() {
    this(new ConcurrentHashMap<>());
  }

  /**
   * Goes on with numbers.
   *
   * @param numbers by class and member; thread-safe
   */
  SiteNumbers(Map<String, Map<String, Integer>> numbers) {
    this.numbers = numbers;
  }

  /**
   * The number of a member.
   *
   * @param type the binary name of its class
   * @param member its name and descriptor
   */
  int of(String type, String member) {
    Map<String, Integer> own = numbers.computeIfAbsent(type, t -> new ConcurrentHashMap<>());
    synchronized (own) {
      Integer known = own.get(member);
      if (known == null) {
        known = own.size();
        own.put(member, known);
      }
      return known;
    }
  }
}
