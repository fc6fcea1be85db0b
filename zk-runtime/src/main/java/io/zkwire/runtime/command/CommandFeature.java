package io.zkwire.runtime.command;

import io.zkwire.Commands;
import io.zkwire.ErrorCode;
import io.zkwire.Membership;
import io.zkwire.Registration;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.cluster.ClusterFeature;
import io.zkwire.runtime.leader.LeaderFeature;
import io.zkwire.runtime.session.Beginning;
import io.zkwire.runtime.session.Feature;
import io.zkwire.runtime.session.Fields;
import io.zkwire.runtime.session.Mailbox;
import io.zkwire.runtime.session.Session;
import io.zkwire.runtime.spi.CommandSpec;
import io.zkwire.runtime.spi.CommandsSpec;
import io.zkwire.runtime.spi.MemberSpec;
import io.zkwire.runtime.spi.Spec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Commands to members of groups. Thread-safe. */
public final class CommandFeature implements Feature {

  private final Session session;
  private final ClusterFeature cluster;
  private final LeaderFeature leader;
  private final AckWatch watch;
  private final Cleaner cleaner;
  private final Outcomes outcomes;
  private final Map<String, Channel> channels = new HashMap<>();
  private final Set<Sender> senders = ConcurrentHashMap.newKeySet();

  /**
   * Makes the feature.
   *
   * @param session the session
   * @param cluster whose members receive
   * @param leader who knows which roles this process leads
   */
  public CommandFeature(Session session, ClusterFeature cluster, LeaderFeature leader) {
    this.session = session;
    this.cluster = cluster;
    this.leader = leader;
    this.watch = new AckWatch(session);
    this.cleaner = new Cleaner(session);
    this.outcomes = new Outcomes(session);
    cluster.whenStanding(this::stands);
  }

  /**
   * A handle for sending.
   *
   * @param channel the channel, placeholders included
   * @return the handle
   */
  public Commands commands(String channel) {
    String name = cluster.group(channel);
    Sender sender =
        new Sender(session, name, cluster.members(channel), watch, cleaner, senders::remove);
    senders.add(sender);
    return sender;
  }

  /** A member of this process stands: it receives from now on. */
  private void stands(String group, String id) {
    Receiver receiver = null;
    synchronized (channels) {
      Channel channel = channels.get(group);
      if (channel != null) {
        receiver = channel.present(id);
      }
    }
    if (receiver != null) {
      receiver.next();
    }
  }

  @Override
  public List<String> watched() {
    List<String> out = new ArrayList<>(watch.watched());
    synchronized (channels) {
      channels.keySet().forEach(name -> out.add(Posted.channel(name)));
    }
    return out;
  }

  @Override
  public @Nullable Registration bind(Object target, List<Spec<?>> specs, Mailbox mailbox) {
    Map<String, Commands> senders = new LinkedHashMap<>();
    Reception reception = new Reception(target, specs, mailbox);
    try {
      for (Spec<?> spec : specs) {
        if (spec instanceof CommandsSpec<?> field) {
          Fields.set(field, target, senders.computeIfAbsent(field.channel(), this::commands));
        } else if (spec instanceof CommandSpec<?> command) {
          reception.add(command);
        }
      }
    } catch (RuntimeException | Error e) {
      end(senders, reception);
      throw e;
    }
    return senders.isEmpty() && reception.isEmpty() ? null : new Tie(senders, reception);
  }

  private static void end(Map<String, Commands> senders, Reception reception) {
    reception.end();
    senders.values().forEach(Commands::close);
  }

  /** What one object sends and receives. */
  private record Tie(Map<String, Commands> senders, Reception reception) implements Beginning {
    @Override
    public void begin() {
      reception.begin();
    }

    @Override
    public void close() {
      end(senders, reception);
    }
  }

  /** Who receives: a member of a channel. */
  private record Address(String channel, String member) {}

  /** What one object receives. Used by the thread that binds it, then by the one that ends it. */
  private final class Reception {
    private final Object target;
    private final List<Spec<?>> specs;
    private final Mailbox mailbox;
    private final Map<String, Membership> joined = new LinkedHashMap<>();
    private final List<Registration> parts = new ArrayList<>();
    private final Map<Receiver, List<Handler>> methods = new LinkedHashMap<>();
    private final Set<Channel> of = new LinkedHashSet<>();

    Reception(Object target, List<Spec<?>> specs, Mailbox mailbox) {
      this.target = target;
      this.specs = specs;
      this.mailbox = mailbox;
    }

    boolean isEmpty() {
      return parts.isEmpty();
    }

    void add(CommandSpec<?> spec) {
      Address address = address(spec);
      Handler handler = handler(spec, target, mailbox);
      synchronized (channels) {
        Channel channel =
            channels.computeIfAbsent(
                address.channel(),
                name -> new Channel(session, name, cleaner, member -> receiver(name, member)));
        Receiver receiver = channel.receiver(address.member());
        boolean added = receiver.add(handler);
        parts.add(() -> remove(channel, receiver, handler));
        if (!added) {
          throw unclear(
              "two methods carry out '"
                  + spec.command()
                  + "' for the member '"
                  + address.member()
                  + "' of '"
                  + address.channel()
                  + "', one of them "
                  + target.getClass().getSimpleName()
                  + "."
                  + spec.member(),
              "Bind one object, or give the command another name");
        }
        methods.computeIfAbsent(receiver, r -> new ArrayList<>()).add(handler);
        of.add(channel);
      }
    }

    /** All that its methods may need is there: from now on commands come. */
    void begin() {
      methods.forEach(Receiver::begin);
      for (Channel channel : of) {
        channel.offer();
        if (session.state() == SessionState.CONNECTED) {
          String path = Posted.channel(channel.name());
          session.blocking().await(channel.ready(), "list", path);
        }
      }
    }

    void end() {
      parts.forEach(Registration::close);
      joined.values().forEach(Membership::close);
    }

    private Address address(CommandSpec<?> spec) {
      if (!spec.receiver().isEmpty()) {
        Membership self =
            joined.computeIfAbsent(
                spec.channel() + "/" + spec.receiver(),
                key -> cluster.join(spec.channel(), spec.receiver()));
        return new Address(self.group(), self.id());
      }
      String channel = spec.channel().isEmpty() ? null : cluster.group(spec.channel());
      for (Spec<?> each : specs) {
        if (each instanceof MemberSpec<?> self
            && (channel == null || channel.equals(cluster.group(self.group())))) {
          return new Address(cluster.group(self.group()), cluster.id(self.id()));
        }
      }
      List<String> ids = channel == null ? List.of() : cluster.ownIds(channel);
      if (channel == null || ids.size() != 1) {
        throw unclear(
            target.getClass().getName()
                + "."
                + spec.member()
                + " receives '"
                + spec.command()
                + "', but "
                + (channel == null
                    ? "its class is no member and it names no channel"
                    : "this ZkWire has " + ids.size() + " members in '" + channel + "': " + ids),
            "Annotate the class with @ClusterMember, say member = \"...\", or bind the member"
                + " before it");
      }
      return new Address(channel, ids.get(0));
    }
  }

  private Receiver receiver(String channel, String member) {
    return new Receiver(
        session, member, () -> cluster.stands(channel, member), leader::leads, outcomes);
  }

  private static ZkWireException unclear(String problem, String mend) {
    return new ZkWireException(ErrorCode.COMMAND_RECEIVER, problem, mend, null);
  }

  @SuppressWarnings("unchecked") // the specs of a class are of that class
  private static <B> Handler handler(CommandSpec<B> spec, Object target, Mailbox mailbox) {
    return new Handler(spec, arguments -> spec.call().call((B) target, arguments), mailbox);
  }

  private void remove(Channel channel, Receiver receiver, Handler handler) {
    receiver.remove(handler);
    synchronized (channels) {
      if (channel.release(receiver) && channels.remove(channel.name(), channel)) {
        channel.close();
      }
    }
  }

  @Override
  public void connected(boolean newSession) {
    watch.connected(newSession);
    List<Channel> all;
    synchronized (channels) {
      all = List.copyOf(channels.values());
    }
    outcomes.connected();
    all.forEach(Channel::connected);
  }

  /** Nobody is told any more what becomes of what was sent. */
  @Override
  public void closing() {
    List.copyOf(senders).forEach(Sender::close);
  }
}
