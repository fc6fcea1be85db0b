package io.zkwire.tests.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Each item that was put is worked on at least once; one that is given again has the same id and
 * another number; none is worked on that nobody tried to put; and in the end none is left.
 */
final class QueueCheck implements LogCheck {

  /** What is known of an item. */
  private static final class Item {
    private final Set<String> ids = new HashSet<>();
    private final Set<String> tries = new HashSet<>();
    private boolean tried;
    private boolean put;
    private int done;
  }

  @Override
  public Finding judge(Path directory) {
    List<String> wrong = new ArrayList<>();
    Map<String, Item> items = new HashMap<>();
    long[] state = {-1, -1};
    EventLog.each(
        directory,
        QueueLoad.FEATURE,
        event -> {
          switch (event.what()) {
            case "try" -> of(items, event.detail(0)).tried = true;
            case "put" -> of(items, event.detail(0)).put = true;
            case "did" -> {
              Item item = of(items, event.detail(0));
              item.done++;
              item.ids.add(event.detail(1));
              item.tries.add(event.detail(2));
              if (!event.detail(0).equals(event.detail(3))) {
                wrong.add(event.detail(0) + " came with the key " + event.detail(3));
              }
            }
            case "state" -> {
              state[0] = event.number(0);
              state[1] = event.number(2);
            }
            default -> {} // what was refused is put or not
          }
        });
    long put = items.values().stream().filter(item -> item.put).count();
    long repeats = 0;
    for (Map.Entry<String, Item> entry : items.entrySet()) {
      Item item = entry.getValue();
      repeats += Math.max(0, item.done - 1);
      if (item.put && item.done == 0) {
        wrong.add(entry.getKey() + " was lost");
      }
      if (!item.tried) {
        wrong.add(entry.getKey() + " was never put");
      }
      if (item.ids.size() > 1 || item.tries.size() < item.done) {
        wrong.add(
            entry.getKey()
                + " was done %d times with the ids %s and the tries %s"
                    .formatted(item.done, item.ids, item.tries));
      }
    }
    if (state[0] != 0 || state[1] != 0) {
      wrong.add("in the end " + state[0] + " items are left, " + state[1] + " of them parked");
    }
    return new Finding(
        QueueLoad.FEATURE, put, "items put, %,d done again".formatted(repeats), wrong);
  }

  private static Item of(Map<String, Item> items, String key) {
    return items.computeIfAbsent(key, k -> new Item());
  }
}
