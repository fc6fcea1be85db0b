package io.zkwire.tests.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;

/** A program with methods, fields and class files of every kind, and how it looks when mapped. */
final class KindsProgram {

  private static final List<Integer> VERSIONS = List.of(49, 50, 51, 52, 53, 54, 55);

  /** The guards of the mapping. */
  static final String ROLE = "kinds";

  static final String LOCK = "flush-a-5";
  static final String PERMIT = "exports";

  /** Whether guarded methods run. */
  enum Guards {
    OPEN,
    CLOSED,
    UNKNOWN
  }

  private static final String CLASSES =
      """
      classes:
        - class: aged.Aged
          fields:
            - { field: FIXED, config: kinds/number }
            - { field: kept, config: kinds/number }
            - { field: exact, config: kinds/number }
            - { field: text, config: kinds/text }
          methods:
            - { method: "privately(long,java.lang.String)", leader-only: kinds }
            - { method: number, leader-only: kinds, otherwise: { return: -1 } }
            - { method: big(), leader-only: kinds, otherwise: { return: -1 } }
        - class: every.EveryKind$Kinds
          fields:
            - { field: FIXED, config: kinds/number }
            - { field: counter, config: kinds/number }
            - { field: kept, config: kinds/number }
            - { field: level, config: kinds/level }
            - { field: point, config: kinds/point }
            - { field: truth, config: kinds/truth }
            - { field: octet, config: kinds/number }
            - { field: small, config: kinds/number }
            - { field: letter, config: kinds/letter }
            - { field: real, config: kinds/number }
            - { field: exact, config: kinds/number }
            - { field: text, config: kinds/text }
            - { field: boxed, config: kinds/number }
            - { field: interval, config: kinds/interval }
            - { field: names, config: kinds/text }
            - { field: inherited, config: kinds/number }
            - { field: open, config: kinds/number }
            - { field: written, config: kinds/number, mode: write }
            - { field: both, config: kinds/number, mode: both }
          methods:
            - { method: privately, leader-only: kinds }
            - { method: "fixed(long,java.lang.Object)", leader-only: kinds }
            - { method: ofClass(int), leader-only: kinds, otherwise: { return: -1 } }
            - { method: locked, leader-only: kinds }
            - { method: overloaded(int), leader-only: kinds }
            - { method: failing, leader-only: kinds }
            - { method: flush, lock: "flush-{0}-{1}", wait: 0s }
            - { method: export, permit: exports, permits: 1, wait: 0s }
            - { method: text, leader-only: kinds, otherwise: { return: none } }
            - { method: throwing, leader-only: kinds, otherwise: throw }
            - { method: factorial, leader-only: kinds, otherwise: { return: 0 } }
            - { method: "sum(int[])", leader-only: kinds, otherwise: { return: -1 } }
            - { method: branching, leader-only: kinds, otherwise: { return: none } }
            - { method: compareTo, leader-only: kinds, otherwise: { return: -1 } }
            - { method: holding, leader-only: kinds, otherwise: { return: skipped } }
            - { method: truth, leader-only: kinds, otherwise: { return: false } }
            - { method: octet, leader-only: kinds, otherwise: { return: -1 } }
            - { method: small, leader-only: kinds, otherwise: { return: -1 } }
            - { method: letter, leader-only: kinds, otherwise: { return: "-" } }
            - { method: number, leader-only: kinds, otherwise: { return: -1 } }
            - { method: big, leader-only: kinds, otherwise: { return: -1 } }
            - { method: real, leader-only: kinds, otherwise: { return: -0.5 } }
            - { method: exact, leader-only: kinds, otherwise: { return: -0.5 } }
            - { method: boxed, leader-only: kinds, otherwise: { return: -1 } }
            - { method: any, leader-only: kinds, otherwise: { return: null } }
            - { method: numbers, leader-only: kinds, otherwise: empty }
            - { method: optional, leader-only: kinds, otherwise: empty }
            - { method: optionalInt, leader-only: kinds, otherwise: empty }
            - { method: optionalLong, leader-only: kinds, otherwise: empty }
            - { method: optionalDouble, leader-only: kinds, otherwise: empty }
            - { method: list, leader-only: kinds, otherwise: empty }
            - { method: set, leader-only: kinds, otherwise: empty }
            - { method: map, leader-only: kinds, otherwise: empty }
            - { method: collection, leader-only: kinds, otherwise: empty }
            - { method: iterable, leader-only: kinds, otherwise: empty }
            - { method: stream, leader-only: kinds, otherwise: empty }
            - { method: stage, leader-only: kinds, otherwise: empty }
            - { method: completable, leader-only: kinds, otherwise: empty }
            - { method: future, leader-only: kinds, otherwise: empty }
        - class: every.EveryKind$Point
          fields: [ { field: x, config: kinds/number } ]
          methods: [ { method: describe, leader-only: kinds, otherwise: { return: none } } ]
        - class: every.EveryKind$Level
          fields: [ { field: own, config: kinds/number } ]
          methods:
            - { method: shown, leader-only: kinds, otherwise: { return: none } }
            - { method: ofEnum, leader-only: kinds, otherwise: { return: none } }
        - class: every.EveryKind$Defaulted
          fields: [ { field: LIMIT, config: kinds/number } ]
          methods:
            - { method: byDefault, leader-only: kinds, otherwise: { return: none } }
            - { method: ofInterface, leader-only: kinds, otherwise: { return: none } }
        - class: every.EveryKind$Shape$Square
          methods: [ { method: area, leader-only: kinds, otherwise: { return: -1 } } ]
        - class: every.EveryKind$Box
          methods: [ { method: same, leader-only: kinds, otherwise: { return: null } } ]
        - class: every.EveryKind$Kinds$1
          methods: [ { method: call, leader-only: kinds, otherwise: { return: none } } ]
      """;

  /**
   * How it looks. Of {@code <f:own|followed>} the field's own value stands, or the one of its key;
   * of {@code <g:ran|skipped>} what a call does that may run, or that may not; a third one stands
   * until ZooKeeper has answered.
   */
  private static final String OF_BOTH =
      """
      *.FIXED = <f:7|42>
      *.counter = <f:7|42>
      *.kept = <f:7 7|42 42>
      *.level = <f:LOW|HIGH>
      *.point = <f:own|other>
      *.truth = <f:false|true>
      *.octet = <f:7|42>
      *.small = <f:7|42>
      *.letter = <f:o|x>
      *.real = <f:7.0|42.0>
      *.exact = <f:7.0|42.0>
      *.text = <f:own|other>
      *.boxed = <f:7|42>
      *.interval = <f:PT7S|PT42S>
      *.names = <f:[own]|[other]>
      *.open = <f:7|42>
      *.written = <f:7 7|@@>
      *.both = <f:7 7|42 @>
      *.privately = <g:ran|skipped>
      *.fixed = <g:ran|skipped>
      *.ofClass = <g:5|-1>
      *.locked = <g:ran|skipped>
      *.overloaded int = <g:ran|skipped>
      *.overloaded text = ran
      *.failing = <g:UnsupportedOperationException|skipped>
      *.text() = <g:ran|none>
      *.throwing = <g:ran|NotLeaderException|ZkWireException>
      *.factorial = <g:120|0>
      *.sum = <g:5|-1>
      *.branching = <g:;;<f:9|44>;<f:7|42>;<f:8|43>;<f:9|44>;|nonenone>
      *.compareTo = <g:1|-1>
      *.truth() = <g:true|false>
      *.octet() = <g:1|-1>
      *.small() = <g:1|-1>
      *.letter() = <g:r|->
      *.number = <g:1|-1>
      *.big = <g:1|-1>
      *.real() = <g:1.0|-0.5>
      *.exact() = <g:1.0|-0.5>
      *.boxed() = <g:1|-1>
      *.any = <g:ran|null>
      *.numbers = <g:[1]|[]>
      *.optional = <g:Optional[ran]|Optional.empty>
      *.optionalInt = <g:OptionalInt[1]|OptionalInt.empty>
      *.optionalLong = <g:OptionalLong[1]|OptionalLong.empty>
      *.optionalDouble = <g:OptionalDouble[1.0]|OptionalDouble.empty>
      *.list = <g:[ran]|[]>
      *.set = <g:[ran]|[]>
      *.map = <g:{ran=ran}|{}>
      *.collection = <g:[ran]|[]>
      *.iterable = <g:[ran]|[]>
      *.stream = <g:[ran]|[]>
      *.stage = <g:ran|NotLeaderException|ZkWireException>
      *.completable = <g:ran|NotLeaderException|ZkWireException>
      *.future = <g:ran|NotLeaderException|ZkWireException>
      """;

  private static final String OTHERS =
      """
      Kinds.flush a5 = <g:ran|skipped>
      Kinds.flush b5 = <g:ran|ran|skipped>
      Kinds.export = <g:ran|skipped>
      reference.text = <g:ran|none>
      reference.ofClass = <g:5|-1>
      Point.x = <f:7|42>
      Point.seen = <f:7|42>
      Point.describe = <g:ran|none>
      Level.own = <f:7|42>
      Level.shown = <g:LOWHIGH|nonenone>
      Level.ofEnum = <g:ran|none>
      Defaulted.byDefault = <g:ran|none>
      Defaulted.ofInterface = <g:ran|none>
      Defaulted.LIMIT = <f:7|42>
      Shape.Square.area = <g:9|-1>
      Heir.inherited = <f:7|42>
      Heir.again = <g:1|-1>
      Box.same = <g:b|null>
      Anonymous.call = <g:ran|none>
      """;

  private static final String AGED =
      " = <f:fields 7 7 7.0 own 7 7|fields 42 42 42.0 other 42 42>"
          + " guards <g:'p4fi5' 1 1|'' -1 -1>\n";

  private static final Pattern BY_FIELDS = Pattern.compile("<f:([^|<>]*)\\|([^|<>]*)>");
  private static final Pattern BY_GUARDS =
      Pattern.compile("<g:([^|<>]*)\\|([^|<>]*)(?:\\|([^|<>]*))?>");

  private KindsProgram() {}

  /**
   * How it looks.
   *
   * @param early whether the agent was there before the older one of its two objects
   * @param followed whether keys have values
   * @param guards whether guarded methods run
   */
  static String look(boolean early, boolean followed, Guards guards) {
    StringBuilder all = new StringBuilder();
    String written = early ? "42" : "7";
    all.append(
        OF_BOTH.replace("*", "old").replace("@@", written + " " + written).replace("@", written));
    all.append(OF_BOTH.replace("*", "new").replace("@@", "42 42").replace("@", "42"));
    all.append(OTHERS);
    VERSIONS.forEach(version -> all.append("aged").append(version).append(AGED));
    String look = BY_FIELDS.matcher(all).replaceAll(found -> quoted(found.group(followed ? 2 : 1)));
    return BY_GUARDS
        .matcher(look)
        .replaceAll(
            found -> {
              boolean third = guards == Guards.UNKNOWN && found.group(3) != null;
              return quoted(third ? found.group(3) : found.group(guards == Guards.OPEN ? 1 : 2));
            });
  }

  /** The values that the keys of its fields have. */
  static final Map<String, String> VALUES =
      Map.of(
          "number", "42",
          "text", "other",
          "truth", "true",
          "letter", "x",
          "level", "HIGH",
          "interval", "42s",
          "point", "{\"x\":42,\"label\":\"other\"}");

  /** The lines of a look that are not as they should be. */
  static List<String> wrong(String found, boolean early, boolean followed, Guards guards) {
    List<String> lines = found.lines().toList();
    List<String> wanted = look(early, followed, guards).lines().toList();
    if (lines.size() != wanted.size()) {
      return List.of(wanted.size() + " lines were wanted: " + found);
    }
    return IntStream.range(0, wanted.size())
        .filter(i -> !lines.get(i).equals(wanted.get(i)))
        .mapToObj(i -> "wanted " + wanted.get(i) + ", found " + lines.get(i))
        .toList();
  }

  private static String quoted(String text) {
    return Matcher.quoteReplacement(text);
  }

  /** Writes its mapping. */
  static Path mapping(Path directory, String connect) throws IOException {
    Path mapping = directory.resolve("zkwire.yaml");
    String zookeeper = "zookeeper: { connect: \"" + connect + "\", session-timeout: 2s }\n";
    Files.writeString(mapping, "version: 1\n" + zookeeper + CLASSES);
    return mapping;
  }

  /** Compiles it. */
  static void compile(Path directory) throws IOException {
    Sources.compile("EveryKind", "", directory.resolve("every"));
    Path aged = directory.resolve("aged");
    Sources.compile("Aged", "", aged, "--release", "8", "-Xlint:-options");
    for (int version : VERSIONS) {
      Path to = Files.createDirectories(directory.resolve("aged" + version + "/aged"));
      try (Stream<Path> all = Files.list(aged.resolve("aged"))) {
        for (Path each : all.toList()) {
          Files.write(to.resolve(each.getFileName()), of(version, Files.readAllBytes(each)));
        }
      }
    }
  }

  /** The same class as a compiler of another age would have written it. */
  private static byte[] of(int version, byte[] classFile) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public void visit(
                  int before,
                  int access,
                  String name,
                  String signature,
                  String superName,
                  String[] interfaces) {
                super.visit(version, access, name, signature, superName, interfaces);
              }
            },
            version < 50 ? ClassReader.SKIP_FRAMES : 0);
    return writer.toByteArray();
  }

  /**
   * Starts it.
   *
   * @param classes where it was compiled to
   * @param directory where it runs
   * @param mapping what it starts with, or null to start it without the agent
   * @param port where it listens
   */
  static Program start(Path classes, Path directory, Path mapping, int port) throws IOException {
    return Program.start(
        directory,
        mapping,
        "-cp",
        classes.resolve("every").toString(),
        "every.EveryKind",
        Integer.toString(port),
        classes.toString());
  }
}
