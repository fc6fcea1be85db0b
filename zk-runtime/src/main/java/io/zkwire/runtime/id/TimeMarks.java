package io.zkwire.runtime.id;

import io.zkwire.runtime.exclusive.Candidacy;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.MultiFailed;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Requests.Node;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.OpResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For each worker number of a type, up to which moment its holders may have given IDs: {@code
 * /zkwire/ids/<type>/<n>}, milliseconds since 1970, beside the root of the type and outlasting it.
 * A mark is written together with a check of the holder's claim, so that it rises only by the one
 * who holds the number; and before any ID of a later moment is given. So two holders of one number
 * never give the same ID, whatever their clocks, leases and pauses. An ensemble that has lost them
 * is told those of this process again. Thread-safe.
 */
final class TimeMarks {

  /** How far before the clock a mark is stored. */
  static final long AHEAD_MILLIS = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(TimeMarks.class);
  private static final Pattern TEXT = Pattern.compile("[0-9]{1,15}");

  private final Gate gate;
  private final Requests requests;
  private final Map<Integer, Long> own = new ConcurrentHashMap<>();

  TimeMarks(Gate gate) {
    this.gate = gate;
    this.requests = gate.session().requests();
  }

  /** Where the mark of a number stands. */
  String path(int number) {
    return gate.memory() + "/" + number;
  }

  /** The parent of the marks. */
  CompletableFuture<@Nullable Void> ensure() {
    return requests.ensure(gate.memory());
  }

  CompletableFuture<@Nullable Node> read(int number) {
    return requests.get(path(number));
  }

  /** Up to when this process may have given IDs by a number; 0 if it never had it. */
  long own(int number) {
    return own.getOrDefault(number, 0L);
  }

  /**
   * Stores the marks of this process where there are none or lower ones, in an ensemble that was
   * wiped or restored.
   *
   * @param but a number whose mark is stored with its claim
   */
  void storeAgain(int but) {
    ensure()
        .thenCompose(
            there ->
                CompletableFuture.allOf(
                    own.keySet().stream()
                        .filter(number -> number != but)
                        .map(this::storeAgainIfLower)
                        .toArray(CompletableFuture[]::new)))
        .whenComplete(
            (done, e) -> {
              if (e != null) {
                LOG.debug("marks of '{}' could not be stored again", gate.type(), e);
              }
            });
  }

  private CompletableFuture<?> storeAgainIfLower(int number) {
    return read(number)
        .thenCompose(
            mark -> {
              long until = own(number);
              if (millis(mark) >= until) {
                return CompletableFuture.completedFuture(List.<OpResult>of());
              }
              byte[] data = bytes(until);
              return requests.multi(
                  List.of(
                      mark == null
                          ? requests.create(path(number), data, CreateMode.PERSISTENT)
                          : requests.set(path(number), data, mark.stat().getVersion())));
            });
  }

  private static byte[] bytes(long until) {
    return Long.toString(until).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The next mark: ahead of the clock, and never less than the last. A thread that stood still on
   * its way, while others went on and the clock was set back, must not lower it.
   *
   * @param last the last mark
   * @param end the end of the ID that is to be given
   * @param millis the wall clock
   */
  static long ahead(long last, long end, long millis) {
    return Math.max(last, Math.max(end, millis) + AHEAD_MILLIS);
  }

  /** Up to when IDs may have been given; for ever where a mark is unreadable. */
  static long millis(@Nullable Node mark) {
    if (mark == null) {
      return 0;
    }
    byte[] data = mark.data();
    String text = data == null ? "" : new String(data, StandardCharsets.UTF_8);
    return TEXT.matcher(text).matches() ? Long.parseLong(text) : Long.MAX_VALUE;
  }

  /**
   * Stores a later mark, if the claim stands; makes it again where somebody has deleted it.
   *
   * @param claim the claim
   * @param number its number
   * @param until the first moment that is not reserved
   */
  CompletableFuture<@Nullable Void> raise(Candidacy claim, int number, long until) {
    return write(claim, number, until, false)
        .exceptionallyCompose(
            e ->
                isDeleted(e)
                    ? ensure().thenCompose(there -> write(claim, number, until, true))
                    : CompletableFuture.failedFuture(Failures.unwrap(e)));
  }

  /** Whether there was no mark. The claim, which is checked first, stood. */
  private static boolean isDeleted(Throwable e) {
    return Failures.unwrap(e) instanceof MultiFailed multi
        && multi.index() == 1
        && multi.reason().code() == Code.NONODE;
  }

  /**
   * Stores a mark, if the claim stands.
   *
   * @param claim the claim
   * @param number its number
   * @param until the first moment that is not reserved
   * @param isNew whether there is no mark yet
   */
  CompletableFuture<@Nullable Void> write(Candidacy claim, int number, long until, boolean isNew) {
    String node = claim.path();
    if (node == null) {
      return CompletableFuture.failedFuture(Refusals.worker(gate.type(), "its claim is gone"));
    }
    byte[] data = bytes(until);
    return requests
        .multi(
            List.of(
                requests.check(node),
                isNew
                    ? requests.create(path(number), data, CreateMode.PERSISTENT)
                    : requests.set(path(number), data, -1)))
        .thenAccept(stored -> own.merge(number, until, Math::max));
  }
}
