package io.zkwire.agent.weave;

import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/** Weaves compiled classes, and defines what comes out beside the originals. */
final class Weaving extends ClassLoader {

  private final Map<String, byte[]> classes = new HashMap<>();

  Weaving() {
    super(Weaving.class.getClassLoader());
  }

  /** Weaves a class of the tests, and keeps it for this loader. */
  Weaving add(Class<?> type, AsmVisitorWrapper... wrappers) {
    return add(type.getName(), bytes(type), wrappers);
  }

  /** Weaves a class file. */
  Weaving add(String name, byte[] bytes, AsmVisitorWrapper... wrappers) {
    ClassFileLocator locator =
        new ClassFileLocator.Compound(
            ClassFileLocator.Simple.of(name, bytes),
            ClassFileLocator.ForClassLoader.of(getParent()));
    TypeDescription type = TypePool.Default.of(locator).describe(name).resolve();
    classes.put(
        name,
        new ByteBuddy()
            .decorate(type, locator)
            .visit(new AsmVisitorWrapper.Compound(wrappers))
            .make()
            .getBytes());
    return this;
  }

  /** The woven class. */
  Class<?> get(Class<?> type) throws ClassNotFoundException {
    return loadClass(type.getName());
  }

  /** A new object of a woven class. */
  Object make(Class<?> type) throws ReflectiveOperationException {
    return get(type).getConstructor().newInstance();
  }

  /** Classes of one nest are defined together, woven or not. */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      if (known != null || !isOfNest(name)) {
        return known != null ? known : super.loadClass(name, resolve);
      }
      byte[] bytes = classes.get(name);
      if (bytes == null) {
        bytes = bytes(getParent().loadClass(name));
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }

  private boolean isOfNest(String name) {
    return classes.keySet().stream().anyMatch(each -> outermost(each).equals(outermost(name)));
  }

  private static String outermost(String name) {
    int end = name.indexOf('$');
    return end < 0 ? name : name.substring(0, end);
  }

  /** The class file of a class. */
  static byte[] bytes(Class<?> type) {
    return ClassFileLocator.ForClassLoader.read(type);
  }

  /** The same class as an older compiler would have written it. */
  static byte[] ofVersion(int version, Class<?> type) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(bytes(type))
        .accept(
            new ClassVisitor(OpenedClassReader.ASM_API, writer) {
              @Override
              public void visit(
                  int ignored,
                  int access,
                  String name,
                  @Nullable String signature,
                  @Nullable String superName,
                  String @Nullable [] interfaces) {
                super.visit(version, access, name, signature, superName, interfaces);
              }

              @Override
              public void visitNestHost(String nestHost) {
                // older class files know no nests
              }
            },
            version < Opcodes.V1_6 ? ClassReader.SKIP_FRAMES : 0);
    return writer.toByteArray();
  }
}
