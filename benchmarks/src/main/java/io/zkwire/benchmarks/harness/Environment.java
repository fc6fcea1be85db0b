package io.zkwire.benchmarks.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/** What a run depends on: the machine, the disk of the server, and the versions of all software. */
final class Environment {

  static final String LOAD = "load";
  static final String MACHINE = "machine";
  static final String DISK = "disk";
  static final String FSYNC = "fsync";

  private static final int SYNCS = 50;

  private Environment() {}

  /** All of it, for people to read. */
  static Map<String, String> now() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(MACHINE, machine());
    all.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    all.put("JDK", System.getProperty("java.runtime.version"));
    all.putAll(versions());
    disk(all);
    all.put(LOAD, load());
    return all;
  }

  /** The load of the last minute. */
  static String load() {
    return String.format(
        Locale.ROOT, "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static String machine() {
    long memory =
        ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getTotalMemorySize();
    return String.format(
        Locale.ROOT,
        "%d cores, %s, %.0f GiB",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.arch"),
        memory / (double) (1 << 30));
  }

  /** What the build has filled in. */
  private static Map<String, String> versions() {
    Properties properties = new Properties();
    try (InputStream in = Environment.class.getResourceAsStream("/versions.properties")) {
      if (in == null) {
        throw new IllegalStateException("versions.properties is missing from the jar");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> versions = new LinkedHashMap<>();
    for (String name : new TreeSet<>(properties.stringPropertyNames())) {
      versions.put(name, properties.getProperty(name));
    }
    return versions;
  }

  /** The file system that servers write to, and how long it takes to make a write safe. */
  private static void disk(Map<String, String> all) {
    try {
      Path file = Files.createTempFile("zkwire", ".sync");
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        FileStore store = Files.getFileStore(file);
        Samples syncs = new Samples();
        for (int i = 0; i < SYNCS; i++) {
          long start = System.nanoTime();
          channel.write(ByteBuffer.wrap(new byte[512]));
          channel.force(false);
          syncs.addNanos(System.nanoTime() - start);
        }
        all.put(DISK, store.type());
        all.put(FSYNC, String.format(Locale.ROOT, "%.2f ms", syncs.median()));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the disk of the server cannot be tried", e);
    }
  }
}
