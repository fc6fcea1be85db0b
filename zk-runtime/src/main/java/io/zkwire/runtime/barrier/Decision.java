package io.zkwire.runtime.barrier;

import io.zkwire.BarrierBrokenException.Reason;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.MultiFailed;
import io.zkwire.runtime.session.Requests;
import io.zkwire.runtime.session.Session;
import java.util.List;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what has come of a generation. Only the first decision is made, by the version of its
 * node; whoever comes too late goes by that of the other. Thread-safe.
 */
final class Decision {

  private static final Logger LOG = LoggerFactory.getLogger(Decision.class);

  private final Session session;
  private final Root root;
  private final Party party;

  Decision(Session session, Root root, Party party) {
    this.session = session;
    this.root = root;
    this.party = party;
  }

  /** All are there: they pass, if each of them still stands. */
  void passed(long number, List<String> members) {
    Generation passed = Generation.passed(members, session.label());
    decide(number, root.decide(session.requests(), number, passed, members), members.size());
  }

  /** Nobody passes. */
  void broken(long number, Reason why) {
    Generation broken = Generation.open().broken(why, session.label());
    decide(number, root.decide(session.requests(), number, broken, List.of()), 0);
  }

  /** All leave, if each of those who want to still stands; or they cannot leave together. */
  void leaving(long number, Generation now, List<String> leavers) {
    decide(number, root.decideLeaving(session.requests(), number, now, leavers), leavers.size());
  }

  private void decide(long number, List<Op> ops, int members) {
    session
        .requests()
        .multi(ops)
        .whenComplete(
            (done, e) -> {
              if (e == null) {
                session.metrics().count("zkwire.barrier.decided", 1);
                forget(number);
                party.lookAgain();
              } else if (Failures.unwrap(e) instanceof MultiFailed multi) {
                tooLate(number, multi, ops, members);
              } else if (!Failures.connectionLost(e)) {
                party.failed(e, "write");
              }
            });
  }

  private void tooLate(long number, MultiFailed multi, List<Op> ops, int members) {
    if (multi.index() == 0) {
      party.lookAgain();
    } else if (multi.index() <= members) {
      party.goneInBetween();
    } else if (multi.index() == ops.size() - 1 && multi.reason().code() == Code.NODEEXISTS) {
      decide(number, ops.subList(0, ops.size() - 1), members); // somebody made the next one
    } else {
      party.failed(multi, "write");
    }
  }

  /**
   * Those who come late can still read the last ones. Where somebody still stood in one, it is
   * tried again now and then.
   */
  private void forget(long number) {
    long old = number - Root.KEPT;
    if (old <= 0) {
      return;
    }
    forget(root.generation(old));
    if (number % Root.KEPT == 0) {
      session
          .requests()
          .children(root.path())
          .thenAccept(listing -> root.before(old, listing).forEach(this::forget));
    }
  }

  private void forget(String generation) {
    Requests requests = session.requests();
    requests
        .multi(List.of(requests.delete(generation)))
        .whenComplete(
            (done, e) -> {
              if (e != null) {
                LOG.debug("{} leaves {} there", session.label(), generation, e);
              }
            });
  }

  /**
   * Names the next generation in place of one that nobody can enter.
   *
   * @param version the version of the root that names it
   * @param afterwards called once that is done, or somebody else has written the root
   */
  void passOver(long number, int version, Runnable afterwards) {
    LOG.warn(
        "{} passes over {}, which a stranger has written",
        session.label(),
        root.generation(number));
    passOver(root.passOver(session.requests(), number, version), afterwards);
  }

  private void passOver(List<Op> ops, Runnable afterwards) {
    session
        .requests()
        .multi(ops)
        .whenComplete(
            (done, e) -> {
              Code code =
                  e != null && Failures.unwrap(e) instanceof MultiFailed multi
                      ? multi.reason().code()
                      : Code.OK;
              if (code == Code.NODEEXISTS) {
                passOver(ops.subList(0, 1), afterwards);
              } else if (e == null || code == Code.BADVERSION) {
                afterwards.run();
              } else if (!Failures.connectionLost(e)) {
                party.failed(e, "write");
              }
            });
  }
}
