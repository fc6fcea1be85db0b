package io.zkwire.samples.quickstart.app;

/**
 * Where the reports come from: one node of ZooKeeper that holds JSON, and so always one version of
 * both.
 *
 * @param url the database
 * @param pool how many connections to keep
 */
public record DbSettings(String url, int pool) {}
