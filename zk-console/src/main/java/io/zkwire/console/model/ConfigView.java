package io.zkwire.console.model;

import io.zkwire.console.tree.Nodes;
import io.zkwire.console.tree.ZNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The configuration as people see it: every value once, with who uses it. Thread-safe. */
public final class ConfigView {

  private static final int SHORT = 200;

  private final Nodes nodes;
  private final Catalog catalog;
  private final Keys keys;

  ConfigView(Nodes nodes, Catalog catalog) {
    this.nodes = nodes;
    this.catalog = catalog;
    this.keys = new Keys(nodes, catalog);
  }

  /**
   * A key in a list.
   *
   * @param key the key
   * @param path its path
   * @param set whether it has a value
   * @param type its type, or null where no class uses it
   * @param secret whether its value is not shown
   * @param value its value, shortened; null where it is secret, binary or absent
   * @param bytes how long the value is
   * @param modified when it was written
   * @param users how many members of classes follow it
   * @param instances how many processes follow it
   * @param behind how many of them have not loaded the present version
   * @param doc what it is for
   */
  public record Row(
      String key,
      String path,
      boolean set,
      @Nullable String type,
      boolean secret,
      @Nullable String value,
      int bytes,
      @Nullable Instant modified,
      int users,
      int instances,
      int behind,
      String doc) {}

  /** A member that follows a key. */
  public record User(
      String type,
      String member,
      String key,
      String valueType,
      boolean required,
      @Nullable String fallback,
      String doc) {}

  /** A process that follows a key, and the version that it has loaded; empty if it does not say. */
  public record Loaded(String id, String host, long pid, String version, boolean current) {}

  /**
   * A key with all that is known of it.
   *
   * @param row what the list shows
   * @param text the whole value; null where it is secret, binary or absent
   * @param version the transaction that wrote it, in hexadecimal; 0 where it has no value
   * @param writes how often the node was written
   * @param editor what to edit it with
   * @param start what to begin with where it has no value: its default, if that can be published
   * @param choices the values that it may have, where they are few
   * @param users who follows it
   * @param instances which processes follow it, those that are behind first
   */
  public record Detail(
      Row row,
      @Nullable String text,
      String version,
      int writes,
      String editor,
      String start,
      List<String> choices,
      List<User> users,
      List<Loaded> instances) {

    /** The same with the first of the processes only; the row tells how many there are. */
    public Detail head(int most) {
      return new Detail(
          row, text, version, writes, editor, start, choices, users, Page.head(instances, most));
    }
  }

  /** A part of the tree of keys: a name, and how many keys are at or below it. */
  public record Folder(String name, int keys) {}

  /**
   * A part of the keys that have a value, or that a class names, sorted.
   *
   * @param prefix only those at or below it; empty for all
   * @param search only those whose key, type or shown value contains it
   * @param offset where the part begins
   * @param limit how many at most
   */
  public Page<Row> page(String prefix, String search, int offset, int limit) {
    Page<String> page = Page.of(keys.paths(prefix, search), offset, limit);
    return new Page<>(page.total(), page.offset(), page.rows().stream().map(this::row).toList());
  }

  /** All of it, for who reads it once. */
  List<Row> list(String prefix) {
    return keys.paths(prefix, "").stream().map(this::row).toList();
  }

  /** The keys that not every process has loaded as they are. */
  List<Row> behind() {
    return catalog.followed().stream()
        .sorted()
        .map(this::row)
        .filter(row -> row.behind() > 0)
        .toList();
  }

  /**
   * The names right below a prefix that have keys below them.
   *
   * @param prefix the prefix; empty for all
   */
  public List<Folder> folders(String prefix) {
    return keys.folders(prefix);
  }

  /** How many keys have a value. */
  int count() {
    return keys.count();
  }

  /** Whether the value at a path is not shown. */
  boolean secret(String path) {
    return catalog.secret(path);
  }

  private Row row(String path) {
    return row(path, nodes.get(path));
  }

  private Row row(String path, @Nullable ZNode node) {
    List<Catalog.Use> uses = catalog.uses(path);
    boolean secret = catalog.secret(path);
    String present = present(path, node, uses);
    int behind = 0;
    List<Catalog.Instance> instances = catalog.followers(path);
    for (Catalog.Instance instance : instances) {
      behind += present.equals(instance.versions().get(path)) ? 0 : 1;
    }
    boolean set = node != null && (node.length() > 0 || node.data() != null);
    String text = secret || node == null || node.large() ? null : node.text();
    String doc = "";
    for (Catalog.Use use : uses) {
      doc = doc.isEmpty() ? use.key().doc() : doc;
    }
    return new Row(
        Names.key(path),
        path,
        set,
        catalog.type(path),
        secret,
        !set || text == null ? null : text.length() > SHORT ? text.substring(0, SHORT) + "…" : text,
        node == null ? 0 : node.length(),
        node == null || !set ? null : Instant.ofEpochMilli(node.stat().getMtime()),
        uses.size(),
        instances.size(),
        behind,
        doc);
  }

  /**
   * What a process tells that has loaded the present value; a subtree is as young as its youngest.
   */
  private String present(String path, @Nullable ZNode node, List<Catalog.Use> uses) {
    if (node == null || uses.stream().noneMatch(use -> use.key().subtree())) {
      return version(node);
    }
    long youngest = node.stat().getMzxid();
    for (ZNode component : nodes.children(path)) {
      youngest = Math.max(youngest, component.stat().getMzxid());
    }
    return Text.hex(youngest);
  }

  /** The version of a node: the transaction that wrote it; 0 where there is no value. */
  static String version(@Nullable ZNode node) {
    return node == null || (node.data() == null && node.length() == 0)
        ? "0"
        : Text.hex(node.stat().getMzxid());
  }

  /**
   * All that is known of a key.
   *
   * @param key the key
   * @param fresh the node as it was read just now, where the kept one is too large
   * @return the key, also where it has no value
   */
  Detail detail(String key, @Nullable ZNode fresh) {
    String path = Names.keyPath(key);
    Row row = row(path, fresh);
    List<User> users = new ArrayList<>();
    for (Catalog.Use use : catalog.uses(path)) {
      Manifest.Key member = use.key();
      users.add(
          new User(
              use.type(),
              member.member(),
              Names.key(member.path()),
              member.type(),
              member.required(),
              row.secret() ? null : member.fallback(),
              member.doc()));
    }
    String version = version(fresh);
    String present = present(path, fresh, catalog.uses(path));
    List<Loaded> loaded = new ArrayList<>();
    for (Catalog.Instance instance : catalog.instances()) {
      String has = instance.versions().get(path);
      if (has != null) {
        loaded.add(
            new Loaded(instance.id(), instance.host(), instance.pid(), has, has.equals(present)));
      }
    }
    loaded.sort(Comparator.comparing(Loaded::current)); // in their order otherwise
    String type = row.type();
    Manifest.Schema schema = type == null ? null : catalog.schemas().get(type);
    return new Detail(
        row,
        row.secret() || fresh == null || !row.set() ? null : fresh.text(),
        version,
        fresh == null ? 0 : fresh.stat().getVersion(),
        type == null ? "text" : ValueTypes.editor(type, catalog.schemas()),
        row.secret() || type == null ? "" : start(type, users),
        schema == null ? List.of() : schema.constants(),
        users,
        loaded);
  }

  private String start(String type, List<User> users) {
    for (User user : users) {
      if (user.fallback() != null && user.valueType().equals(type)) {
        return ValueTypes.start(type, user.fallback(), catalog.schemas());
      }
    }
    return "";
  }

  /**
   * Why a value does not fit a key.
   *
   * @param key the key
   * @param text the value
   * @return the reason, or null where it fits as far as is known
   */
  public @Nullable String problem(String key, String text) {
    String type = catalog.type(Names.keyPath(key));
    return type == null ? null : ValueTypes.problem(type, text, catalog.schemas());
  }
}
