package io.zkwire.junit;

import java.lang.reflect.Constructor;
import java.util.Optional;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What {@link ZkTest} does. Holds no state: that is in JUnit's store, under the context of the
 * annotated element.
 */
final class ZkTestExtension
    implements ParameterResolver,
        BeforeEachCallback,
        AfterEachCallback,
        TestInstancePreConstructCallback {
  private static final Namespace NAMESPACE = Namespace.create(ZkTestExtension.class);

  @Override
  public void preConstructTestInstance(
      TestInstanceFactoryContext factory, ExtensionContext context) {
    if (factory.getOuterInstance().isEmpty()) {
      owner(context)
          .map(owner -> store(owner).get(serversKey(owner), ServerScope.class))
          .ifPresent(ServerScope::abandonConstruction);
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    testScope(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    TestScope scope = store(context).remove(testKey(context), TestScope.class);
    if (scope != null) {
      scope.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return Injected.supports(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ServerScope servers = servers(context);
    TestScope scope;
    if (context.getTestMethod().isPresent()) {
      scope = testScope(context);
    } else if (isOfInstancePerMethod(parameter, context)) {
      scope = servers.underConstruction();
    } else {
      scope = servers.whole();
    }
    return Injected.resolve(parameter, scope.clients());
  }

  private static boolean isOfInstancePerMethod(
      ParameterContext parameter, ExtensionContext context) {
    boolean constructor = parameter.getDeclaringExecutable() instanceof Constructor;
    return constructor
        && context.getTestInstanceLifecycle().orElse(Lifecycle.PER_METHOD) == Lifecycle.PER_METHOD;
  }

  private static TestScope testScope(ExtensionContext context) {
    return store(context)
        .getOrComputeIfAbsent(
            testKey(context), key -> servers(context).begin(context), TestScope.class);
  }

  private static ServerScope servers(ExtensionContext context) {
    ExtensionContext owner = owner(context).orElseThrow(ZkTestExtension::noOwner);
    return store(owner)
        .getOrComputeIfAbsent(serversKey(owner), key -> open(owner), ServerScope.class);
  }

  private static ParameterResolutionException noOwner() {
    return new ParameterResolutionException(
        "Only a method is annotated with @ZkTest, so that there are no servers for its class yet."
            + " To take parameters in a constructor, annotate the class.");
  }

  private static ServerScope open(ExtensionContext owner) {
    String name =
        owner
            .getTestMethod()
            .map(m -> m.getName())
            .orElseGet(() -> owner.getRequiredTestClass().getSimpleName());
    return new ServerScope(Settings.of(annotation(owner).orElseThrow()), name);
  }

  /** The nearest context whose method or class is annotated. */
  private static Optional<ExtensionContext> owner(ExtensionContext context) {
    return annotation(context).isPresent()
        ? Optional.of(context)
        : context.getParent().flatMap(ZkTestExtension::owner);
  }

  private static Optional<ZkTest> annotation(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getElement(), ZkTest.class);
  }

  private static Store store(ExtensionContext context) {
    return context.getStore(NAMESPACE);
  }

  /** Distinct in each context, since a store also shows what its parents hold. */
  private static String testKey(ExtensionContext context) {
    return "test " + context.getUniqueId();
  }

  private static String serversKey(ExtensionContext owner) {
    return "servers " + owner.getUniqueId();
  }
}
