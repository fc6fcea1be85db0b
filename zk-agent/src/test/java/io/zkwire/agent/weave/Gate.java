package io.zkwire.agent.weave;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the woven code of these tests asks: it writes down each call, and lets it pass or not. */
public final class Gate {

  /** What has been asked and left, in order. */
  static final List<String> LOG = new ArrayList<>();

  /** Whether calls pass. */
  static boolean open;

  /** What entering throws, or null. */
  static @Nullable RuntimeException thrown;

  static @Nullable Object lastOwner;
  static int inside;

  private final int site;

  private Gate(int site) {
    this.site = site;
  }

  static void reset(boolean passes) {
    LOG.clear();
    open = passes;
    thrown = null;
    lastOwner = null;
    inside = 0;
  }

  /** The table: as in class files that know neither dynamic calls nor dynamic constants. */
  public static @Nullable Object enter(@Nullable Object owner, Object @Nullable [] args, int site) {
    return new Gate(site).enter(owner, args);
  }

  /** What a dynamic constant is made of. */
  public static Gate constant(Lookup lookup, String name, Class<?> type, int site) {
    return new Gate(site);
  }

  /** What a dynamic call is linked to. */
  public static CallSite link(Lookup lookup, String name, MethodType type, int site)
      throws ReflectiveOperationException {
    return new ConstantCallSite(
        MethodHandles.lookup()
            .bind(
                new Gate(site),
                "enter",
                MethodType.methodType(Object.class, Object.class, Object[].class))
            .asType(type));
  }

  /** Asks. */
  public @Nullable Object enter(@Nullable Object owner, Object @Nullable [] args) {
    LOG.add("enter " + site + (args == null ? "" : " " + Arrays.toString(args)));
    lastOwner = owner;
    if (thrown != null) {
      throw thrown;
    }
    if (open) {
      inside++;
      return "passage " + site;
    }
    return null;
  }

  /** Leaves. */
  public static void leave(Object passage) {
    inside--;
    LOG.add("leave " + passage);
  }

  /** Why nothing passes. */
  public static Throwable refusal(int site) {
    return new IllegalStateException("refused by " + site);
  }
}
