package io.zkwire.runtime.queue;

import io.zkwire.runtime.session.Requests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Where a queue stands in ZooKeeper. Lists are bounded: items lie apart by priority, keys by the
 * first digit of their hash, and all of them are few. Thread-safe.
 *
 * @param root {@code /queues/<name>}
 */
record Layout(String root) {

  /** From 0, the most urgent. */
  static final int PRIORITIES = 10;

  private static final int KEY_DIGITS = 32;

  static Layout of(String name) {
    return new Layout("/queues/" + name);
  }

  String items(int priority) {
    return root + "/items/" + priority;
  }

  String item(ItemName name) {
    return items(name.priority()) + "/" + name.node();
  }

  String claims() {
    return root + "/claims";
  }

  String claim(ItemName name) {
    return claims() + "/" + name.id();
  }

  String parked() {
    return root + "/parked";
  }

  /** Consumers that have something free, each a node; whoever deletes one wakes it. */
  String idle() {
    return root + "/idle";
  }

  String consumers() {
    return root + "/consumers";
  }

  /** What was finished last; its version counts. */
  String done() {
    return root + "/done";
  }

  /** The node that stands for a deduplication key. */
  String key(String key) {
    String hash = hash(key);
    return root + "/keys/" + hash.charAt(0) + "/" + hash;
  }

  private static String hash(String key) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha.digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, KEY_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Creates what is missing of the parents. */
  CompletableFuture<@Nullable Void> ensure(Requests requests) {
    List<CompletableFuture<?>> made = new ArrayList<>();
    for (int priority = 0; priority < PRIORITIES; priority++) {
      made.add(requests.ensure(items(priority)));
    }
    for (String path : List.of(claims(), parked(), idle(), consumers(), done())) {
      made.add(requests.ensure(path));
    }
    for (char digit : "0123456789abcdef".toCharArray()) {
      made.add(requests.ensure(root + "/keys/" + digit));
    }
    return CompletableFuture.allOf(made.toArray(CompletableFuture[]::new));
  }
}
