package io.zkwire.agent.build;

import io.zkwire.agent.weave.GuardWeaver;
import io.zkwire.annotation.ZkBound;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/** Weaves what the annotations in a class file ask for, whoever reads and writes class files. */
public final class AnnotationWeaver {

  private AnnotationWeaver() {}

  /**
   * Whether there is something to weave into a class: guards, its own or inherited, or a call that
   * binds its objects. There is not where it is woven already.
   *
   * @param type the class
   */
  public static boolean concerns(TypeDescription type) {
    return !type.isAnnotation()
        && !isMarked(type)
        && Stream.concat(Stream.of(type), Lineage.supertypes(type).stream())
            .anyMatch(each -> AskedMethods.hasGuards(each) || bound(each) != null);
  }

  /**
   * Weaves a class.
   *
   * @param name its binary name
   * @param locator finds its class file, and those of all that it extends
   * @param isWoven whether a class that is not marked as woven will be
   * @param isBeside whether there is a class of that name beside those that are woven
   * @return what to visit the class with
   * @throws IllegalStateException ZK-GUARD-06 if one of its guards cannot be asked
   */
  public static AsmVisitorWrapper weave(
      String name,
      ClassFileLocator locator,
      Predicate<String> isWoven,
      Predicate<String> isBeside) {
    TypeDescription type = TypePool.Default.of(locator).describe(name).resolve();
    Wiring wiring = Wiring.of(type, new AskedMethods(locator));
    wiring.check(each -> isMarked(each) || isWoven.test(each.getName()));
    wiring.checkGenerated(isBeside, exists(locator));
    boolean binds = binds(type);
    AsmVisitorWrapper guards =
        new AsmVisitorWrapper.Compound(
            new AskingCheck(wiring),
            GuardWeaver.weave(wiring.model(), new PlaceSites(wiring)),
            new PlaceWriter(wiring, binds));
    return binds
        ? new AsmVisitorWrapper.Compound(
            Advice.to(AutoBindAdvice.class).on(ElementMatchers.isConstructor()), guards)
        : guards;
  }

  /** The binary name of the subclass that asks the guards of a class that is not woven. */
  public static String generatedSubclass(TypeDescription type) {
    return Wiring.generated(type, RuntimeNames.GUARDED_SUFFIX);
  }

  private static Predicate<String> exists(ClassFileLocator locator) {
    return name -> {
      try {
        return locator.locate(name).isResolved();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private static boolean isMarked(TypeDescription type) {
    return type.getDeclaredAnnotations().asTypeList().stream()
        .anyMatch(each -> each.getInternalName().equals(RuntimeNames.WOVEN));
  }

  /** Whether its objects bind themselves: as the nearest class says. */
  private static boolean binds(TypeDescription type) {
    return !type.isInterface()
        && Stream.concat(Stream.of(type), Lineage.superclasses(type).stream())
            .map(AnnotationWeaver::bound)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(false);
  }

  private static @Nullable Boolean bound(TypeDescription type) {
    AnnotationDescription said = type.getDeclaredAnnotations().ofType(ZkBound.class);
    return said == null ? null : said.getValue("auto").resolve(Boolean.class);
  }
}
