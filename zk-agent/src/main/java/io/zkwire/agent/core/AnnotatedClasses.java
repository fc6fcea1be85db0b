package io.zkwire.agent.core;

import io.zkwire.agent.build.AnnotationWeaver;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Weaves annotated classes while they are loaded, as their build would have: for an IDE, which runs
 * what no build has woven. What is woven already, or has a generated subclass, is left as it is. So
 * is a class that cannot be woven; binding it is refused. Thread-safe.
 */
final class AnnotatedClasses implements ClassFileTransformer {

  private static final Logger LOG = LoggerFactory.getLogger(AnnotatedClasses.class);

  private final ByteBuddy byteBuddy = Weaver.decorating();

  @Override
  public byte @Nullable [] transform(
      @Nullable Module module,
      @Nullable ClassLoader loader,
      @Nullable String internalName,
      @Nullable Class<?> loaded,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    if (internalName == null
        || loader == null
        || loaded != null
        || loader == AnnotatedClasses.class.getClassLoader()
        || loader == ClassLoader.getPlatformClassLoader()) {
      return null;
    }
    String name = internalName.replace('/', '.');
    try {
      return weave(name, loader, classFile);
    } catch (Throwable e) { // whatever it is, the application's class is loaded as it is
      LOG.error("{} could not be woven and stays as it is", name, e);
      return null;
    }
  }

  private byte @Nullable [] weave(String name, ClassLoader loader, byte[] classFile)
      throws IOException {
    ClassFileLocator others = ClassFileLocator.ForClassLoader.of(loader);
    ClassFileLocator locator =
        new ClassFileLocator.Compound(ClassFileLocator.Simple.of(name, classFile), others);
    TypeDescription type = TypePool.Default.of(locator).describe(name).resolve();
    if (!AnnotationWeaver.concerns(type)
        || others.locate(AnnotationWeaver.generatedSubclass(type)).isResolved()) {
      return null;
    }
    LOG.info("{} is woven", name);
    return byteBuddy
        .decorate(type, locator)
        .visit(AnnotationWeaver.weave(name, locator, above -> true, beside -> false))
        .make()
        .getBytes();
  }
}
