package io.zkwire.benchmarks.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the classes that are compiled: ordinary ones of some fifty lines. The annotated ones carry
 * what each of the three processors asks for, so that all compile the same files: three keys and a
 * leader-only method for zkwire, an injected constructor and field for Dagger, a mapper to a record
 * for MapStruct. The others are the same without any annotation.
 */
final class ManyClasses {

  private static final int A_PACKAGE = 50;

  private static final String PLAIN =
      """
      package bench.p%1$s;

      import java.time.Clock;
      import java.time.Duration;
      import java.time.Instant;
      import java.util.HashMap;
      import java.util.List;
      import java.util.Map;
      %2$s
      /** Counts what is handed in, and tells of it. */
      public class Work%1$s%3$s {
        %4$s
        private volatile Duration interval = Duration.ofSeconds(30);
        %5$s
        private volatile int limit = 100;
        %6$s
        private volatile String label = "none";

        private final Map<String, Integer> counts = new HashMap<>();
        private final List<String> names;
        private Instant last = Instant.EPOCH;
        %7$s
        Clock clock = Clock.systemUTC();

        %7$s
        public Work%1$s%3$s(List<String> names) {
          this.names = List.copyOf(names);
        }

        /** Counts a line of the form {@code name=amount}. */
        public void add(String line) {
          int at = line.indexOf('=');
          if (at < 0) {
            throw new IllegalArgumentException("no amount in " + line);
          }
          String name = line.substring(0, at).trim();
          int amount = Integer.parseInt(line.substring(at + 1).trim());
          counts.merge(name, amount * weight(name), Integer::sum);
          if (counts.size() > limit) {
            evict();
          }
        }

        private void evict() {
          counts.entrySet().stream()
              .min(Map.Entry.comparingByValue())
              .map(Map.Entry::getKey)
              .ifPresent(counts::remove);
        }

        private int weight(String name) {
          return switch (name.charAt(0)) {
            case 'a', 'e', 'i', 'o', 'u' -> 3;
            case 'x', 'y', 'z' -> 7;
            default -> names.contains(name) ? 2 : 1;
          };
        }

        /** The largest counts. */
        public List<String> report() {
          return counts.entrySet().stream()
              .filter(entry -> entry.getValue() > 0)
              .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
              .limit(limit)
              .map(entry -> label + " " + entry.getKey() + ": " + entry.getValue())
              .toList();
        }

        %8$s
        public void run() {
          Instant now = clock.instant();
          if (last.plus(interval).isAfter(now)) {
            return;
          }
          last = now;
          for (String line : report()) {
            names.forEach(name -> counts.computeIfPresent(name, (n, count) -> count + line.length()));
          }
        }

        public Duration getInterval() {
          return interval;
        }

        public int getLimit() {
          return limit;
        }

        public String getLabel() {
          return label;
        }
      }

      %9$s
      interface Work%1$s%3$sMapper {
        Work%1$s%3$sView view(Work%1$s%3$s work);
      }

      record Work%1$s%3$sView(Duration interval, int limit, String label) {}
      """;

  private static final String IMPORTS =
      """
      import io.zkwire.annotation.LeaderOnly;
      import io.zkwire.annotation.ZkConfig;
      import javax.inject.Inject;
      import org.mapstruct.Mapper;
      """;

  private ManyClasses() {}

  /**
   * Writes them, one a file.
   *
   * @param directory the root of the sources
   * @param count how many
   * @param annotated whether they carry annotations
   */
  static void write(Path directory, int count, boolean annotated) throws IOException {
    for (int i = 0; i < count; i++) {
      String group = String.format("%03d", i / A_PACKAGE);
      String name = String.format("%02d", i % A_PACKAGE);
      Path in = directory.resolve("bench").resolve("p" + group);
      Files.createDirectories(in);
      Files.writeString(in.resolve("Work" + group + name + ".java"), text(group, name, annotated));
    }
  }

  private static String text(String group, String name, boolean annotated) {
    String key = "work/" + group + "/" + name;
    return PLAIN.formatted(
        group,
        annotated ? IMPORTS : "",
        name,
        annotated ? "@ZkConfig(\"" + key + "/interval\")" : "",
        annotated ? "@ZkConfig(\"" + key + "/limit\")" : "",
        annotated ? "@ZkConfig(\"" + key + "/label\")" : "",
        annotated ? "@Inject" : "",
        annotated ? "@LeaderOnly(\"work-" + group + "\")" : "",
        annotated ? "@Mapper" : "");
  }
}
