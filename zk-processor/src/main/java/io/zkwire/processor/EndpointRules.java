package io.zkwire.processor;

import io.zkwire.Endpoint;
import io.zkwire.Endpoints;
import io.zkwire.EndpointsChange;
import io.zkwire.ErrorCode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** The rules for endpoints: ENDPOINT-01 to ENDPOINT-04. */
final class EndpointRules {

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%-]{1,253}");
  private static final String NAME_MEND = "Use 1 to 128 of A-Z a-z 0-9 . _ -, and ${name}";

  private final Tools tools;

  EndpointRules(Tools tools) {
    this.tools = tools;
  }

  void check(
      WiredClass owner,
      List<EndpointMember> members,
      @Nullable OfferedEndpoint offer,
      Report.Builder report) {
    for (EndpointMember member : members) {
      domain(member.domain(), member.anchor("value"), report);
      if (member.kind() == EndpointMember.Kind.FIELD) {
        HandleRules.field(
            member.member(), Endpoints.class, "endpoints", ErrorCode.ENDPOINT_FIELD, report);
        options(owner, member, report);
      } else {
        HandleRules.listener(
            member.method(), EndpointsChange.class, "change", ErrorCode.ENDPOINT_LISTENER, report);
      }
    }
    if (offer != null) {
      offer(owner, offer, report);
    }
  }

  private static void domain(String domain, Anchor anchor, Report.Builder report) {
    String problem = KeyPath.nameProblem("domain", domain, domain);
    if (problem != null) {
      report.error(ErrorCode.ENDPOINT_ATTRIBUTE, anchor, problem, NAME_MEND);
    }
  }

  private static void options(WiredClass owner, EndpointMember field, Report.Builder report) {
    within(field, "ejectAfter", 0, 1_000, report);
    within(field, "floor", 1, 100, report);
    time(field, "maxAge", false, report);
    time(field, "ejectFor", true, report);
    TypeElement strategy = field.strategy();
    String problem =
        strategy == null
            ? null
            : ConverterRules.unmakable(
                "The strategy " + strategy.getQualifiedName(), strategy, owner.in());
    if (problem != null) {
      report.error(
          ErrorCode.ENDPOINT_ATTRIBUTE,
          field.anchor("strategy"),
          problem,
          "Name a class with a constructor without parameters that this package can call");
    }
  }

  private static void within(
      EndpointMember field, String attribute, int least, int most, Report.Builder report) {
    int number = field.number(attribute);
    if (number < least || number > most) {
      report.error(
          ErrorCode.ENDPOINT_ATTRIBUTE,
          field.anchor(attribute),
          "The attribute " + attribute + " is " + number,
          "Give a number from " + least + " to " + most);
    }
  }

  private static void time(
      EndpointMember field, String attribute, boolean needed, Report.Builder report) {
    String text = field.text(attribute);
    String problem = WaitTimes.problem(text);
    Duration time = problem == null ? WaitTimes.of(text) : null;
    if (problem == null && (time == null ? needed : time.isZero())) {
      problem = time == null ? "is empty" : "is zero";
    }
    if (problem == null && needed && time != null && time.compareTo(Duration.ofHours(1)) > 0) {
      problem = "is more than one hour";
    }
    if (problem != null) {
      report.error(
          ErrorCode.ENDPOINT_ATTRIBUTE,
          field.anchor(attribute),
          "The attribute " + attribute + " " + problem + ": " + Json.of(text),
          "Write a time such as 500ms, 10s or 5m");
    }
  }

  private void offer(WiredClass owner, OfferedEndpoint offer, Report.Builder report) {
    domain(offer.domain(), offer.anchor("domain"), report);
    if (owner.element().getKind().isInterface()) {
      report.error(
          ErrorCode.BIND_CLASS,
          Anchor.at(owner.element()),
          owner.element().getQualifiedName() + " is an interface, of which there are no objects",
          "Annotate the classes that implement it");
    }
    String host = offer.text("host");
    if (!host.isEmpty() && !HOST.matcher(KeyPath.withoutPlaceholders(host)).matches()) {
      attribute(
          offer, "host", "is no host: " + Json.of(host), "Write a name or an IP address", report);
    }
    port(offer, report);
    member(offer, "healthy", offer.healthOf(), TypeKind.BOOLEAN, "boolean", report);
    if (offer.weight() < 0 || offer.weight() > Endpoint.MAX_WEIGHT) {
      attribute(
          offer,
          "weight",
          "is " + offer.weight(),
          "Give a number from 0 to " + Endpoint.MAX_WEIGHT,
          report);
    }
    List<String> tags = offer.texts("tags");
    if (tags.stream().anyMatch(String::isBlank) || new HashSet<>(tags).size() < tags.size()) {
      attribute(offer, "tags", "has an empty tag, or one twice", "Write each once", report);
    }
    for (String entry : offer.texts("metadata")) {
      if (entry.indexOf('=') < 1) {
        attribute(offer, "metadata", "has " + Json.of(entry), "Write \"name=value\"", report);
      }
    }
  }

  private void port(OfferedEndpoint offer, Report.Builder report) {
    String port = offer.text("port");
    if (OfferedEndpoint.memberName(port) != null) {
      member(offer, "port", offer.portOf(), TypeKind.INT, "int", report);
      return;
    }
    boolean number = port.matches("[0-9]{1,5}");
    boolean fits = number && Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= 65_535;
    boolean placeholder = port.contains("${") && KeyPath.nameProblem("port", port, port) == null;
    if (!fits && !placeholder) {
      attribute(
          offer,
          "port",
          "is no port: " + Json.of(port),
          "Write a number from 1 to 65535, ${name}, or {member}",
          report);
    }
  }

  private void member(
      OfferedEndpoint offer,
      String attribute,
      @Nullable Element member,
      TypeKind kind,
      String type,
      Report.Builder report) {
    String text = offer.text(attribute);
    String name = OfferedEndpoint.memberName(text);
    if (text.isEmpty()) {
      return;
    }
    String problem;
    if (name == null) {
      problem = "names no member: " + Json.of(text);
    } else if (member == null) {
      problem = "names " + Json.of(name) + ", which is no field and no method without parameters";
    } else if (member.getModifiers().contains(Modifier.STATIC)) {
      problem = "names " + name + ", which is static";
    } else {
      TypeMirror given = OfferedEndpoint.given(member);
      TypeMirror wanted = tools.types().getPrimitiveType(kind);
      problem =
          tools.sameBoxed(given, wanted)
              ? null
              : "names " + name + ", which gives a " + TypeTexts.simple(given);
    }
    if (problem != null) {
      String mend = "Write {member}, a field or method of type " + type + " without parameters";
      report.error(
          ErrorCode.ENDPOINT_MEMBER,
          offer.anchor(attribute),
          "The attribute " + attribute + " " + problem,
          name == null || member != null ? mend : Suggestions.of(name, names(offer.type()), mend));
    }
  }

  private static List<String> names(TypeElement type) {
    return Stream.concat(
            ElementFilter.fieldsIn(type.getEnclosedElements()).stream(),
            ElementFilter.methodsIn(type.getEnclosedElements()).stream())
        .map(member -> member.getSimpleName().toString())
        .distinct()
        .toList();
  }

  private static void attribute(
      OfferedEndpoint offer, String name, String problem, String mend, Report.Builder report) {
    report.error(
        ErrorCode.ENDPOINT_ATTRIBUTE,
        offer.anchor(name),
        "The attribute " + name + " " + problem,
        mend);
  }
}
