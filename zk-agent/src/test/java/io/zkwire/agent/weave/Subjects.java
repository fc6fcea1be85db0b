package io.zkwire.agent.weave;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/** Classes that these tests weave. Compiled without anything of zkwire. */
final class Subjects {

  private Subjects() {}

  /** Methods of all kinds. */
  public static class Work {
    /** What has run. */
    public final List<String> ran = new ArrayList<>();

    public void nothing() {
      ran.add("nothing");
    }

    public void one(String name, long number) {
      ran.add("one " + name + number);
    }

    public void one(String name) {
      ran.add("one " + name);
    }

    private void hidden() {
      ran.add("hidden");
    }

    public void callHidden() {
      hidden();
    }

    public final synchronized int fixed() {
      ran.add("fixed");
      return 7;
    }

    public static String ofClass(int number) {
      return "ran " + number;
    }

    public void failing() {
      ran.add("failing");
      throw new UnsupportedOperationException("from the body");
    }

    public long recursive(int depth) {
      return depth == 0 ? 1 : depth * recursive(depth - 1);
    }

    public String branching(Object value) {
      for (int i = 0; i < 3; i++) {
        try {
          if (value instanceof String text && text.length() > i) {
            continue;
          }
          if (i == 2) {
            return "two";
          }
        } catch (IllegalStateException e) {
          return e.toString();
        } finally {
          ran.add("finally " + i);
        }
      }
      double last = 1.5;
      return value.toString().toUpperCase(Locale.ROOT) + last;
    }
  }

  /** One method for each kind of value. */
  public static class Returns {
    public boolean truth() {
      return true;
    }

    public byte octet() {
      return 1;
    }

    public short small() {
      return 1;
    }

    public char letter() {
      return 'a';
    }

    public int number() {
      return 1;
    }

    public long big() {
      return 1;
    }

    public float real() {
      return 1;
    }

    public double exact() {
      return 1;
    }

    public String text() {
      return "text";
    }

    public Integer boxed() {
      return 1;
    }

    public int[] numbers() {
      return new int[] {1};
    }

    public String[][] texts() {
      return new String[1][1];
    }

    public Optional<String> optional() {
      return Optional.of("text");
    }

    public OptionalInt optionalInt() {
      return OptionalInt.of(1);
    }

    public OptionalLong optionalLong() {
      return OptionalLong.of(1);
    }

    public OptionalDouble optionalDouble() {
      return OptionalDouble.of(1);
    }

    public List<String> list() {
      return List.of("text");
    }

    public Set<String> set() {
      return Set.of("text");
    }

    public Map<String, String> map() {
      return Map.of("key", "text");
    }

    public Collection<String> collection() {
      return List.of("text");
    }

    public Iterable<String> iterable() {
      return List.of("text");
    }

    public Stream<String> stream() {
      return Stream.of("text");
    }

    public CompletionStage<String> stage() {
      return CompletableFuture.completedFuture("text");
    }

    public CompletableFuture<String> completable() {
      return CompletableFuture.completedFuture("text");
    }

    public Future<String> future() {
      return CompletableFuture.completedFuture("text");
    }
  }

  /** A method that an interface has. */
  public interface Greeting {
    default String greet(String name) {
      return "hello " + name;
    }

    static String bye() {
      return "bye";
    }
  }

  /** Who has it from there. */
  public static class Greeter implements Greeting {}

  /** Written without anything that class files before version 51 do not know. */
  public static class Old {
    /** What has run. */
    public final List<String> ran = new ArrayList<>();

    private int limit = 5;
    private long wide = 6;
    private static String shared = "own";

    public void nothing() {
      ran.add("nothing");
    }

    public String one(String name, double factor) {
      try {
        if (factor > 1 && name.length() > 3) {
          return name.concat("!");
        }
      } finally {
        ran.add("finally");
      }
      throw new IllegalStateException(name);
    }

    public List<String> list() {
      return ran;
    }

    public Stream<String> stream() {
      return ran.stream();
    }

    public CompletionStage<String> stage() {
      return CompletableFuture.completedFuture("stage");
    }

    public static int ofClass() {
      return 7;
    }

    public int limit() {
      return limit;
    }

    public long wide() {
      return wide;
    }

    public static String shared() {
      return shared;
    }
  }

  /** A record. */
  public record Pair(int left, int right) {
    public int sum() {
      return left + right;
    }
  }

  /** An enum, one constant of which has a body of its own. */
  public enum Level {
    LOW,
    HIGH {
      @Override
      public String label() {
        return "top";
      }
    };

    public String label() {
      return name();
    }
  }

  /** Declares the field. */
  public static class Base {
    protected int limit = 1;
    protected int other = 2;
  }

  /** Reads it under its own name. */
  public static class Sub extends Base {
    public int inherited() {
      return limit;
    }

    public int other() {
      return other + new Twin().limit;
    }

    public int inLambda() {
      IntSupplier supplier = () -> limit;
      return supplier.getAsInt();
    }
  }

  /** Has a field of the same name. */
  public static class Twin {
    int limit;
  }
}
