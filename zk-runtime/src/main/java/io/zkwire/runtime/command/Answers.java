package io.zkwire.runtime.command;

import io.zkwire.Acknowledgement;
import io.zkwire.Acknowledgement.State;
import io.zkwire.ClusterView;
import io.zkwire.runtime.session.Names;
import io.zkwire.runtime.session.Session;
import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known of the addressees of one command. Thread-safe. */
final class Answers {

  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  private final Session session;
  private final ClusterView members;
  private final String path;
  private final boolean toLeader;
  private final TreeMap<String, Acknowledged> acks = new TreeMap<>();
  private final Set<String> present = new HashSet<>();
  private final Set<String> doubted = new HashSet<>();

  Answers(Session session, ClusterView members, String path, Order order) {
    this.session = session;
    this.members = members;
    this.path = path;
    this.toLeader = order.leader() != null;
    if (order.to() != null) {
      order.to().forEach(member -> acks.put(member, Acknowledged.pending(member)));
    }
  }

  synchronized Map<String, Acknowledgement> all() {
    return Collections.unmodifiableMap(new TreeMap<>(acks));
  }

  /** Whether a name is that of an addressee. */
  synchronized boolean expects(String name) {
    return toLeader || acks.containsKey(name);
  }

  /** Whether each addressee has come to an end. */
  synchronized boolean isOver() {
    return !acks.isEmpty() && acks.values().stream().allMatch(ack -> ack.state().isFinal());
  }

  /** Those of which nothing has been heard. */
  synchronized List<String> pending() {
    return acks.values().stream()
        .filter(ack -> ack.state() == State.PENDING)
        .map(Acknowledged::member)
        .toList();
  }

  /** Nobody took it; a leader's name is not known, so it stands for its role. */
  synchronized void expired(String role) {
    acks.putIfAbsent(role, Acknowledged.pending(role).in(State.EXPIRED));
  }

  /**
   * Takes what stands in the node of an acknowledgement.
   *
   * @return whether the member has received it and is not there, for the first time
   */
  synchronized boolean seen(String member, byte[] data) {
    try {
      Ack ack = Ack.of(data);
      State state = ack.state();
      if (state == null || state == State.PENDING) {
        throw new IOException("its state is " + state);
      }
      boolean gone = state == State.RECEIVED && isGone(member);
      if (gone && present.contains(member)) {
        acks.put(member, new Acknowledged(member, State.DIED, "", null));
        return false;
      }
      String error = ack.error() == null ? "" : Names.printable(ack.error());
      String json = ack.result() == null || ack.result().isNull() ? null : ack.result().toString();
      acks.put(member, new Acknowledged(member, state, error, json));
      return gone && doubted.add(member);
    } catch (IOException e) {
      LOG.warn("{} cannot read the answer of {} to {}", session.label(), member, path, e);
      Acknowledged before = acks.get(member);
      if (before == null || !before.state().isFinal()) { // something stands: it was received
        String error = "its answer cannot be read";
        acks.put(member, new Acknowledged(member, State.RECEIVED, error, null));
      }
      return false;
    }
  }

  private boolean isGone(String member) {
    return !members.stale() && members.find(member).isEmpty();
  }

  /** It has been gone for long enough to be seen, had it only just come. */
  synchronized void suspect(String member) {
    present.add(member);
  }

  /** Members came or went; those that have received it and are gone. */
  synchronized List<String> membersChanged() {
    members.all().forEach(member -> present.add(member.id()));
    return acks.values().stream()
        .filter(ack -> ack.state() == State.RECEIVED)
        .map(Acknowledged::member)
        .filter(this::isGone)
        .toList();
  }
}
