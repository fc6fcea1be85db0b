package io.zkwire.agent.build;

/**
 * A place where methods of a class ask, kept in a field of the class.
 *
 * @param field the field
 * @param member the method, as the runtime asks for it
 * @param label the method, as messages show it
 * @param kind whose place it is
 * @param isOverridden whether a method that asks here calls another one that asks here too
 */
record Place(String field, String member, String label, Kind kind, boolean isOverridden) {

  /** Whose place it is. */
  enum Kind {
    /** Of the class: made when it is initialised. */
    OF_CLASS,
    /** Of each object: made by its constructor. */
    OF_OBJECT,
    /** Of each object, and kept by the superclass: its constructor has made it. */
    OF_SUPERCLASS
  }
}
