package io.zkwire.spring;

import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;

/**
 * Counters that are the outcomes of one thing have one meter, and a tag with few values; the others
 * keep their names. The reference lists them.
 */
final class MeterNames {

  private static final Map<String, Name> TAGGED = new HashMap<>();

  static {
    put("zkwire.session.changes", "state", "zkwire.session.", "connected", "suspended", "lost");
    put("zkwire.session.changes", "state", "zkwire.session.", "closed");
    put("zkwire.lock.calls", "outcome", "zkwire.lock.", "taken", "missed");
    put("zkwire.permit.calls", "outcome", "zkwire.permit.", "taken", "missed");
    put("zkwire.commands.outcomes", "outcome", "zkwire.commands.", "done", "failed", "expired");
    put("zkwire.queue.items", "outcome", "zkwire.queue.", "finished", "failed", "returned");
    put("zkwire.queue.items", "outcome", "zkwire.queue.", "parked", "lost");
    put("zkwire.barrier.parties", "outcome", "zkwire.barrier.", "passed", "broken");
  }

  private MeterNames() {}

  /**
   * The name of a meter.
   *
   * @param name its name
   * @param tags its tags
   */
  record Name(String name, Tags tags) {}

  /** The meter of one of the runtime's counters. */
  static Name of(String counter) {
    Name tagged = TAGGED.get(counter);
    return tagged != null ? tagged : new Name(counter, Tags.empty());
  }

  private static void put(String meter, String tag, String prefix, String... values) {
    for (String value : values) {
      TAGGED.put(prefix + value, new Name(meter, Tags.of(tag, value)));
    }
  }
}
