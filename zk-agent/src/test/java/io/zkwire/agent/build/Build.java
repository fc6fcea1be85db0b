package io.zkwire.agent.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import net.bytebuddy.build.Plugin;
import net.bytebuddy.dynamic.ClassFileLocator;

/**
 * One module that is compiled and woven as a build does it: by Byte Buddy's own engine, with the
 * entry point that its plugins for Maven and Gradle take.
 */
final class Build {

  /** A class, and the mark of those for which the annotation processor would write a binding. */
  private static final Pattern NAME =
      Pattern.compile(
          "(/\\*bound\\*/ )?(?:public |final |abstract )*(?:class|interface|record|enum) (\\w+)");

  private static final String IMPORTS =
      """
      import io.zkwire.annotation.*;
      import java.util.*;
      import java.util.function.*;
      """;

  private final Path classes;
  private final List<Path> others = new ArrayList<>();

  Build(Path classes, Build... before) {
    this.classes = classes;
    for (Build each : before) {
      others.add(each.classes);
      others.addAll(each.others);
    }
  }

  /** Compiles classes of package {@code com.acme}; the annotation processor is played. */
  Build compile(String... sources) throws IOException {
    Files.createDirectories(classes);
    List<JavaFileObject> files = new ArrayList<>();
    for (String source : sources) {
      Matcher name = NAME.matcher(source);
      assertThat(name.find()).as(source).isTrue();
      files.add(file(name.group(2), "package com.acme;\n" + IMPORTS + source));
      if (name.group(1) != null) {
        String binding = name.group(2) + RuntimeNames.BINDING_SUFFIX;
        files.add(file(binding, "package com.acme; final class " + binding + " {}"));
      }
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    String path =
        System.getProperty("java.class.path")
            + others.stream().map(each -> File.pathSeparator + each).reduce("", String::concat);
    boolean done =
        compiler
            .getTask(
                null,
                null,
                diagnostics,
                List.of("-proc:none", "-g", "--release", "17", "-cp", path, "-d", classes + ""),
                null,
                files)
            .call();
    assertThat(done).as(diagnostics.getDiagnostics().toString()).isTrue();
    return this;
  }

  private static JavaFileObject file(String name, String text) {
    URI uri = URI.create("string:///com/acme/" + name + ".java");
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  /** Weaves what was compiled, in place. */
  Build weave(Plugin.Factory... further) throws IOException {
    List<Plugin.Factory> plugins =
        new ArrayList<>(List.of(new Plugin.Factory.UsingReflection(ZkWirePlugin.class)));
    plugins.addAll(Arrays.asList(further));
    List<ClassFileLocator> locators = new ArrayList<>();
    locators.add(ClassFileLocator.ForClassLoader.of(Build.class.getClassLoader()));
    for (Path each : others) {
      locators.add(new ClassFileLocator.ForFolder(each.toFile()));
    }
    new Plugin.Engine.Default()
        .with(new ClassFileLocator.Compound(locators))
        .apply(classes.toFile(), classes.toFile(), plugins);
    return this;
  }

  /** The class files, by their paths. */
  Map<String, List<Byte>> files() throws IOException {
    Map<String, List<Byte>> out = new TreeMap<>();
    try (Stream<Path> all = Files.walk(classes)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        List<Byte> bytes = new ArrayList<>();
        for (byte b : Files.readAllBytes(each)) {
          bytes.add(b);
        }
        out.put(classes.relativize(each).toString(), bytes);
      }
    }
    return out;
  }

  /** Loads the module, and those that it was built on. */
  ClassLoader load() throws IOException {
    List<URL> urls = new ArrayList<>();
    urls.add(classes.toUri().toURL());
    for (Path each : others) {
      urls.add(each.toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(URL[]::new), Build.class.getClassLoader());
  }

  /** A class of it. */
  Class<?> get(String name) throws Exception {
    return load().loadClass("com.acme." + name);
  }
}
