package io.zkwire.benchmarks.agent;

import io.zkwire.benchmarks.harness.Parent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.JarFile;

/**
 * A program that knows nothing of zkwire: loads as many classes as it is told, tells {@code UP} and
 * its heap, and tells its heap once more when its field has changed.
 */
public final class LegacyMain {

  private LegacyMain() {}

  /**
   * Runs until its parent ends.
   *
   * @param args how many classes to load
   */
  public static void main(String[] args) throws Exception {
    Parent.endWithIt();
    Legacy legacy = new Legacy(WovenRow.OWN_LIMIT);
    load(Integer.parseInt(args[0]));
    tell("UP");
    if (args.length > 1) {
      return;
    }
    tell("HEAP " + heap());
    while (legacy.limit() == WovenRow.OWN_LIMIT) {
      legacy.step();
      LockSupport.parkNanos(1_000_000);
    }
    tell("HEAP " + heap());
    LockSupport.park();
  }

  /** Loads classes of the jar of the benchmarks, without initialising them. */
  private static void load(int count) throws IOException {
    int loaded = 0;
    try (JarFile jar = new JarFile(System.getProperty("java.class.path"))) {
      for (var entries = jar.entries(); loaded < count && entries.hasMoreElements(); ) {
        String name = entries.nextElement().getName();
        if (name.endsWith(".class") && !name.startsWith("META-INF/") && load(name)) {
          loaded++;
        }
      }
    }
    if (loaded < count) {
      throw new IllegalStateException("only " + loaded + " classes could be loaded");
    }
  }

  private static boolean load(String entry) {
    String name = entry.substring(0, entry.length() - ".class".length()).replace('/', '.');
    try {
      Class.forName(name, false, LegacyMain.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false; // it wants a library that is not there
    }
  }

  private static long heap() {
    for (int i = 0; i < 5; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static void tell(String what) {
    System.out.println(what);
    System.out.flush();
  }
}
