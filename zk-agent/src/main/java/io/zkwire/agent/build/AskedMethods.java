package io.zkwire.agent.build;

import io.zkwire.annotation.LeaderOnly;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.jspecify.annotations.Nullable;

/**
 * Says which methods of a class ask, from the annotations in class files: the same that the
 * annotation processor finds in sources.
 */
final class AskedMethods {

  private static final String ANNOTATIONS = LeaderOnly.class.getPackageName() + ".";

  private static final Set<String> OF_OBJECT =
      Set.of(
          "equals(Ljava/lang/Object;)Z",
          "hashCode()I",
          "toString()Ljava/lang/String;",
          "clone()Ljava/lang/Object;",
          "finalize()V");

  private final ClassFileLocator locator;
  private final Map<TypeDescription, List<AskedMethod>> known = new HashMap<>();
  private final Map<String, ClassCode> codes = new HashMap<>();

  AskedMethods(ClassFileLocator locator) {
    this.locator = locator;
  }

  /** Those that a class itself declares, in the order of its class file. */
  List<AskedMethod> of(TypeDescription type) {
    List<AskedMethod> found = known.get(type);
    if (found == null) {
      found = find(type);
      known.put(type, found);
    }
    return found;
  }

  /** Whether a class, not counting what it inherits, has guards. */
  static boolean hasGuards(TypeDescription type) {
    return type.getDeclaredMethods().stream()
        .anyMatch(method -> !isMade(method) && !guards(type, method).isEmpty());
  }

  /**
   * The number of a parameter of a method, or null where the class file names no such parameter.
   */
  @Nullable Integer parameter(AskedMethod method, String name) {
    return code(method.method().getDeclaringType().getName()).parameter(method.key(), name);
  }

  private ClassCode code(String type) {
    return codes.computeIfAbsent(type, name -> ClassCode.of(name, locator));
  }

  private List<AskedMethod> find(TypeDescription type) {
    List<AskedMethod> above = new ArrayList<>();
    Lineage.supertypes(type).forEach(each -> above.addAll(of(each)));
    List<AskedMethod> found = new ArrayList<>();
    for (MethodDescription.InDefinedShape method : type.getDeclaredMethods()) {
      if (isMade(method)) {
        continue;
      }
      List<GuardKind.Found> guards = guards(type, method);
      AskedMethod overridden = overridden(type, method, above);
      if (overridden != null && (!guards.isEmpty() || hasBody(method))) {
        found.add(new AskedMethod(method, overridden.member(), guards, true));
      } else if (!guards.isEmpty()) {
        found.add(new AskedMethod(method, AskedMethod.erased(method), guards, false));
      }
    }
    return found;
  }

  private static boolean isMade(MethodDescription method) {
    return !method.isMethod() || method.isSynthetic() || method.isBridge();
  }

  private static boolean hasBody(MethodDescription method) {
    return !method.isAbstract() && !method.isNative();
  }

  private static List<GuardKind.Found> guards(TypeDescription type, MethodDescription method) {
    return Stream.of(GuardKind.values())
        .map(kind -> guard(kind, type, method))
        .filter(Objects::nonNull)
        .toList();
  }

  private static GuardKind.@Nullable Found guard(
      GuardKind kind, TypeDescription type, MethodDescription method) {
    GuardKind.Found own = kind.on(method);
    return own != null || !isMeantByClass(type, method) ? own : kind.on(type);
  }

  private static boolean isMeantByClass(TypeDescription type, MethodDescription method) {
    return !method.isPrivate()
        && !method.isStatic()
        && !OF_OBJECT.contains(method.getInternalName() + method.getDescriptor())
        && !isAccessor(type, method)
        && !isCalledByZkwire(method);
  }

  /** What else of ours a method carries says when zkwire calls it: a class does not guard that. */
  private static boolean isCalledByZkwire(MethodDescription method) {
    return method.getDeclaredAnnotations().asTypeList().stream()
        .map(TypeDescription::getName)
        .anyMatch(name -> name.startsWith(ANNOTATIONS) && !GuardKind.isGuard(name));
  }

  private static boolean isAccessor(TypeDescription type, MethodDescription method) {
    return type.isRecord()
        && method.getParameters().isEmpty()
        && type.getRecordComponents().stream()
            .anyMatch(component -> component.getActualName().equals(method.getName()));
  }

  /** The topmost of the methods above that it overrides, or null. */
  private @Nullable AskedMethod overridden(
      TypeDescription type, MethodDescription method, List<AskedMethod> above) {
    if (above.isEmpty() || method.isPrivate() || method.isStatic()) {
      return null;
    }
    Set<String> parameters = new HashSet<>();
    parameters.add(parameters(method.getDescriptor()));
    code(type.getName())
        .bridgesTo(method.getInternalName() + method.getDescriptor())
        .forEach(bridge -> parameters.add(parameters(bridge)));
    return above.stream()
        .filter(each -> each.method().getName().equals(method.getName()))
        .filter(each -> parameters.contains(parameters(each.method().getDescriptor())))
        .filter(each -> isInherited(each.method(), method))
        .findFirst()
        .orElse(null);
  }

  private static String parameters(String descriptor) {
    return descriptor.substring(0, descriptor.indexOf(')'));
  }

  private static boolean isInherited(
      MethodDescription.InDefinedShape above, MethodDescription method) {
    return !above.isPrivate()
        && !above.isStatic()
        && (above.isPublic()
            || above.isProtected()
            || packageOf(above).equals(packageOf(method.asDefined())));
  }

  private static String packageOf(MethodDescription.InDefinedShape method) {
    String name = method.getDeclaringType().getName();
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }
}
