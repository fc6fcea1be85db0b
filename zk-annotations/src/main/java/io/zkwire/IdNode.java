package io.zkwire;

/**
 * An ID of the strategy {@link IdStrategy#SEQUENTIAL} with the node that stands for it. Immutable.
 *
 * @param id the ID as text, in the format of its generator
 * @param number the ID as a number
 * @param path the node, without the chroot
 */
public record IdNode(String id, long number, String path) {}
