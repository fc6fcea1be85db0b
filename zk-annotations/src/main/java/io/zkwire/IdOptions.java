package io.zkwire;

import java.time.DateTimeException;
import java.time.Instant;

/**
 * What the IDs of a type are like, for {@code zk.ids(type, options)}. The annotation says the same.
 * Immutable.
 *
 * <pre>{@code
 * IdGenerator invoices = zk.ids("invoices", IdOptions.sequential("inv").format("I-{id:06}{check}"));
 * }</pre>
 *
 * @param strategy how they are made
 * @param name what the nodes of {@link IdStrategy#SEQUENTIAL} are called, else empty
 * @param format how they are written, as {@link IdFormat} reads it; empty for the usual
 * @param layout the bits of {@link IdStrategy#SNOWFLAKE}, as {@link IdLayout} reads them; empty for
 *     the usual
 * @param epoch where the time of {@link IdStrategy#SNOWFLAKE} begins, such as {@code
 *     2026-01-01T00:00:00Z}; empty for the usual
 * @param javascriptSafe whether no number is larger than 2<sup>53</sup> - 1
 * @param keepNodes whether the nodes of {@link IdStrategy#SEQUENTIAL} stay for ever
 */
public record IdOptions(
    IdStrategy strategy,
    String name,
    String format,
    String layout,
    String epoch,
    boolean javascriptSafe,
    boolean keepNodes) {

  /** The largest number that JavaScript counts exactly: 2<sup>53</sup> - 1. */
  public static final long MOST_JAVASCRIPT_SAFE = (1L << 53) - 1;

  /** Numbers of {@link IdStrategy#BLOCK}. */
  public static IdOptions block() {
    return new IdOptions(IdStrategy.BLOCK, "", "", "", "", false, false);
  }

  /**
   * Nodes of {@link IdStrategy#SEQUENTIAL}.
   *
   * @param name what they are called, such as {@code job}; empty for {@code id}
   */
  public static IdOptions sequential(String name) {
    return new IdOptions(IdStrategy.SEQUENTIAL, name, "", "", "", false, false);
  }

  /** Numbers of {@link IdStrategy#SNOWFLAKE}. */
  public static IdOptions snowflake() {
    return new IdOptions(IdStrategy.SNOWFLAKE, "", "", "", "", false, false);
  }

  /**
   * With another format.
   *
   * @param changed the format, as {@link IdFormat} reads it
   */
  public IdOptions format(String changed) {
    return new IdOptions(strategy, name, changed, layout, epoch, javascriptSafe, keepNodes);
  }

  /**
   * With another layout.
   *
   * @param changed the layout, as {@link IdLayout} reads it
   */
  public IdOptions layout(String changed) {
    return new IdOptions(strategy, name, format, changed, epoch, javascriptSafe, keepNodes);
  }

  /**
   * With another beginning of time.
   *
   * @param changed an instant, such as {@code 2026-01-01T00:00:00Z}
   */
  public IdOptions epoch(String changed) {
    return new IdOptions(strategy, name, format, layout, changed, javascriptSafe, keepNodes);
  }

  /** With numbers of at most 53 bits. */
  public IdOptions withinJavascript() {
    return new IdOptions(strategy, name, format, layout, epoch, true, keepNodes);
  }

  /** With nodes that stay for ever. */
  public IdOptions keepingNodes() {
    return new IdOptions(strategy, name, format, layout, epoch, javascriptSafe, true);
  }

  /**
   * The format in force.
   *
   * @param type the type of the IDs, of which the usual format of SEQUENTIAL is made
   * @throws IllegalArgumentException if it is none; the message says why, without a full stop
   */
  public IdFormat formatFor(String type) {
    if (!format.isEmpty()) {
      return IdFormat.parse(format);
    }
    return IdFormat.parse(
        strategy == IdStrategy.SEQUENTIAL
            ? type + "-" + (name.isEmpty() ? "" : name + "-") + "{id:010}"
            : "{id}");
  }

  /**
   * The layout in force, for SNOWFLAKE.
   *
   * @throws IllegalArgumentException if it is none or does not fit; the message says why, without a
   *     full stop
   */
  public IdLayout layoutInForce() {
    String usual = javascriptSafe ? IdLayout.DEFAULT_JAVASCRIPT_SAFE : IdLayout.DEFAULT;
    Instant begin;
    try {
      begin = Instant.parse(epoch.isEmpty() ? IdLayout.DEFAULT_EPOCH : epoch);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "its epoch '" + epoch + "' is no instant such as 2026-01-01T00:00:00Z", e);
    }
    IdLayout made = IdLayout.parse(layout.isEmpty() ? usual : layout, begin);
    if (javascriptSafe && made.bits() > 53) {
      throw new IllegalArgumentException(
          "it has " + made.bits() + " bits, and JavaScript counts to 53");
    }
    return made;
  }

  /**
   * What contradicts itself.
   *
   * @return the contradiction, without a full stop; an empty text if there is none
   */
  public String contradiction() {
    if (strategy != IdStrategy.SEQUENTIAL && !name.isEmpty()) {
      return "name is for SEQUENTIAL, whose nodes it names, not for " + strategy;
    }
    if (strategy != IdStrategy.SEQUENTIAL && keepNodes) {
      return "keepNodes is for SEQUENTIAL, not for " + strategy;
    }
    if (strategy != IdStrategy.SNOWFLAKE && !layout.isEmpty()) {
      return "layout is for SNOWFLAKE, not for " + strategy;
    }
    if (strategy != IdStrategy.SNOWFLAKE && !epoch.isEmpty()) {
      return "epoch is for SNOWFLAKE, not for " + strategy;
    }
    return "";
  }
}
