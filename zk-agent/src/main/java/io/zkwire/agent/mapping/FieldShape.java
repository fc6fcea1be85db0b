package io.zkwire.agent.mapping;

/**
 * A field as the class file declares it. Immutable.
 *
 * @param name its name
 * @param descriptor its erased descriptor
 * @param access its access flags
 * @param constant whether the compiler has copied its value wherever it is read
 */
public record FieldShape(String name, String descriptor, int access, boolean constant) {

  /** Whether it is static. */
  public boolean isStatic() {
    return (access & 0x0008) != 0;
  }

  /** Whether only its nest can read it. */
  public boolean isPrivate() {
    return (access & 0x0002) != 0;
  }

  /** Whether it is final. */
  public boolean isFinal() {
    return (access & 0x0010) != 0;
  }
}
