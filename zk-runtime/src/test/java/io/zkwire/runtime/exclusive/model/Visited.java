package io.zkwire.runtime.exclusive.model;

import java.util.Arrays;

/** The states seen, numbered in the order in which they were found, each with the one before it. */
final class Visited {

  private static final int LONGS = 3;

  private long[] keys = new long[LONGS << 16];
  private int[] before = new int[1 << 16];
  private int[] table = new int[1 << 18];
  private int size;

  int size() {
    return size;
  }

  int before(int number) {
    return before[number];
  }

  State get(int number) {
    int at = LONGS * number;
    return State.unpacked(keys[at], keys[at + 1], keys[at + 2]);
  }

  /** Numbers a state, unless it is known. */
  void add(State state, int from) {
    long server = state.packedServer();
    long p = state.processes[0].packed();
    long q = state.processes[1].packed();
    long less = Math.min(p, q); // it makes no difference which is which
    long more = Math.max(p, q);
    int slot = slot(server, less, more);
    if (table[slot] != 0) {
      return;
    }
    if (size == before.length) {
      keys = Arrays.copyOf(keys, keys.length * 2);
      before = Arrays.copyOf(before, before.length * 2);
    }
    keys[LONGS * size] = server;
    keys[LONGS * size + 1] = less;
    keys[LONGS * size + 2] = more;
    before[size] = from;
    table[slot] = ++size;
    if (size > table.length / 2) {
      rehash();
    }
  }

  boolean is(State state, int number) {
    long p = state.processes[0].packed();
    long q = state.processes[1].packed();
    return matches(number, state.packedServer(), Math.min(p, q), Math.max(p, q));
  }

  private boolean matches(int number, long server, long less, long more) {
    return keys[LONGS * number] == server
        && keys[LONGS * number + 1] == less
        && keys[LONGS * number + 2] == more;
  }

  private int slot(long server, long less, long more) {
    int slot = hash(server, less, more) & (table.length - 1);
    while (table[slot] != 0 && !matches(table[slot] - 1, server, less, more)) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }

  private static int hash(long server, long less, long more) {
    long mixed = (server * 0x9E3779B97F4A7C15L + less) * 0x9E3779B97F4A7C15L + more;
    mixed = (mixed ^ (mixed >>> 32)) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32);
  }

  private void rehash() {
    table = new int[table.length * 2];
    for (int number = 0; number < size; number++) {
      int at = LONGS * number;
      table[slot(keys[at], keys[at + 1], keys[at + 2])] = number + 1;
    }
  }
}
