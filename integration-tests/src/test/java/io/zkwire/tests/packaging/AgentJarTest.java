package io.zkwire.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.zkwire.agent.IsolatedLoader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Type;
import org.junit.jupiter.api.Test;

/** The agent as it is handed out: one jar. */
class AgentJarTest {

  private static final long LARGEST = 13_500_000;
  private static final String APART = "inst/";
  private static final String DATA = ".classdata";
  private static final int CLASS_INFO = 7;

  /** What runs in an application: all but servers, and what weaves. */
  private static final Pattern NEEDED =
      Pattern.compile(
          "io/zkwire|com/fasterxml|org/slf4j|org/apache/jute|org/apache/curator/|io/netty/"
              + "|org/snakeyaml|org/apache/zookeeper/(?!server|JLine)");

  /** Annotations that nobody looks at, and what Netty can use where an application brings it. */
  private static final Pattern UNUSED =
      Pattern.compile(
          "org/apache/yetus/|org/jspecify/|.*/j2objc/annotations/|org/jetbrains/annotations/"
              + "|org/bouncycastle/|org/conscrypt/|org/eclipse/jetty/|org/apache/log");

  private static File jar() throws Exception {
    return new File(
        IsolatedLoader.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  @Test
  void itIsAnAgentForEveryWayInAndACommandLine() throws Exception {
    try (JarFile jar = new JarFile(jar())) {
      Attributes main = jar.getManifest().getMainAttributes();
      assertThat(main.getValue("Premain-Class")).isEqualTo("io.zkwire.agent.AgentMain");
      assertThat(main.getValue("Agent-Class")).isEqualTo("io.zkwire.agent.AgentMain");
      assertThat(main.getValue("Main-Class")).isEqualTo("io.zkwire.agent.Cli");
      assertThat(main.getValue("Can-Retransform-Classes")).isEqualTo("true");
    }
    assertThat(jar().length()).isLessThanOrEqualTo(LARGEST);
  }

  /** What an application can see of the agent is the agent's own front. */
  @Test
  void anApplicationSeesNothingOfTheLibrariesInIt() throws Exception {
    try (JarFile jar = new JarFile(jar())) {
      List<String> names = jar.stream().map(ZipEntry::getName).toList();
      assertThat(names)
          .filteredOn(name -> name.endsWith(".class"))
          .allMatch(name -> name.startsWith("io/zkwire/agent/"))
          .noneMatch(name -> name.startsWith("io/zkwire/agent/core/"));
      assertThat(names).filteredOn(name -> name.startsWith("META-INF/services/")).isEmpty();
      assertThat(names)
          .contains("META-INF/LICENSE", "META-INF/NOTICE", "inst/META-INF/licenses/ASM");
      assertThat(names).noneMatch(name -> name.startsWith("inst/") && name.endsWith(".class"));
      assertThat(names).anyMatch(name -> name.endsWith("ClientCnxnSocketNIO.classdata"));
    }
  }

  /**
   * A class of ZooKeeper's client that it needed for a watch was left out once. Whatever can be
   * reached from ours finds everything that it names.
   */
  @Test
  void whatIsLeftOutNobodyNeeds() throws Exception {
    Map<String, Set<String>> missing = new TreeMap<>();
    try (JarFile jar = new JarFile(jar())) {
      Deque<String> ahead = new ArrayDeque<>(roots(jar));
      assertThat(ahead).hasSizeGreaterThan(500);
      Set<String> reached = new HashSet<>(ahead);
      while (!ahead.isEmpty()) {
        String type = ahead.remove();
        for (String named : namedBy(bytes(jar, type))) {
          if (jar.getEntry(APART + named + DATA) == null) {
            if (!UNUSED.matcher(named).lookingAt()) {
              missing.computeIfAbsent(named, t -> new TreeSet<>()).add(type);
            }
          } else if (NEEDED.matcher(named).lookingAt() && reached.add(named)) {
            ahead.add(named);
          }
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  /** Ours, and what ZooKeeper's client finds by its name. */
  private static List<String> roots(JarFile jar) {
    return jar.stream()
        .map(ZipEntry::getName)
        .filter(
            name ->
                name.startsWith(APART + "io/zkwire/")
                    || name.startsWith(APART + "org/apache/zookeeper/ClientCnxnSocketN"))
        .filter(name -> name.endsWith(DATA))
        .map(name -> name.substring(APART.length(), name.length() - DATA.length()))
        .toList();
  }

  private static byte[] bytes(JarFile jar, String type) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(APART + type + DATA))) {
      return in.readAllBytes();
    }
  }

  /** The classes that a class file names, but for those of the JDK. */
  private static Set<String> namedBy(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    char[] buffer = new char[reader.getMaxStringLength()];
    Set<String> names = new TreeSet<>();
    for (int i = 1; i < reader.getItemCount(); i++) {
      int offset = reader.getItem(i);
      if (offset > 0 && reader.readByte(offset - 1) == CLASS_INFO) {
        Type type = Type.getObjectType(reader.readUTF8(offset, buffer));
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        if (element.getSort() == Type.OBJECT
            && ClassLoader.getPlatformClassLoader()
                    .getResource(element.getInternalName() + ".class")
                == null) {
          names.add(element.getInternalName());
        }
      }
    }
    return names;
  }
}
