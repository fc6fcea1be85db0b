package io.zkwire.runtime.id;

import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Requests.Created;
import io.zkwire.runtime.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.jspecify.annotations.Nullable;

/**
 * A node for each number. ZooKeeper counts the nodes of one parent, a page; the number is that of
 * the page and the count together. Thread-safe.
 */
final class SequentialNodes implements Numbers {

  private static final int DIGITS = 10;
  private static final int BATCH = 100;
  private static final int WINDOW = 8;

  private final Gate gate;
  private final Session session;
  private final Pages pages;

  SequentialNodes(Gate gate, boolean keep) {
    this.gate = gate;
    this.session = gate.session();
    this.pages = new Pages(gate, keep);
  }

  /**
   * A number and its node.
   *
   * @param number the number
   * @param path the node
   */
  record Made(long number, String path) {}

  @Override
  public long next() {
    return make("").number();
  }

  /**
   * Makes a node. After a lost connection another one is made: what became of the first is not
   * known, and its number is given to nobody.
   *
   * @param name what nodes are called, or empty
   */
  Made make(String name) {
    long deadline = now() + gate.patience().toNanos();
    while (true) {
      gate.pass();
      gate.awaitLooked();
      Page page = pages.current();
      int seen = page.seen();
      CompletableFuture<Created> sent =
          session
              .requests()
              .createSequential(prefix(page, name), null, CreateMode.PERSISTENT_SEQUENTIAL);
      Throwable e = outcome(sent);
      if (e != null) {
        goOn(e, page, deadline);
        continue;
      }
      Created made = sent.join();
      gate.requireRight(); // a transaction number that went back shows another ensemble
      if (!gate.looked()) {
        continue; // a new session has come: its ensemble may have answered
      }
      long number = number(page, seen, made.path());
      if (number >= 0) {
        session.metrics().count("zkwire.ids.nodes", 1);
        return new Made(number, made.path());
      }
      remove(List.of(made.path()));
      pages.after(page);
    }
  }

  @Override
  public long[] next(int count) {
    long[] out = new long[count];
    int filled = 0;
    long deadline = now() + gate.patience().toNanos();
    while (filled < count) {
      gate.pass();
      gate.awaitLooked();
      Page page = pages.current();
      int room = page.room();
      if (room <= 0) {
        pages.after(page);
        continue;
      }
      int before = filled;
      int seen = page.seen();
      List<CompletableFuture<List<OpResult>>> sent = send(page, Math.min(room, count - filled));
      Throwable failure = null;
      for (CompletableFuture<List<OpResult>> each : sent) {
        Throwable e = outcome(each);
        if (e == null) {
          filled = take(each.join(), page, seen, out, filled);
        } else {
          failure = e;
        }
      }
      if (!gate.looked()) {
        filled = before;
        continue; // a new session has come: its ensemble may have answered
      }
      session.metrics().count("zkwire.ids.nodes", filled - before);
      if (failure != null) {
        goOn(failure, page, deadline);
      } else {
        deadline = now() + gate.patience().toNanos();
      }
    }
    gate.requireRight();
    return out;
  }

  private List<CompletableFuture<List<OpResult>>> send(Page page, int count) {
    Requests requests = session.requests();
    Op create = requests.create(prefix(page, ""), null, CreateMode.PERSISTENT_SEQUENTIAL);
    List<CompletableFuture<List<OpResult>>> sent = new ArrayList<>();
    for (int left = count; left > 0 && sent.size() < WINDOW; left -= BATCH) {
      List<Op> ops = new ArrayList<>();
      for (int i = 0; i < Math.min(BATCH, left); i++) {
        ops.add(create);
      }
      sent.add(requests.multi(ops));
    }
    return sent;
  }

  /**
   * The number of a node; -1 for one beyond the end of the page.
   *
   * @param seen the highest count that was seen before the node was asked for: ZooKeeper has
   *     counted on from there, in whatever order the answers come
   */
  private long number(Page page, int seen, String path) {
    int suffix = suffix(path);
    if (suffix <= seen) {
      throw pages.setBack(page);
    }
    return page.number(suffix);
  }

  private int take(List<OpResult> results, Page page, int seen, long[] out, int from) {
    int filled = from;
    List<String> surplus = new ArrayList<>();
    for (OpResult result : results) {
      if (result instanceof OpResult.CreateResult created) {
        long number = number(page, seen, created.getPath());
        if (number < 0) {
          surplus.add(session.requests().logical(created.getPath()));
        } else {
          out[filled++] = number;
        }
      }
    }
    remove(surplus);
    return filled;
  }

  /** Waits for an answer; null for success. */
  private @Nullable Throwable outcome(CompletableFuture<?> sent) {
    CompletableFuture<@Nullable Throwable> failure = sent.handle((done, e) -> e);
    gate.await(failure);
    Throwable e = failure.join();
    return e == null ? null : Failures.unwrap(e);
  }

  /** What is done after a failure: throws where nothing can be done. */
  private void goOn(Throwable e, Page page, long deadline) {
    if (Conflict.code(e) == Code.NONODE) {
      pages.after(page); // somebody has deleted it: a page is never made twice
      return;
    }
    long left = (deadline - now()) / 1_000_000;
    if (!Failures.connectionLost(e) || !session.awaitConnected(left)) {
      throw gate.failure(e);
    }
    session.metrics().count("zkwire.ids.unknown", 1);
    pages.look();
  }

  /** Nodes beyond the end of a page stand for no number. */
  private void remove(List<String> surplus) {
    if (!surplus.isEmpty()) {
      Requests requests = session.requests();
      OldPages.ignore(requests.multi(surplus.stream().map(requests::delete).toList()));
    }
  }

  private static String prefix(Page page, String name) {
    return page.path() + "/" + (name.isEmpty() ? "id" : name) + "-";
  }

  private static int suffix(String path) {
    return Integer.parseInt(path.substring(path.length() - DIGITS));
  }

  private long now() {
    return session.options().clock().nanoTime();
  }

  @Override
  public void start() {
    gate.pass();
    pages.current();
  }

  @Override
  public void connected() {
    gate.askAgain();
  }

  @Override
  public void drop() {
    gate.askAgain();
    pages.look();
  }

  @Override
  public void confirmed() {
    pages.confirmed();
  }
}
