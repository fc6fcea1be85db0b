package io.zkwire.agent.weave;

/**
 * A field whose reads are filtered. Immutable.
 *
 * @param field its name
 * @param descriptor its erased descriptor, as in the class file
 * @param site its number among the filtered fields of its class, from 0
 */
public record ReadPoint(String field, String descriptor, int site) {}
