package io.zkwire.agent.mapping;

import java.util.Map;

/**
 * What a mapping says of one field. Immutable.
 *
 * @param line where, from 1
 * @param field its name
 * @param wishes what it wants, by their keys, at least one
 */
public record FieldEntry(int line, String field, Map<String, FieldWish> wishes) {

  static FieldEntry read(Section entry) {
    String field = entry.needed("field");
    return new FieldEntry(
        entry.line(),
        field,
        Entries.wishes(
            entry, "field", MappingKeys.FIELDS, FieldKey::name, FieldKey::options, FieldKey::read));
  }
}
