package io.zkwire.runtime.id;

import io.zkwire.IdException;
import io.zkwire.runtime.session.Failures;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.zookeeper.CreateMode;
import org.jspecify.annotations.Nullable;

/**
 * The parents of sequential nodes, one after the other. The counter of the type says which is the
 * last: its number less two is that page's, its token the word in that page's name. A page whose
 * nodes are counted anew is used no more. Thread-safe.
 */
final class Pages {

  private static final int MOST_CONFLICTS = 100;

  private final Gate gate;
  private final Counter counter;
  private final boolean keep;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Page last;
  private @Nullable Page newest;
  private volatile @Nullable String setBack;
  private volatile boolean anew;

  Pages(Gate gate, boolean keep) {
    this.gate = gate;
    this.keep = keep;
    this.counter = new Counter(gate);
  }

  /** The page in use. */
  Page current() {
    String why = setBack;
    if (why != null) {
      throw Refusals.back(gate.type(), why);
    }
    Page page = last;
    return page != null ? page : after(null);
  }

  /** Asks again which page is in use. */
  void look() {
    last = null;
  }

  /**
   * ZooKeeper has counted a node of a page as it had counted another one: the page is of a backup,
   * or was made again by hand, and others may have had numbers of it that nobody here knows.
   *
   * @return what to throw, from now on until an operator confirms
   */
  IdException setBack(Page page) {
    String why =
        "the nodes below "
            + gate.session().requests().real(page.path())
            + " are counted anew, from less than was given";
    setBack = why;
    return Refusals.back(gate.type(), why);
  }

  /** What a page would count may have been given: another one is made. */
  void confirmed() {
    counter.confirmed();
    anew = true;
    setBack = null;
    look();
  }

  /** The page behind one that is full or gone, made here if nobody else did. */
  Page after(@Nullable Page used) {
    Page[] found = {null};
    gate.locked(
        lock,
        () -> {
          Page page = last;
          found[0] = page != null && page != used ? page : remembered(open(used));
          last = found[0];
        });
    return found[0];
  }

  /** The page as it is known, if it is; with what was seen of it. Called under the lock. */
  private Page remembered(Page found) {
    Page known = newest;
    if (known == null || !known.path().equals(found.path())) {
      known = found;
      newest = found;
    }
    return known;
  }

  private Page open(@Nullable Page used) {
    for (int i = 0; i < MOST_CONFLICTS; i++) {
      gate.awaitLooked();
      CompletableFuture<Stored> read = counter.read();
      gate.await(read);
      Stored stored = read.join();
      Page page = stored.next() < 2 ? null : page(stored);
      if (page != null && !anew && (used == null || page.index() > used.index())) {
        return page;
      }
      String token = Counter.token();
      Page next = new Page(gate.root(), stored.next() - 1, token);
      CompletableFuture<@Nullable Throwable> moved =
          counter
              .move(
                  stored,
                  stored.next() + 1,
                  token,
                  gate.session().requests().create(next.path(), null, CreateMode.PERSISTENT))
              .handle((done, e) -> e);
      gate.await(moved);
      Throwable e = moved.join();
      if (e == null) {
        anew = false;
        made(next);
        return next;
      }
      if (!(Failures.unwrap(e) instanceof Conflict)) {
        throw gate.failure(e);
      }
    }
    throw Refusals.unavailable(
        gate.type(), "others were faster " + MOST_CONFLICTS + " times", null);
  }

  private void made(Page page) {
    gate.session().metrics().count("zkwire.ids.pages", 1);
    if (!keep) {
      new OldPages(gate).removeBefore(page.index() - 1);
    }
  }

  private Page page(Stored stored) {
    return new Page(gate.root(), stored.next() - 2, stored.token());
  }
}
