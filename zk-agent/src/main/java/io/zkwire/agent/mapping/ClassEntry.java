package io.zkwire.agent.mapping;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a mapping says of one class. Immutable.
 *
 * @param line where, from 1
 * @param type its binary name
 * @param fields of its fields
 * @param methods of its methods
 * @param member what it is a member of, or null
 * @param endpoint of which domain it is an endpoint, or null
 */
public record ClassEntry(
    int line,
    String type,
    List<FieldEntry> fields,
    List<MethodEntry> methods,
    @Nullable MemberEntry member,
    @Nullable EndpointEntry endpoint) {

  private static final Set<String> KEYS =
      Set.of("class", "fields", "methods", "member", "endpoint");

  static ClassEntry read(Section entry) {
    entry.allow(KEYS);
    String type = entry.needed("class");
    if (type.startsWith("java.") || type.startsWith("io.zkwire.runtime.")) {
      entry.wrong("class", "the agent weaves classes of the application alone", "Name another");
    }
    List<FieldEntry> fields = entry.sections("fields").stream().map(FieldEntry::read).toList();
    List<MethodEntry> methods = entry.sections("methods").stream().map(MethodEntry::read).toList();
    MemberEntry member = entry.has("member") ? MemberEntry.read(entry.section("member")) : null;
    EndpointEntry endpoint =
        entry.has("endpoint") ? EndpointEntry.read(entry.section("endpoint")) : null;
    if (fields.isEmpty() && methods.isEmpty() && member == null && endpoint == null) {
      entry.wrong("class", "it has neither fields nor methods", "Add one");
    }
    return new ClassEntry(entry.line(), type, fields, methods, member, endpoint);
  }
}
