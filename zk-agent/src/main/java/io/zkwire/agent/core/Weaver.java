package io.zkwire.agent.core;

import io.zkwire.agent.weave.GuardWeaver;
import io.zkwire.agent.weave.ReadFilter;
import io.zkwire.agent.weave.WiringModel;
import java.util.Collection;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/** Makes woven class files: no member is added, so that they fit classes that are loaded. */
final class Weaver {

  private final ByteBuddy byteBuddy = decorating();

  /** Byte Buddy for classes of others: they are taken as they are. */
  static ByteBuddy decorating() {
    return new ByteBuddy()
        .with(TypeValidation.DISABLED)
        .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
        .with(Implementation.Context.Disabled.Factory.INSTANCE);
  }

  /**
   * Weaves a class.
   *
   * @param name its binary name
   * @param others finds the class files of other classes
   * @param classFile what it was until now
   * @param plan what is woven into it, or null where it only reads fields of others
   * @param read the classes whose fields it may read
   * @return the woven class file
   */
  byte[] weave(
      String name,
      ClassFileLocator others,
      byte[] classFile,
      @Nullable Plan plan,
      Collection<WiringModel> read) {
    ClassFileLocator locator =
        new ClassFileLocator.Compound(ClassFileLocator.Simple.of(name, classFile), others);
    TypeDescription type = TypePool.Default.of(locator).describe(name).resolve();
    DynamicType.Builder<?> builder = byteBuddy.decorate(type, locator);
    if (!read.isEmpty()) {
      builder = builder.visit(ReadFilter.weave(read, JvmSites.INSTANCE));
    }
    if (plan != null && !plan.model().guards().isEmpty()) {
      builder = builder.visit(GuardWeaver.weave(plan.model(), JvmSites.INSTANCE));
    }
    if (plan != null && plan.needsObjects()) {
      builder = builder.visit(MadeWeaver.of(type.getInternalName()));
    }
    return builder.make().getBytes();
  }
}
