package io.zkwire.agent.core;

import io.zkwire.ErrorCode;
import io.zkwire.agent.mapping.Answer;
import io.zkwire.agent.mapping.ClassEntry;
import io.zkwire.agent.mapping.EndpointEntry;
import io.zkwire.agent.mapping.FieldEntry;
import io.zkwire.agent.mapping.FieldShape;
import io.zkwire.agent.mapping.FieldWish;
import io.zkwire.agent.mapping.MethodEntry;
import io.zkwire.agent.mapping.MethodShape;
import io.zkwire.agent.mapping.MethodWish;
import io.zkwire.agent.mapping.Similar;
import io.zkwire.agent.weave.GuardPoint;
import io.zkwire.agent.weave.ReadPoint;
import io.zkwire.agent.weave.WiringModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a mapping comes to for one class file: what fits is woven, and what does not is refused with
 * its reason. Immutable.
 *
 * @param entry the mapping
 * @param model what is woven
 * @param fields the fields that fit, by name
 * @param methods the methods that fit, by their signatures
 * @param refusals why the others do not, by what the mapping calls them
 */
record Plan(
    ClassEntry entry,
    WiringModel model,
    Map<String, MappedField> fields,
    Map<String, MappedMethod> methods,
    Map<String, String> refusals) {

  /** What the lines of a mapping call the membership of a class. */
  static final String MEMBER = "member";

  /** What the lines of a mapping call the endpoint of a class. */
  static final String ENDPOINT = "endpoint";

  private static final int OLDEST = 49;

  /** A field that fits. */
  record MappedField(FieldShape shape, Map<String, FieldWish> wishes, int site) {
    /** Whether its reads are filtered. */
    boolean filters() {
      return wishes.values().stream().anyMatch(wish -> wish.filters(shape));
    }

    /** Whether the objects of the class must be known for it. */
    boolean needsObjects() {
      boolean observed = wishes.values().stream().anyMatch(FieldWish::observes);
      return (writes() || observed) && !shape.isStatic();
    }

    /** Whether it is written. */
    boolean writes() {
      return wishes.values().stream().anyMatch(wish -> wish.writes(shape));
    }
  }

  /** A method that fits. */
  record MappedMethod(MethodShape shape, Map<String, MethodWish> wishes, Answer answer, int site) {
    /** Whether its calls ask. */
    boolean guards() {
      return wishes.values().stream().anyMatch(MethodWish::guards);
    }

    /** Whether a call may be refused. */
    boolean refuses() {
      return wishes.values().stream().anyMatch(MethodWish::refuses);
    }
  }

  /** Whether the objects of the class must be known. */
  boolean needsObjects() {
    return fields.values().stream().anyMatch(MappedField::needsObjects)
        || methods.values().stream()
            .anyMatch(
                method ->
                    !method.shape().isStatic()
                        && method.wishes().values().stream().anyMatch(MethodWish::called))
        || (isEndpoint() && Objects.requireNonNull(entry.endpoint()).needsObjects());
  }

  /** Whether there is nothing to do. */
  boolean isEmpty() {
    return fields.isEmpty() && methods.isEmpty() && !isMember() && !isEndpoint();
  }

  /** Whether the class makes its process a member of a group. */
  boolean isMember() {
    return entry.member() != null && !refusals.containsKey(MEMBER);
  }

  /** Whether the class is an endpoint. */
  boolean isEndpoint() {
    return entry.endpoint() != null && !refusals.containsKey(ENDPOINT);
  }

  /** Whether something is woven into the class itself. */
  boolean weaves() {
    return !model.guards().isEmpty() || needsObjects();
  }

  /** Compares a mapping with a class file. */
  static Plan of(ClassEntry entry, ClassShape shape, SiteNumbers numbers) {
    Map<String, MappedField> fields = new LinkedHashMap<>();
    Map<String, MappedMethod> methods = new LinkedHashMap<>();
    Map<String, String> refusals = new TreeMap<>();
    for (FieldEntry each : entry.fields()) {
      String refusal = refusal(each, shape);
      if (refusal.isEmpty()) {
        FieldShape field = field(each.field(), shape);
        int site = numbers.of(entry.type(), each.field());
        fields.put(each.field(), new MappedField(field, each.wishes(), site));
      } else {
        refusals.put(each.field(), refusal);
      }
    }
    for (MethodEntry each : entry.methods()) {
      List<MethodShape> meant = named(each.method(), shape);
      String refusal = refusal(each, meant, shape);
      if (refusal.isEmpty()) {
        MethodShape method = meant.get(0);
        int site = numbers.of(entry.type(), method.signature());
        methods.put(
            method.signature(), new MappedMethod(method, each.wishes(), each.answer(), site));
      } else {
        refusals.put(each.method(), refusal);
      }
    }
    EndpointEntry endpoint = entry.endpoint();
    String unfit = endpoint == null ? "" : endpoint.refusal(shape.fields(), shape.methods());
    if (!unfit.isEmpty()) {
      refusals.put(ENDPOINT, unfit);
    }
    if (shape.version() < OLDEST) {
      return none(
          entry, "its class file has the version " + shape.version() + "; the oldest is 49");
    }
    return new Plan(entry, model(entry, fields, methods), fields, methods, refusals);
  }

  /** Nothing of a mapping can be done. */
  static Plan none(ClassEntry entry, String why) {
    Map<String, String> all = new TreeMap<>();
    entry.fields().forEach(each -> all.put(each.field(), why));
    entry.methods().forEach(each -> all.put(each.method(), why));
    if (entry.member() != null) {
      all.put(MEMBER, why);
    }
    if (entry.endpoint() != null) {
      all.put(ENDPOINT, why);
    }
    WiringModel nothing = new WiringModel(entry.type(), List.of(), List.of());
    return new Plan(entry, nothing, Map.of(), Map.of(), all);
  }

  /** A line for each refusal. */
  static String line(ClassEntry entry, String member, String why) {
    return ErrorCode.AGENT_MEMBER.message(
        entry.type() + "." + member + " is left as it is: " + why, "Mend the mapping");
  }

  private static WiringModel model(
      ClassEntry entry, Map<String, MappedField> fields, Map<String, MappedMethod> methods) {
    List<GuardPoint> guards = new ArrayList<>();
    for (MappedMethod each : methods.values()) {
      if (each.guards()) {
        List<Integer> arguments = new ArrayList<>();
        each.wishes().values().forEach(wish -> arguments.addAll(wish.arguments()));
        guards.add(
            new GuardPoint(
                each.shape().name(),
                each.shape().descriptor(),
                each.site(),
                arguments,
                each.answer().literal()));
      }
    }
    List<ReadPoint> reads =
        fields.values().stream()
            .filter(MappedField::filters)
            .map(f -> new ReadPoint(f.shape().name(), f.shape().descriptor(), f.site()))
            .toList();
    return new WiringModel(entry.type(), guards, reads);
  }

  private static FieldShape field(String name, ClassShape shape) {
    return shape.fields().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
  }

  private static String refusal(FieldEntry each, ClassShape shape) {
    List<String> names = shape.fields().stream().map(FieldShape::name).toList();
    if (!names.contains(each.field())) {
      return "it has no such field" + Similar.hint(each.field(), names);
    }
    FieldShape field = field(each.field(), shape);
    return each.wishes().values().stream()
        .map(wish -> wish.refusal(field))
        .filter(reason -> !reason.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** The methods of a name, or the one of a signature. */
  private static List<MethodShape> named(String method, ClassShape shape) {
    return shape.methods().stream()
        .filter(m -> method.equals(method.contains("(") ? m.signature() : m.name()))
        .filter(m -> !m.isSynthetic())
        .toList();
  }

  private static String refusal(MethodEntry each, List<MethodShape> meant, ClassShape shape) {
    if (meant.isEmpty()) {
      List<String> known =
          shape.methods().stream()
              .filter(m -> !m.isSynthetic() && !m.name().startsWith("<"))
              .map(each.method().contains("(") ? MethodShape::signature : MethodShape::name)
              .toList();
      return "it has no such method" + Similar.hint(each.method(), known);
    }
    if (meant.size() > 1) {
      return "there are several: " + meant.stream().map(MethodShape::signature).toList();
    }
    MethodShape method = meant.get(0);
    if (!method.hasBody()) {
      return "it is abstract or native and has no body";
    }
    if (method.name().startsWith("<")) {
      return "a constructor cannot be mapped";
    }
    if (method.descriptor().contains("Lkotlin/coroutines/Continuation;)")) {
      return "it is a suspending function, which is entered again each time it goes on";
    }
    @Nullable String reason =
        each.wishes().values().stream()
            .map(wish -> wish.refusal(method))
            .filter(why -> !why.isEmpty())
            .findFirst()
            .orElse(null);
    return reason != null ? reason : each.refuses() ? each.answer().refusal(method) : "";
  }
}
