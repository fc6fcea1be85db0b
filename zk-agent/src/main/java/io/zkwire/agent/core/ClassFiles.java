package io.zkwire.agent.core;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The class files of an application: a directory, a jar, or a jar with jars inside, as Spring Boot
 * and web archives are. Not thread-safe.
 */
final class ClassFiles implements Closeable {

  private final Map<String, byte[]> files = new TreeMap<>();

  private ClassFiles() {}

  /** Reads an application. */
  static ClassFiles open(Path application) throws IOException {
    ClassFiles out = new ClassFiles();
    if (Files.isDirectory(application)) {
      out.directory(application);
    } else if (Files.isRegularFile(application)) {
      out.file(application);
    } else {
      throw new IOException("there is no " + application);
    }
    return out;
  }

  private void directory(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path each : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        String name = root.relativize(each).toString().replace('\\', '/');
        if (name.endsWith(".class")) {
          add(name, Files.readAllBytes(each));
        } else if (name.endsWith(".jar")) {
          file(each);
        }
      }
    }
  }

  /** A jar that is a file may begin with a script, as Spring Boot's executable ones do. */
  private void file(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().<ZipEntry>map(e -> e)::iterator) {
        try (InputStream in = zip.getInputStream(entry)) {
          entry(entry.getName(), in);
        }
      }
    }
  }

  private void entry(String name, InputStream in) throws IOException {
    if (name.endsWith(".class")) {
      add(name, in.readAllBytes());
    } else if (name.endsWith(".jar")) {
      jar(new ByteArrayInputStream(in.readAllBytes()));
    }
  }

  private void jar(InputStream in) throws IOException {
    ZipInputStream zip = new ZipInputStream(in);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      entry(entry.getName(), zip);
    }
  }

  private void add(String path, byte[] classFile) {
    String name = path.substring(0, path.length() - ".class".length());
    for (String prefix : Set.of("BOOT-INF/classes/", "WEB-INF/classes/")) {
      if (name.startsWith(prefix)) {
        name = name.substring(prefix.length());
      }
    }
    if (!name.startsWith("META-INF/")) {
      files.putIfAbsent(name.replace('/', '.'), classFile);
    }
  }

  /** All class files, by the names of their classes. */
  Map<String, byte[]> all() {
    return files;
  }

  /** The names of the classes. */
  Set<String> names() {
    return files.keySet();
  }

  /** The class file of a class, or null. */
  byte @Nullable [] get(String type) {
    return files.get(type);
  }

  @Override
  public void close() {
    files.clear();
  }
}
