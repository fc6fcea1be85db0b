package io.zkwire.tests.faults;

import io.zkwire.tests.faults.Subject.Terms;
import java.util.List;
import java.util.function.Function;

/** The subjects. */
enum Kind {
  OURS_LEADER("ours-leader", "/leaders/" + Kind.NAME, true, OursLeader::new),
  OURS_LOCK("ours-lock", "/locks/" + Kind.NAME, true, OursLock::new),
  OURS_IDS("ours-ids", "/ids", true, OursIds::new),
  STOCK_LEADER("stock-leader", "/role", false, StockLeader::new),
  STOCK_LOCK("stock-lock", "/lock", false, StockLock::new),
  OURS_QUEUE("ours-queue", "/queues/" + Kind.NAME, true, Kind::none),
  STOCK_QUEUE("stock-queue", "/queue", false, Kind::none),
  OURS_BARRIER("ours-barrier", "/barriers/" + Kind.NAME, true, Kind::none),
  OURS_SHARDS("ours-shards", "/shards", true, Kind::none),
  OURS_ALL("ours-all", "/", true, Kind::none);

  /** The subjects of exclusive work. */
  static final List<Kind> EXCLUSIVE = List.of(OURS_LEADER, OURS_LOCK, STOCK_LEADER, STOCK_LOCK);

  /** The role, and the name of the lock. */
  static final String NAME = "work";

  final String text;
  final String root;
  final boolean ours;
  private final Function<Terms, Subject> maker;

  Kind(String text, String root, boolean ours, Function<Terms, Subject> maker) {
    this.text = text;
    this.root = root;
    this.ours = ours;
    this.maker = maker;
  }

  private static Subject none(Terms terms) {
    throw new IllegalArgumentException("Its row runs processes of its own, not those of " + terms);
  }

  Subject make(Terms terms) {
    return maker.apply(terms);
  }

  boolean isLock() {
    return text.endsWith("-lock");
  }

  static Kind of(String text) {
    for (Kind kind : values()) {
      if (kind.text.equals(text)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("There is no subject " + text);
  }
}
