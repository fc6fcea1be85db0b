package io.zkwire.agent.build;

import io.zkwire.agent.weave.GuardPoint;
import io.zkwire.agent.weave.WiringModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.description.type.TypeDescription;
import org.jspecify.annotations.Nullable;

/** What is woven into one class for its guards: which methods ask, and at which places. */
final class Wiring {

  private final TypeDescription type;
  private final AskedMethods methods;
  private final List<AskedMethod> asked;
  private final List<TypeDescription> supertypes;
  private final Set<String> keptAbove;
  private final Map<String, Place> places = new LinkedHashMap<>();

  private Wiring(TypeDescription type, AskedMethods methods) {
    this.type = type;
    this.methods = methods;
    this.asked = methods.of(type);
    this.supertypes = Lineage.supertypes(type);
    this.keptAbove = kept(Lineage.superclass(type), methods);
    asked.stream().filter(method -> !method.isOfObject()).forEach(this::addPlaceOfClass);
    if (!type.isInterface()) {
      asked.stream().filter(AskedMethod::isOfObject).forEach(this::addPlaceOfObject);
      ofInterfaces(type, methods)
          .filter(method -> !keptAbove.contains(method.member()))
          .forEach(this::addPlaceOfObject);
    }
  }

  /** Reads the wiring of a class, its guards found to be in order. */
  static Wiring of(TypeDescription type, AskedMethods methods) {
    return new Wiring(type, methods);
  }

  TypeDescription type() {
    return type;
  }

  /** The methods of the class that ask. */
  List<AskedMethod> asked() {
    return asked;
  }

  /** The fields that the class needs. */
  Collection<Place> places() {
    return places.values();
  }

  /** Whether objects of the class have places, in whichever class they are kept. */
  boolean isOfObjects() {
    return places.values().stream().anyMatch(place -> place.kind() != Place.Kind.OF_CLASS);
  }

  /** Whether the superclass keeps places. */
  boolean hasPlacesAbove() {
    return !keptAbove.isEmpty();
  }

  /** The method with a name and descriptor, or null if that does not ask. */
  @Nullable AskedMethod method(String key) {
    return asked.stream().filter(method -> method.key().equals(key)).findFirst().orElse(null);
  }

  /** The place of a method, or null in an interface, whose objects keep it. */
  @Nullable Place place(AskedMethod method) {
    return places.get(method.member());
  }

  /** Whether a call of a method above, as it stands in bytecode, asks where a method asks. */
  boolean asksAtSamePlace(AskedMethod method, String owner, String calledKey) {
    for (TypeDescription above : supertypes) {
      if (above.getInternalName().equals(owner)) {
        List<TypeDescription> chain = new ArrayList<>(Lineage.supertypes(above));
        chain.add(above);
        return chain.stream()
            .flatMap(each -> methods.of(each).stream())
            .anyMatch(
                each -> each.key().equals(calledKey) && each.member().equals(method.member()));
      }
    }
    return false;
  }

  /** The same for the weaver. */
  WiringModel model() {
    List<GuardPoint> points = new ArrayList<>();
    for (AskedMethod method : asked) {
      points.add(
          new GuardPoint(
              method.method().getInternalName(),
              method.method().getDescriptor(),
              points.size(),
              arguments(method)));
    }
    return new WiringModel(type.getName(), points, List.of());
  }

  /**
   * Fails unless every guard of the class can be asked.
   *
   * @param isWoven whether a class is woven, or will be
   */
  void check(Predicate<TypeDescription> isWoven) {
    asked.forEach(this::hasBody);
    asked.forEach(this::oneName);
    for (TypeDescription above : supertypes) {
      if (AskedMethods.hasGuards(above) && !isWoven.test(above)) {
        throw new NotWovenException(
            type.getName()
                + (above.isInterface() ? " implements " : " extends ")
                + above.getName()
                + ", which has guards and is not woven",
            "Weave the module of " + above.getName() + " too");
      }
    }
  }

  /**
   * Fails unless the annotation processor has written what a woven class needs, and no more.
   *
   * @param isBeside whether there is a class of that name beside those that are woven
   * @param exists whether there is one anywhere
   */
  void checkGenerated(Predicate<String> isBeside, Predicate<String> exists) {
    if (!AskedMethods.hasGuards(type)) {
      return;
    }
    String subclass = generated(type, RuntimeNames.GUARDED_SUFFIX);
    if (isBeside.test(subclass)) {
      throw new NotWovenException(
          type.getName()
              + " has a generated subclass, "
              + subclass
              + ", which would ask the same guards",
          "Compile the module with -Azkwire.woven=true, after a clean");
    }
    String binding = generated(type, RuntimeNames.BINDING_SUFFIX);
    if (!exists.test(binding)) {
      throw new NotWovenException(
          type.getName()
              + " has guards but no "
              + binding
              + ": the annotation processor did not see it",
          "Add io.zkwire:zk-processor to the annotation processors of the module; local and"
              + " anonymous classes cannot be wired");
    }
  }

  /** The name of what the annotation processor writes for a class. */
  static String generated(TypeDescription type, String suffix) {
    String name = type.getName();
    int at = name.lastIndexOf('.') + 1;
    return name.substring(0, at) + name.substring(at).replace('$', '_') + suffix;
  }

  private void hasBody(AskedMethod method) {
    if (method.method().isAbstract()) {
      throw new NotWovenException(
          method.qualified() + " is abstract, so there is nothing to guard",
          "Guard the methods that implement it");
    }
    if (method.method().isNative()) {
      throw new NotWovenException(
          method.qualified() + " is native, so nothing can be woven around it",
          "Guard a method that calls it");
    }
  }

  private void oneName(AskedMethod method) {
    long same = asked.stream().filter(each -> each.member().equals(method.member())).count();
    boolean above =
        !method.overrides() && above().anyMatch(each -> each.member().equals(method.member()));
    if (same > 1 || above) {
      throw new NotWovenException(
          method.qualified()
              + " is guarded under the same name as another method of "
              + (above ? "a supertype" : "its class"),
          "Rename one of the two");
    }
  }

  private Stream<AskedMethod> above() {
    return supertypes.stream().flatMap(each -> methods.of(each).stream());
  }

  private void addPlaceOfClass(AskedMethod method) {
    add(method, Place.Kind.OF_CLASS);
  }

  private void addPlaceOfObject(AskedMethod method) {
    add(
        method,
        keptAbove.contains(method.member()) ? Place.Kind.OF_SUPERCLASS : Place.Kind.OF_OBJECT);
  }

  private void add(AskedMethod method, Place.Kind kind) {
    long askers =
        Stream.concat(above(), asked.stream())
            .filter(each -> each.member().equals(method.member()))
            .count();
    places.computeIfAbsent(
        method.member(),
        member ->
            new Place(
                "zk$" + method.method().getInternalName() + "$" + places.size(),
                member,
                method.label(),
                kind,
                askers > 1));
  }

  /** The members whose places a class and its superclasses keep. */
  private static Set<String> kept(@Nullable TypeDescription type, AskedMethods methods) {
    if (type == null) {
      return Set.of();
    }
    Set<String> kept = new HashSet<>(kept(Lineage.superclass(type), methods));
    Stream.concat(methods.of(type).stream(), ofInterfaces(type, methods))
        .filter(AskedMethod::isOfObject)
        .map(AskedMethod::member)
        .forEach(kept::add);
    return kept;
  }

  private static Stream<AskedMethod> ofInterfaces(TypeDescription type, AskedMethods methods) {
    return Lineage.supertypes(type).stream()
        .filter(TypeDescription::isInterface)
        .flatMap(each -> methods.of(each).stream())
        .filter(AskedMethod::isOfObject);
  }

  /** Which parameters fill the places in the names of all guards that the runtime binds there. */
  private List<Integer> arguments(AskedMethod method) {
    record Named(AskedMethod of, GuardKind.Found guard) {}
    List<Named> guards =
        Stream.concat(above(), asked.stream())
            .filter(each -> each.member().equals(method.member()))
            .flatMap(each -> each.guards().stream().map(guard -> new Named(each, guard)))
            .sorted(Comparator.comparing(named -> named.guard().kind()))
            .collect(Collectors.toList());
    List<Integer> arguments = new ArrayList<>();
    for (Named named : guards) {
      for (String parameter : named.guard().parameters()) {
        arguments.add(index(named.of(), parameter));
      }
    }
    return arguments;
  }

  private int index(AskedMethod method, String parameter) {
    Integer index = methods.parameter(method, parameter);
    if (index != null) {
      return index;
    }
    throw new NotWovenException(
        method.qualified()
            + " has {"
            + parameter
            + "} in the name of a guard, and its class file names no such parameter",
        "Compile with -parameters, or with debug information (-g)");
  }
}
