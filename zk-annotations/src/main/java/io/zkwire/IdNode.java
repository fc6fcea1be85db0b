package io.zkwire;

/**
 * An ID of the strategy {@link IdStrategy#SEQUENTIAL} with the node that stands for it. Immutable.
 *
 * <pre>{@code
 * IdNode job = zk.ids("jobs", IdOptions.sequential("job")).nextNode();
 * System.out.println(job.id() + " is " + job.path());  // jobs-job-0000000003 is /ids/jobs/...
 * }</pre>
 *
 * @param id the ID as text, in the format of its generator
 * @param number the ID as a number
 * @param path the node, without the chroot
 */
public record IdNode(String id, long number, String path) {}
