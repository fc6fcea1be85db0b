package io.zkwire.agent.mapping;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads mapping files. */
public final class MappingFile {

  private static final int LARGEST = 1 << 20;
  private static final Set<String> KEYS =
      Set.of("version", "zookeeper", "defaults", "log", "classes");
  private static final Set<String> DEFAULTS = Set.of("until-known", "on-detach", "find-existing");

  private MappingFile() {}

  /**
   * Reads a file.
   *
   * @param file the file
   * @return the mapping
   * @throws MappingException with everything that is wrong
   */
  public static Mapping read(Path file) {
    Complaints complaints = new Complaints(file.toString());
    String text = "";
    try {
      if (!Files.isRegularFile(file)) {
        complaints.add(0, "there is no such file", "Name the mapping file");
      } else if (writableByOthers(file)) {
        complaints.add(0, "others than its owner may write to it", "chmod go-w " + file);
      } else if (Files.size(file) > LARGEST) {
        complaints.add(0, "it is larger than 1 MiB", "Name the mapping file");
      } else {
        text = Files.readString(file);
      }
    } catch (IOException e) {
      complaints.add(0, "it cannot be read: " + e, "Let this process read it");
    }
    refuse(file.toString(), complaints);
    return parse(file.toString(), text);
  }

  private static boolean writableByOthers(Path file) throws IOException {
    FileStore store = Files.getFileStore(file);
    if (!store.supportsFileAttributeView(PosixFileAttributeView.class)) {
      return false;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    return permissions.contains(PosixFilePermission.GROUP_WRITE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE);
  }

  /**
   * Reads the text of a file.
   *
   * @param file what messages call it
   * @param text the text
   * @return the mapping
   * @throws MappingException with everything that is wrong
   */
  public static Mapping parse(String file, String text) {
    Complaints complaints = new Complaints(file);
    Mapping mapping = null;
    try {
      LoadSettings settings =
          LoadSettings.builder().setLabel(file).setSchema(new CoreSchema()).build();
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        complaints.add(0, "it is empty", "Begin with version: 1");
      } else {
        Section.refuseAnchors(root.get(), complaints, 0);
        refuse(file, complaints);
        mapping = mapping(file, Section.of(root.get(), "the file", complaints));
      }
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      complaints.add(line, "it is no YAML: " + e.getProblem(), "Mend it there");
    } catch (YamlEngineException e) {
      complaints.add(0, "it is no YAML: " + e.getMessage(), "Mend it");
    }
    refuse(file, complaints);
    if (mapping == null) {
      throw new IllegalStateException("nothing was read and nothing complained of");
    }
    return mapping;
  }

  private static Mapping mapping(String file, Section root) {
    root.allow(KEYS);
    String version = root.needed("version");
    if (!version.isEmpty() && !version.equals("1")) {
      root.wrong("version", "this agent reads version 1, found " + version, "Take another agent");
    }
    if (!root.has("zookeeper")) {
      root.needed("zookeeper");
    }
    Section defaults = root.section("defaults");
    if (root.has("defaults")) {
      defaults.allow(DEFAULTS);
    }
    List<ClassEntry> classes = root.sections("classes").stream().map(ClassEntry::read).toList();
    Set<String> names = new TreeSet<>();
    for (ClassEntry each : classes) {
      if (!names.add(each.type())) {
        root.wrong("classes", each.type() + " is there twice", "Put all of it into one entry");
      }
    }
    if (classes.isEmpty()) {
      root.needed("classes");
    }
    if ("walk".equals(defaults.text("find-existing"))) {
      defaults.wrong(
          "find-existing",
          "the agent does not search for objects, since it would find some and not others",
          "Take mode: filter, which needs none");
    } else {
      defaults.oneOf("find-existing", "none");
    }
    return new Mapping(
        file,
        Ensemble.read(root.section("zookeeper")),
        defaults.oneOf("until-known", "skip", "run").equals("run"),
        defaults.oneOf("on-detach", "keep", "restore").equals("restore"),
        root.text("log"),
        classes);
  }

  private static void refuse(String file, Complaints complaints) {
    if (!complaints.isEmpty()) {
      throw new MappingException(file, complaints.lines());
    }
  }
}
