package io.zkwire.agent.mapping;

import java.util.Map;

/**
 * What a mapping says of one method. Immutable.
 *
 * @param line where, from 1
 * @param method its name, or {@code name(type,type)}
 * @param wishes what it wants, by their keys, at least one; guards in the order they are asked
 * @param answer what a call does that may not run
 */
public record MethodEntry(int line, String method, Map<String, MethodWish> wishes, Answer answer) {

  static MethodEntry read(Section entry) {
    String method = entry.needed("method").replace(" ", "");
    return new MethodEntry(
        entry.line(),
        method,
        Entries.wishes(
            entry,
            "method",
            MappingKeys.METHODS,
            MethodKey::name,
            MethodKey::options,
            MethodKey::read),
        Answer.read(entry));
  }

  /** Whether calls ask before they run. */
  public boolean guards() {
    return wishes.values().stream().anyMatch(MethodWish::guards);
  }

  /** Whether a call may be refused. */
  public boolean refuses() {
    return wishes.values().stream().anyMatch(MethodWish::refuses);
  }
}
