package io.zkwire.samples.quickstart.app;

/**
 * What lies in the queue, as JSON.
 *
 * @param to whose
 * @param slow whether to send it takes until the process is killed
 */
public record Mail(String to, boolean slow) {}
