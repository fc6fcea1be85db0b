package io.zkwire.console.model;

import io.zkwire.console.tree.TreeReader;
import io.zkwire.console.tree.ZNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Raw nodes, one at a time. What is secret as configuration is secret here, too. Thread-safe. */
public final class Tree {

  private static final int LARGEST_SHOWN = 256 << 10;
  private static final Pattern HISTORY = Pattern.compile("/history(/.+?)(/~\\d{10}(/value)?)?");

  private final TreeReader reader;
  private final Supplier<Catalog> catalog;

  Tree(TreeReader reader, Supplier<Catalog> catalog) {
    this.reader = reader;
    this.catalog = catalog;
  }

  /** A child in a list. */
  public record Child(String name, int bytes, int children, boolean ephemeral, Instant modified) {}

  /**
   * A node.
   *
   * @param path its path
   * @param readable whether its ACL lets it be read
   * @param secret whether its data is not shown
   * @param text its data; null where it is secret, binary or too large
   * @param binary whether it is no text
   * @param bytes how many bytes it has
   * @param version its version
   * @param mzxid the transaction that wrote it last
   * @param czxid the transaction that made it
   * @param owner the session that it ends with; 0 for none
   * @param created when it was made
   * @param modified when it was written last
   * @param children a part of its children
   */
  public record Node(
      String path,
      boolean readable,
      boolean secret,
      @Nullable String text,
      boolean binary,
      int bytes,
      int version,
      String mzxid,
      String czxid,
      String owner,
      Instant created,
      Instant modified,
      Page<Child> children) {}

  /** A node with a part of its children. */
  Node node(String given, int offset, int limit) {
    String path = Names.path(given);
    ZNode node = reader.node(path);
    if (node == null) {
      throw Refused.missing("the node " + path, "Look at its parent");
    }
    List<String> names =
        new ArrayList<>(reader.children(List.of(path)).getOrDefault(path, List.of()));
    Collections.sort(names);
    Page<String> page = Page.of(names, offset, limit);
    String prefix = path.equals("/") ? "/" : path + "/";
    Map<String, ZNode> nodes =
        reader.nodes(page.rows().stream().map(name -> prefix + name).toList(), 0);
    List<Child> children = new ArrayList<>();
    for (String name : page.rows()) {
      ZNode child = nodes.get(prefix + name);
      if (child != null) {
        children.add(
            new Child(
                name,
                child.length(),
                child.stat().getNumChildren(),
                child.stat().getEphemeralOwner() != 0,
                Instant.ofEpochMilli(child.stat().getMtime())));
      }
    }
    boolean secret = secret(path);
    String text = node.length() > LARGEST_SHOWN ? null : node.text();
    return new Node(
        path,
        node.readable(),
        secret,
        secret ? null : text,
        node.length() > 0 && text == null,
        node.length(),
        node.stat().getVersion(),
        Text.hex(node.stat().getMzxid()),
        Text.hex(node.stat().getCzxid()),
        Text.hex(node.stat().getEphemeralOwner()),
        Instant.ofEpochMilli(node.stat().getCtime()),
        Instant.ofEpochMilli(node.stat().getMtime()),
        new Page<>(page.total(), page.offset(), children));
  }

  /** Earlier values of a secret are as secret as the present one. */
  boolean secret(String path) {
    Matcher history = HISTORY.matcher(path);
    return catalog.get().secret(history.matches() ? history.group(1) : path);
  }
}
