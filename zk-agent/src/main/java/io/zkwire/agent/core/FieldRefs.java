package io.zkwire.agent.core;

import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.utility.OpenedClassReader;

/** Looks into the constant pool of a class file for fields that it may read. */
final class FieldRefs {

  private static final int FIELD_REF = 9;

  private FieldRefs() {}

  /**
   * Whether a class refers to a field of some names.
   *
   * @param classFile the class file
   * @param fields the names
   */
  static boolean any(byte[] classFile, Set<String> fields) {
    ClassReader reader = OpenedClassReader.of(classFile);
    char[] buffer = new char[reader.getMaxStringLength()];
    for (int i = 1; i < reader.getItemCount(); i++) {
      int offset = reader.getItem(i);
      if (offset > 0 && reader.readByte(offset - 1) == FIELD_REF) {
        int nameAndType = reader.getItem(reader.readUnsignedShort(offset + 2));
        if (fields.contains(reader.readUTF8(nameAndType, buffer))) {
          return true;
        }
      }
    }
    return false;
  }
}
