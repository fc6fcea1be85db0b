package io.zkwire.runtime.cluster;

import io.zkwire.ClusterView;
import io.zkwire.Membership;
import io.zkwire.Registration;
import io.zkwire.runtime.SessionState;
import io.zkwire.runtime.session.DrainHook;
import io.zkwire.runtime.session.Failures;
import io.zkwire.runtime.session.Feature;
import io.zkwire.runtime.session.HealthChecks;
import io.zkwire.runtime.session.Mailbox;
import io.zkwire.runtime.session.Session;
import io.zkwire.runtime.spi.MemberSpec;
import io.zkwire.runtime.spi.Spec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Members of groups and views of them. Thread-safe. */
public final class ClusterFeature implements Feature {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterFeature.class);
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final Session session;
  private final ClusterContext context;
  private final HealthChecks health;
  private final Operators operators;
  private final MemberNames names;
  private final Map<String, OwnMember> members = new HashMap<>();
  private final Map<String, Group> groups = new HashMap<>();
  private final List<CompletableFuture<@Nullable Void>> farewells = new CopyOnWriteArrayList<>();

  /**
   * Makes the feature.
   *
   * @param session the session
   * @param hooks what is drained when this process goes off line, in order
   * @param health how the objects are that are bound
   */
  public ClusterFeature(Session session, List<DrainHook> hooks, HealthChecks health) {
    this.session = session;
    this.health = health;
    this.operators = new Operators(session);
    this.names = new MemberNames(session);
    this.context =
        new ClusterContext(
            session, new Drain(session, hooks), new GroupNodes(session), LocalHost.addresses());
    context.drain().tell(() -> present().forEach(OwnMember::told));
    session.metrics().gauge("zkwire.members.own", () -> present().size());
  }

  /**
   * The members of this process that are wanted, by group and id.
   *
   * @param group the group
   * @return their ids
   */
  public List<String> ownIds(String group) {
    return present().stream()
        .filter(member -> member.group().equals(group) && member.wanted())
        .map(OwnMember::id)
        .sorted()
        .toList();
  }

  /**
   * The name of a group.
   *
   * @param written the name as it was written, placeholders included
   * @return the name
   */
  public String group(String written) {
    return names.group(written);
  }

  /**
   * The id of a member of this process.
   *
   * @param written the id as it was written, placeholders included
   * @return the id
   */
  public String id(String written) {
    return names.id(written);
  }

  /**
   * A view of a group, filled.
   *
   * @param group its name, placeholders included
   * @return the view
   */
  public ClusterView members(String group) {
    session.requireOpen();
    return open(names.group(group), Duration.ZERO);
  }

  @Override
  public List<String> watched() {
    List<String> out = new ArrayList<>(context.drain().watched());
    synchronized (groups) {
      groups.keySet().forEach(name -> out.add(Places.group(name)));
    }
    return out;
  }

  View open(String name, Duration grace) {
    View view;
    Group group;
    synchronized (groups) {
      Group present = groups.get(name);
      group = present == null ? new Group(session, name) : present;
      view = new View(session, group, grace, operators, this::closed);
      if (present == null) {
        groups.put(name, group);
        group.begin();
      }
      group.add(view);
    }
    try {
      fill(group);
      return view;
    } catch (RuntimeException e) {
      view.close();
      throw e;
    }
  }

  private void fill(Group group) {
    if (session.state() == SessionState.CONNECTED) {
      session.blocking().await(group.filled(), "read", Places.group(group.name()));
    }
  }

  private void closed(View view) {
    synchronized (groups) {
      if (view.of().remove(view)) {
        groups.remove(view.of().name(), view.of());
        view.of().end();
      }
    }
  }

  /**
   * Joins a group.
   *
   * @param group the group, placeholders included
   * @param id the id, placeholders included
   * @return the member, which stands
   */
  public Membership join(String group, String id) {
    OwnMember member = member(group, id, 0, "");
    MemberHandle handle = new MemberHandle(member, context.drain(), this::leave);
    try {
      await(member, member.want());
      return handle;
    } catch (RuntimeException e) {
      handle.close();
      throw e;
    }
  }

  /**
   * Joins a group, without waiting.
   *
   * @param group the group, placeholders included
   * @param id the id, placeholders included
   * @return the member, once it stands
   */
  public CompletableFuture<Membership> joinAsync(String group, String id) {
    OwnMember member = member(group, id, 0, "");
    MemberHandle handle = new MemberHandle(member, context.drain(), this::leave);
    return member
        .want()
        .handle(
            (done, e) -> {
              if (e != null) {
                handle.close();
                throw Failures.translate(e, "join", Places.group(member.group()));
              }
              return handle;
            });
  }

  OwnMember member(String group, String id, int buckets, String version) {
    session.requireOpen();
    String name = names.group(group);
    String resolved = names.id(id);
    synchronized (members) {
      return members.computeIfAbsent(
          name + "/" + resolved, key -> new OwnMember(context, name, resolved, buckets, version));
    }
  }

  /** Waits until a member stands, where that can be known now. */
  void await(OwnMember member, CompletableFuture<@Nullable Void> joining) {
    if (session.state() != SessionState.CONNECTED) {
      return;
    }
    Duration longest = Occupied.LONGEST.plus(session.options().connectTimeout());
    try {
      joining.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw Failures.translate(e, "join", Places.group(member.group()));
    } catch (TimeoutException e) {
      LOG.warn("{} '{}' has not joined yet", session.label(), member.id(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One less wants a member; the last one waits until others can see that it left. */
  void leave(OwnMember member) {
    CompletableFuture<@Nullable Void> left;
    synchronized (members) {
      left = member.unwant();
      forgetIdle(member);
    }
    if (!member.wanted()) {
      context.drain().left(member);
      if (session.ending()) {
        farewells.add(left); // waited for with all others
      } else {
        awaitFarewell(left);
      }
    }
  }

  /** An object of a member is bound no longer. */
  void remove(OwnMember member, Contribution contribution) {
    member.remove(contribution);
    synchronized (members) {
      forgetIdle(member);
    }
  }

  private void forgetIdle(OwnMember member) {
    if (member.idle()) {
      members.remove(member.group() + "/" + member.id(), member);
    }
  }

  private void awaitFarewell(CompletableFuture<@Nullable Void> left) {
    try {
      left.get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("{} leaves without an answer", session.label(), e);
    }
  }

  private List<OwnMember> present() {
    synchronized (members) {
      return List.copyOf(members.values());
    }
  }

  /** A process that is wanted off line does not begin what it would have to end at once. */
  @Override
  public void prepare(List<Spec<?>> specs) {
    for (Spec<?> spec : specs) {
      if (spec instanceof MemberSpec<?> wanted && wanted.join()) {
        OwnMember member = member(wanted.group(), wanted.id(), wanted.buckets(), "");
        CompletableFuture<@Nullable Void> known = context.drain().wishOf(member);
        if (session.state() == SessionState.CONNECTED) {
          session
              .blocking()
              .await(
                  known.thenCompose(done -> context.drain().settled()),
                  "read",
                  Places.OPERATORS + "/" + member.group());
        }
      }
    }
  }

  @Override
  public @Nullable Registration bind(Object target, List<Spec<?>> specs, Mailbox mailbox) {
    return new ClusterBinding(this, context, names, health).bind(target, specs, mailbox);
  }

  @Override
  public void connected(boolean newSession) {
    if (newSession) {
      context.groups().forget();
    }
    context.drain().connected(newSession);
    present().forEach(member -> member.node().connected(newSession));
    List<Group> watched;
    synchronized (groups) {
      watched = List.copyOf(groups.values());
    }
    watched.forEach(group -> group.connected(newSession));
  }

  /** Members say that they leave, so that nobody has to find out. */
  @Override
  public void closing() {
    context.drain().close();
    synchronized (groups) {
      groups.values().forEach(Group::end);
      groups.clear();
    }
    present().forEach(member -> farewells.add(member.end()));
    if (!farewells.isEmpty() && session.state() == SessionState.CONNECTED) {
      awaitFarewell(CompletableFuture.allOf(farewells.toArray(CompletableFuture[]::new)));
    }
  }
}
