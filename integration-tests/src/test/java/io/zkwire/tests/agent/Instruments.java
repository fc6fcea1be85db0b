package io.zkwire.tests.agent;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Gives this JVM's own instrumentation to a test. */
public final class Instruments {

  private static volatile Instrumentation instrumentation;

  private Instruments() {}

  /** Called by the JVM. */
  public static void agentmain(String arguments, Instrumentation given) {
    instrumentation = given;
  }

  /** Loads a jar's agent into another JVM. */
  public static void main(String[] arguments) throws Exception {
    VirtualMachine vm = VirtualMachine.attach(arguments[0]);
    vm.loadAgent(arguments[1]);
    vm.detach();
  }

  /** The instrumentation; a JVM may not attach to itself, so that another does it. */
  static synchronized Instrumentation get() {
    if (instrumentation == null) {
      try {
        Path jar = jar();
        Process attaching =
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    Path.of(
                            Instruments.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        .toString(),
                    Instruments.class.getName(),
                    Long.toString(ProcessHandle.current().pid()),
                    jar.toString())
                .inheritIO()
                .start();
        int code = attaching.waitFor();
        Files.delete(jar);
        if (code != 0 || instrumentation == null) {
          throw new IllegalStateException("it ended with " + code);
        }
      } catch (Exception e) {
        throw new IllegalStateException("no agent could be loaded into this JVM", e);
      }
    }
    return instrumentation;
  }

  /** A jar that names this class, which the class path holds. */
  private static Path jar() throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Agent-Class", Instruments.class.getName());
    main.putValue("Can-Retransform-Classes", "true");
    main.putValue("Can-Redefine-Classes", "true");
    Path jar = Files.createTempFile("instruments", ".jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream empty = new JarOutputStream(out, manifest)) {
      empty.finish();
    }
    return jar;
  }
}
