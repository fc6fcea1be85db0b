package io.zkwire.tests.agent;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Classes in three houses, each of which hides something: a named module that opens nothing, a
 * bundle of OSGi whose loader sees what it imports, and a library that a compiler of Kotlin wrote.
 */
class HousesTest extends ProgramBehaviour {

  private static final String ACTIVATOR = "zoo.den.Den";

  private int port;

  @Override
  String[] command(Path directory) throws IOException {
    Path module = directory.resolve("module");
    Sources.compile("module-info", "", module);
    Sources.compile("Keeper", "", module);
    Path house = directory.resolve("house");
    String libraries = Program.classPath("felix.jar", "okio.jar", "kotlin-stdlib.jar");
    Sources.compile("House", libraries, house);
    port = Ports.free();
    return new String[] {
      "-p",
      module.toString(),
      "-cp",
      house + File.pathSeparator + libraries,
      "-m",
      "zoo.keeper/zoo.Keeper",
      Integer.toString(port),
      bundle(directory).toString()
    };
  }

  private static Path bundle(Path directory) throws IOException {
    Sources.compile("Den", Program.classPath("felix.jar"), directory.resolve("den"));
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", ACTIVATOR);
    main.putValue("Bundle-Activator", ACTIVATOR);
    main.putValue("Import-Package", "org.osgi.framework");
    Path bundle = directory.resolve("den.jar");
    String entry = ACTIVATOR.replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(bundle);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      out.putNextEntry(new JarEntry(entry));
      Files.copy(directory.resolve("den").resolve(entry), out);
    }
    return bundle;
  }

  @Override
  String classes() {
    return """
      - class: zoo.Keeper
        fields: [ { field: animals, config: program/value } ]
        methods: [ { method: feeds, leader-only: program, otherwise: { return: false } } ]
      - class: zoo.den.Den
        fields: [ { field: animals, config: program/value } ]
        methods: [ { method: sleeps, leader-only: program, otherwise: { return: false } } ]
      - class: okio.Buffer
        fields: [ { field: size, config: program/value } ]
        methods: [ { method: exhausted, leader-only: program, otherwise: { return: true } } ]
    """;
  }

  /** What all three show, or all that they show where they do not agree. */
  private String shown(int column) {
    List<String> shown =
        Ports.ask(port, "look").lines().map(line -> line.split(" ")[column]).toList();
    return shown.size() == 3 && shown.stream().distinct().count() == 1
        ? shown.get(0)
        : shown.toString();
  }

  @Override
  boolean serves() {
    return !Ports.ask(port, "look").isEmpty();
  }

  @Override
  String value() {
    return shown(0);
  }

  @Override
  String ownValue() {
    return "7";
  }

  @Override
  boolean runs() {
    return await()
        .until(() -> shown(1), runs -> runs.equals("true") || runs.equals("false"))
        .equals("true");
  }
}
