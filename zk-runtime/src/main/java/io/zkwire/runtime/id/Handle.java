package io.zkwire.runtime.id;

import io.zkwire.ErrorCode;
import io.zkwire.IdException;
import io.zkwire.IdFormat;
import io.zkwire.IdGenerator;
import io.zkwire.IdLayout;
import io.zkwire.IdNode;
import io.zkwire.IdOptions;
import io.zkwire.IdParts;
import io.zkwire.runtime.ZkClock;
import io.zkwire.runtime.session.Ranges;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives the numbers of a type, in one format. Immutable. */
final class Handle implements IdGenerator {

  private static final int MOST_AT_ONCE = 100_000;

  private final String type;
  private final IdOptions options;
  private final Numbers numbers;
  private final ZkClock clock;
  private final IdFormat format;
  private final @Nullable IdLayout layout;
  private final long most;

  Handle(
      String type,
      IdOptions options,
      Numbers numbers,
      IdFormat format,
      @Nullable IdLayout layout,
      ZkClock clock) {
    this.type = type;
    this.options = options;
    this.numbers = numbers;
    this.format = format;
    this.layout = layout;
    this.clock = clock;
    this.most = options.javascriptSafe() ? IdOptions.MOST_JAVASCRIPT_SAFE : Long.MAX_VALUE;
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public IdOptions options() {
    return options;
  }

  @Override
  public IdFormat format() {
    return format;
  }

  @Override
  public long nextLong() {
    long number = numbers.next();
    return number <= most ? number : tooLarge(number);
  }

  private long tooLarge(long number) {
    throw Refusals.usedUp(type, number + " is more than JavaScript counts exactly");
  }

  @Override
  public long[] nextLongs(int count) {
    Ranges.within("count", count, 1, MOST_AT_ONCE);
    long[] all = numbers.next(count);
    if (all[count - 1] > most) {
      tooLarge(all[count - 1]);
    }
    return all;
  }

  @Override
  public String next() {
    return text(nextLong());
  }

  @Override
  public List<String> next(int count) {
    return Arrays.stream(nextLongs(count)).mapToObj(this::text).toList();
  }

  @Override
  public IdNode nextNode() {
    if (!(numbers instanceof SequentialNodes nodes)) {
      throw Refusals.strategy(type, "is " + options.strategy() + ", which makes no nodes");
    }
    SequentialNodes.Made made = nodes.make(options.name());
    if (made.number() > most) {
      tooLarge(made.number());
    }
    return new IdNode(text(made.number()), made.number(), made.path());
  }

  @Override
  public IdParts parts(long id) {
    IdLayout known = layout;
    if (known == null) {
      throw Refusals.strategy(type, "is " + options.strategy() + ", whose IDs have no parts");
    }
    try {
      return known.parts(id);
    } catch (IllegalArgumentException e) {
      throw new IdException(
          ErrorCode.ID_TEXT,
          type,
          id + " is no ID of '" + type + "': " + e.getMessage(),
          "Look where the number comes from",
          e);
    }
  }

  private String text(long number) {
    IdLayout known = layout;
    return format.text(
        number, known == null ? clock.millis() : known.parts(number).time().toEpochMilli());
  }

  @Override
  public String toString() {
    return "IdGenerator[" + type + ", " + options.strategy() + "]";
  }
}
