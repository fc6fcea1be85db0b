package io.zkwire.agent.core;

import io.zkwire.agent.boot.ClassPlaces;
import io.zkwire.agent.boot.Dispatcher;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Puts the dispatcher's classes into {@code java.lang}, where the class loaders of all applications
 * find them, OSGi's included. The package is opened to the agent alone, through the JVM's own
 * interface for agents.
 */
final class Dispatchers {

  /** The internal names under which woven code knows them. */
  static final String DISPATCHER = "java/lang/ZkwireDispatcher";

  static final String GUARD_PLACE = "java/lang/ZkwireGuardPlace";

  private static final String FROM = Dispatcher.class.getPackageName().replace('.', '/') + "/";
  private static final String TO = "java/lang/Zkwire";
  private static final List<String> CLASSES =
      List.of("Open", "ReadPlace", "GuardPlace", "ClassPlaces", "Dispatcher", "Dispatcher$Places");

  private Dispatchers() {}

  /**
   * The dispatcher; defined where the JVM has none yet.
   *
   * @param instrumentation the JVM's
   * @return the dispatcher's class in {@code java.lang}
   */
  static Class<?> install(Instrumentation instrumentation)
      throws IOException, ReflectiveOperationException {
    String name = DISPATCHER.replace('/', '.');
    try {
      return Class.forName(name, true, null);
    } catch (ClassNotFoundException e) {
      define(instrumentation);
      return Class.forName(name, true, null);
    }
  }

  private static void define(Instrumentation instrumentation)
      throws IOException, IllegalAccessException {
    Module self = Dispatchers.class.getModule();
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of(),
        Map.of("java.lang", Set.of(self)),
        Set.of(),
        Map.of());
    MethodHandles.Lookup lookup =
        MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup());
    for (String each : CLASSES) {
      lookup.defineClass(renamed(each));
    }
  }

  private static byte[] renamed(String simpleName) throws IOException {
    String resource = "/" + FROM + simpleName + ".class";
    try (InputStream in = ClassPlaces.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("the agent's jar holds no " + resource);
      }
      ClassWriter writer = new ClassWriter(0);
      new ClassReader(in.readAllBytes())
          .accept(
              new ClassRemapper(
                  writer,
                  new Remapper(OpenedClassReader.ASM_API) {
                    @Override
                    public @Nullable String map(String internalName) {
                      return internalName.startsWith(FROM)
                          ? TO + internalName.substring(FROM.length())
                          : internalName;
                    }
                  }),
              ClassReader.SKIP_DEBUG);
      return writer.toByteArray();
    }
  }
}
