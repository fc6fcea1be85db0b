package io.zkwire.runtime;

import io.zkwire.NewItem;
import java.util.List;
import java.util.stream.IntStream;

/** An item. */
record Mail(String to, int number) {

  static NewItem<Mail> mail(int number) {
    return NewItem.of(new Mail("ada", number));
  }

  /** So many of them, numbered from 0. */
  static List<NewItem<Mail>> mails(int count) {
    return IntStream.range(0, count).mapToObj(Mail::mail).toList();
  }
}
