package io.zkwire.runtime.cluster;

import io.zkwire.BindingException;
import io.zkwire.ClusterChange;
import io.zkwire.ErrorCode;
import io.zkwire.Member;
import io.zkwire.MemberChange;
import io.zkwire.MemberDeparture;
import io.zkwire.Reason;
import io.zkwire.Registration;
import io.zkwire.runtime.session.Fields;
import io.zkwire.runtime.session.HealthChecks;
import io.zkwire.runtime.session.Mailbox;
import io.zkwire.runtime.spi.Bindings;
import io.zkwire.runtime.spi.HealthCheckSpec;
import io.zkwire.runtime.spi.LineListenerSpec;
import io.zkwire.runtime.spi.MemberListenerSpec;
import io.zkwire.runtime.spi.MemberSpec;
import io.zkwire.runtime.spi.MemberStateSpec;
import io.zkwire.runtime.spi.MembersSpec;
import io.zkwire.runtime.spi.ServiceEndpointSpec;
import io.zkwire.runtime.spi.Spec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fulfils what one object wants of groups. */
final class ClusterBinding {

  private final ClusterFeature feature;
  private final ClusterContext context;
  private final MemberNames names;
  private final HealthChecks health;
  private final List<Registration> parts = new ArrayList<>();

  ClusterBinding(
      ClusterFeature feature, ClusterContext context, MemberNames names, HealthChecks health) {
    this.feature = feature;
    this.context = context;
    this.names = names;
    this.health = health;
  }

  @Nullable Registration bind(Object target, List<Spec<?>> specs, Mailbox mailbox) {
    try {
      for (Spec<?> spec : specs) {
        if (spec instanceof LineListenerSpec<?> line) {
          listen(line, target, mailbox);
        }
      }
      join(target, specs, mailbox);
      views(target, specs, mailbox);
    } catch (RuntimeException | Error e) {
      end();
      throw e;
    }
    return parts.isEmpty() ? null : this::end;
  }

  private void end() {
    Collections.reverse(parts); // it leaves before it has nothing more to tell
    parts.forEach(Registration::close);
    parts.clear();
  }

  @SuppressWarnings("unchecked") // the specs of a class are of that class
  private <B> void listen(LineListenerSpec<B> spec, Object target, Mailbox mailbox) {
    LineListener listener =
        new LineListener(mailbox, spec.member(), spec.online(), () -> spec.call().call((B) target));
    context.drain().listen(listener);
    parts.add(() -> context.drain().forget(listener));
  }

  private void join(Object target, List<Spec<?>> specs, Mailbox mailbox) {
    List<MemberSpec<?>> memberships = new ArrayList<>();
    Map<String, Contribution.Reader> readers = new LinkedHashMap<>();
    boolean tellsHealth = false;
    boolean offers = false;
    for (Spec<?> spec : specs) {
      if (spec instanceof MemberSpec<?> membership) {
        memberships.add(membership);
      } else if (spec instanceof MemberStateSpec<?> state) {
        readers.put(state.name(), reader(state, target));
      } else if (spec instanceof HealthCheckSpec) {
        tellsHealth = true;
      } else if (spec instanceof ServiceEndpointSpec) {
        offers = true;
      }
    }
    if (memberships.isEmpty() && (!readers.isEmpty() || (tellsHealth && !offers))) {
      throw noMember(target);
    }
    for (MemberSpec<?> membership : memberships) {
      join(membership, target, specs, mailbox, readers);
    }
  }

  private void join(
      MemberSpec<?> spec,
      Object target,
      List<Spec<?>> specs,
      Mailbox mailbox,
      Map<String, Contribution.Reader> readers) {
    OwnMember member = feature.member(spec.group(), spec.id(), spec.buckets(), "");
    String version = spec.version();
    if (version.isEmpty()) {
      version = ClusterContext.version(Bindings.written(target));
    }
    Contribution contribution =
        new Contribution(
            context.session(),
            member.group() + "/" + member.id(),
            mailbox,
            spec.every(),
            version,
            spec.jvm(),
            health.of(target, specs),
            readers);
    member.add(contribution);
    parts.add(() -> feature.remove(member, contribution));
    if (spec.join()) {
      parts.add(() -> feature.leave(member));
      feature.await(member, member.want());
    }
  }

  @SuppressWarnings("unchecked") // the specs of a class are of that class
  private static <B> Contribution.Reader reader(MemberStateSpec<B> spec, Object target) {
    return () -> spec.get().get((B) target);
  }

  private static BindingException noMember(Object target) {
    String type = Bindings.written(target).getName();
    return new BindingException(
        ErrorCode.MEMBER_NONE,
        type,
        type + " tells a state or its health, but is a member of no group",
        "Add @ClusterMember to the class; for a health check, @ClusterMember or @ServiceEndpoint",
        null);
  }

  private void views(Object target, List<Spec<?>> specs, Mailbox mailbox) {
    Map<String, Duration> graces = new LinkedHashMap<>();
    for (Spec<?> spec : specs) {
      if (spec instanceof MembersSpec<?> field) {
        graces.merge(names.group(field.group()), field.grace(), ClusterBinding::longer);
      } else if (spec instanceof MemberListenerSpec<?> listener) {
        graces.merge(names.group(listener.group()), Duration.ZERO, ClusterBinding::longer);
      }
    }
    Map<String, View> views = new LinkedHashMap<>();
    graces.forEach(
        (group, grace) -> {
          View view = feature.open(group, grace);
          views.put(group, view);
          parts.add(view::close);
        });
    for (Spec<?> spec : specs) {
      if (spec instanceof MembersSpec<?> field) {
        Fields.set(field, target, view(views, field.group()));
      } else if (spec instanceof MemberListenerSpec<?> listener) {
        listen(listener, target, mailbox, view(views, listener.group()));
      }
    }
  }

  private View view(Map<String, View> views, String written) {
    View view = views.get(names.group(written));
    if (view == null) {
      throw new IllegalStateException("no view of " + written);
    }
    return view;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private <B> void listen(MemberListenerSpec<B> spec, Object target, Mailbox mailbox, View view) {
    MemberListenerSpec.Kind kind = spec.kind();
    parts.add(
        view.listen(
            mailbox,
            spec.member(),
            kind == MemberListenerSpec.Kind.STATE,
            change -> wants(kind, change),
            change -> tell(spec, target, change)));
  }

  private static boolean wants(MemberListenerSpec.Kind kind, ClusterChange change) {
    return switch (kind) {
      case JOIN -> !change.joined().isEmpty();
      case LEAVE -> !change.left().isEmpty();
      case CHANGE, STATE -> !change.changed().isEmpty();
    };
  }

  @SuppressWarnings("unchecked") // the specs of a class are of that class
  private static <B> void tell(MemberListenerSpec<B> spec, Object target, ClusterChange change)
      throws Throwable {
    B object = (B) target;
    switch (spec.kind()) {
      case JOIN -> {
        for (Member member : change.joined()) {
          spec.call().call(object, member, member, Reason.UNKNOWN);
        }
      }
      case LEAVE -> {
        for (MemberDeparture left : change.left()) {
          spec.call().call(object, left.member(), left.member(), left.reason());
        }
      }
      case CHANGE, STATE -> {
        for (MemberChange each : change.changed()) {
          spec.call().call(object, each.before(), each.now(), Reason.UNKNOWN);
        }
      }
    }
  }
}
