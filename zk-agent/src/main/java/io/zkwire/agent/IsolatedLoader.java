package io.zkwire.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads what the agent brings, apart from the application: its own copy of each class comes first,
 * its parent is the JDK alone. Classes and resources lie in the agent's jar under {@code inst/},
 * classes as {@code .classdata}, where no other loader finds them. Thread-safe.
 */
public final class IsolatedLoader extends ClassLoader implements AutoCloseable {

  private static final String ROOT = "inst/";

  static {
    registerAsParallelCapable();
  }

  private final ZipFile jar;
  private final ProtectionDomain domain;
  private final ClassLoader shared;
  private final Predicate<String> isShared;

  /**
   * A loader on the agent's jar.
   *
   * @param jar the jar; closed with this loader
   * @param domain the domain of the classes
   * @param shared loads what is shared with the application
   * @param isShared which classes are shared, by name
   */
  public IsolatedLoader(
      ZipFile jar, ProtectionDomain domain, ClassLoader shared, Predicate<String> isShared) {
    super("zkwire-agent", ClassLoader.getPlatformClassLoader());
    this.jar = jar;
    this.domain = domain;
    this.shared = shared;
    this.isShared = isShared;
  }

  /** A loader that shares nothing. */
  static IsolatedLoader of(ZipFile jar, ProtectionDomain domain) {
    return new IsolatedLoader(jar, domain, ClassLoader.getPlatformClassLoader(), name -> false);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> found = findLoadedClass(name);
      if (found == null) {
        found = isShared.test(name) ? shared.loadClass(name) : ownFirst(name);
      }
      if (resolve) {
        resolveClass(found);
      }
      return found;
    }
  }

  private Class<?> ownFirst(String name) throws ClassNotFoundException {
    byte[] bytes =
        name.startsWith("java.") ? null : read(ROOT + name.replace('.', '/') + ".classdata");
    return bytes == null
        ? getParent().loadClass(name)
        : defineClass(name, bytes, 0, bytes.length, domain);
  }

  private byte @Nullable [] read(String entryName) {
    try {
      ZipEntry entry = jar.getEntry(entryName);
      if (entry == null) {
        return null;
      }
      try (InputStream in = jar.getInputStream(entry)) {
        return in.readAllBytes();
      }
    } catch (IOException | IllegalStateException e) {
      return null; // the jar was closed or replaced: as if nothing were there
    }
  }

  @Override
  public @Nullable URL getResource(String name) {
    URL own = findResource(name);
    return own != null ? own : getParent().getResource(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    URL own = findResource(name);
    return own != null ? Collections.enumeration(List.of(own)) : getParent().getResources(name);
  }

  @Override
  protected @Nullable URL findResource(String name) {
    String entry =
        ROOT + (name.endsWith(".class") ? name + "data" : name); // a class is a resource too
    byte[] bytes = read(entry);
    if (bytes == null) {
      return null;
    }
    try {
      return new URL(null, "zkwire-agent:/" + name, new Handler(bytes));
    } catch (IOException e) {
      return null; // no name of ours is no URL
    }
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL own = findResource(name);
    return own == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(own));
  }

  @Override
  public void close() throws IOException {
    jar.close();
  }

  /** Opens what a URL of ours stands for; no cache of the JVM for jars is involved. */
  private static final class Handler extends URLStreamHandler {
    private final byte[] content;

    Handler(byte[] content) {
      this.content = content;
    }

    @Override
    protected URLConnection openConnection(URL url) {
      return new URLConnection(url) {
        @Override
        public void connect() {
          connected = true;
        }

        @Override
        public long getContentLengthLong() {
          return content.length;
        }

        @Override
        public InputStream getInputStream() {
          return new ByteArrayInputStream(content);
        }
      };
    }
  }
}
