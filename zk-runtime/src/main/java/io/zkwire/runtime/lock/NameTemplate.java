package io.zkwire.runtime.lock;

import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.session.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name with places for arguments: {@code orders-{orderId}}. Immutable.
 *
 * @param texts what stands before, between and after the places
 */
record NameTemplate(List<String> texts) {

  private static final Pattern PLACE = Pattern.compile("\\{[^{}]*}");

  static NameTemplate of(String written) {
    List<String> texts = new ArrayList<>();
    Matcher matcher = PLACE.matcher(written);
    int end = 0;
    while (matcher.find()) {
      texts.add(written.substring(end, matcher.start()));
      end = matcher.end();
    }
    texts.add(written.substring(end));
    return new NameTemplate(List.copyOf(texts));
  }

  /** How many arguments it takes. */
  int places() {
    return texts.size() - 1;
  }

  /**
   * The name for some arguments.
   *
   * @throws ZkWireException ZK-NAME-01 if it is not allowed, so that no argument leaves the root
   */
  String fill(Object[] arguments) {
    StringBuilder out = new StringBuilder(texts.get(0));
    for (int i = 0; i < places(); i++) {
      Object argument = arguments[i];
      if (argument == null) {
        throw new ZkWireException(
            ErrorCode.NAME,
            "the argument " + (i + 1) + " of the lock's name " + texts + " is null",
            "Pass a value of A-Z a-z 0-9 . _ -",
            null);
      }
      out.append(argument).append(texts.get(i + 1));
    }
    return Names.segment("lock", out.toString());
  }
}
