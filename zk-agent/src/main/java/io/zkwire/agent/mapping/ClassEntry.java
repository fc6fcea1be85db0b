package io.zkwire.agent.mapping;

import java.util.List;
import java.util.Set;

/**
 * What a mapping says of one class. Immutable.
 *
 * @param line where, from 1
 * @param type its binary name
 * @param fields of its fields
 * @param methods of its methods
 */
public record ClassEntry(
    int line, String type, List<FieldEntry> fields, List<MethodEntry> methods) {

  private static final Set<String> KEYS = Set.of("class", "fields", "methods");

  static ClassEntry read(Section entry) {
    entry.allow(KEYS);
    String type = entry.needed("class");
    if (type.startsWith("java.") || type.startsWith("io.zkwire.runtime.")) {
      entry.wrong("class", "the agent weaves classes of the application alone", "Name another");
    }
    List<FieldEntry> fields = entry.sections("fields").stream().map(FieldEntry::read).toList();
    List<MethodEntry> methods = entry.sections("methods").stream().map(MethodEntry::read).toList();
    if (fields.isEmpty() && methods.isEmpty()) {
      entry.wrong("class", "it has neither fields nor methods", "Add one");
    }
    return new ClassEntry(entry.line(), type, fields, methods);
  }
}
