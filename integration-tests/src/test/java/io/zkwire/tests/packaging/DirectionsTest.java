package io.zkwire.tests.packaging;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.zkwire.runtime.spi.Bindings;
import java.lang.reflect.Field;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which package may name which. */
@Tag("slow")
class DirectionsTest {

  private static final JavaClasses ALL = new ClassFileImporter().importPackages("io.zkwire");

  @Test
  void theRuntimeSeesNoSpringNoByteBuddyAndNoJavaPoet() {
    noClasses()
        .that()
        .resideInAnyPackage("io.zkwire.runtime..", "io.zkwire", "io.zkwire.annotation")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.springframework..", "net.bytebuddy..", "com.palantir..", "io.zkwire.processor..")
        .check(ALL);
  }

  /** It is optional: whatever names it cannot be loaded without it. */
  @Test
  void onlyTheDnsResponderNamesDnsjavaAndNothingNamesTheResponder() {
    noClasses()
        .that()
        .resideInAPackage("io.zkwire.runtime..")
        .and()
        .resideOutsideOfPackage("io.zkwire.runtime.endpoint.dns")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.xbill..", "io.zkwire.runtime.endpoint.dns")
        .check(ALL);
  }

  @Test
  void annotationsAndHandlesDependOnNothing() {
    classes()
        .that()
        .resideInAnyPackage("io.zkwire", "io.zkwire.annotation")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "io.zkwire", "io.zkwire.annotation", "org.jspecify.."))
        .check(ALL);
  }

  @Test
  void whatCarriersSpeakNamesNoFeature() {
    noClasses()
        .that()
        .resideInAPackage("io.zkwire.runtime.spi")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.zkwire.runtime..", "org.apache..")
                .and(not(resideInAnyPackage("io.zkwire.runtime.spi"))))
        .check(ALL);
  }

  @Test
  void theSessionNamesNoFeature() {
    noClasses()
        .that()
        .resideInAPackage("io.zkwire.runtime.session")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.zkwire.runtime.config..")
        .check(ALL);
  }

  @Test
  void generatedCodeNamesNoInternalPackage() {
    classes()
        .that()
        .haveSimpleNameEndingWith(Bindings.SUFFIX)
        .or()
        .haveSimpleNameEndingWith(Bindings.GUARDED_SUFFIX)
        .or()
        .haveSimpleNameEndingWith(Bindings.MADE_SUFFIX)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "java..",
                "io.zkwire",
                "io.zkwire.annotation",
                "io.zkwire.runtime", // API too: a constructor of the application may take a ZkWire
                "io.zkwire.runtime.spi",
                "io.zkwire.tests.."))
        .check(ALL);
  }

  @Test
  void noAnnotationSharesItsNameWithAHandle() {
    assertThat(names("io.zkwire.annotation"))
        .isNotEmpty()
        .doesNotContainAnyElementsOf(names("io.zkwire"));
  }

  private static Set<String> names(String packageName) {
    return ALL.stream()
        .filter(c -> c.getPackageName().equals(packageName))
        .filter(c -> !c.getSimpleName().isEmpty() && !c.getSimpleName().equals("package-info"))
        .map(JavaClass::getSimpleName)
        .collect(Collectors.toSet());
  }

  /** The processor names the runtime's types as text, in one file. */
  @Test
  void everyTypeThatTheProcessorNamesExists() throws Exception {
    Class<?> names = Class.forName("io.zkwire.processor.RuntimeNames");
    int checked = 0;
    for (Field field : names.getDeclaredFields()) {
      field.setAccessible(true);
      if (field.getType().getSimpleName().equals("ClassName")) {
        String name = (String) field.getType().getMethod("reflectionName").invoke(field.get(null));
        assertThat(Class.forName(name)).as(field.getName()).isNotNull();
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(4);
  }
}
