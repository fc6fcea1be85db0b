package io.zkwire.tests.faults;

import io.zkwire.annotation.Layout;
import io.zkwire.annotation.OnConfigChange;
import io.zkwire.annotation.ZkConfig;

/** Two records in fields, one a node and one a subtree: each value that is seen is written down. */
final class ConfigLoad extends Load {
  static final String FEATURE = "config";
  static final String NODE = "nemesis/node";
  static final String TREE = "nemesis/tree";
  private static final long PACE_MILLIS = 2;

  private Settings settings;
  private Quad node = Quad.of(0);
  private Quad tree = Quad.of(0);

  ConfigLoad(Stage stage) {
    super(stage, FEATURE);
  }

  /** What an application would write. */
  static class Settings {
    private final Load to;

    @ZkConfig(NODE)
    volatile Quad node = Quad.of(0);

    @ZkConfig(value = TREE, layout = Layout.SUBTREE)
    volatile Quad tree = Quad.of(0);

    Settings(Load to) {
      this.to = to;
    }

    @OnConfigChange(NODE)
    void nodeChanged(Quad now) {
      tell(to, "told-node", now);
    }

    @OnConfigChange(TREE)
    void treeChanged(Quad now) {
      tell(to, "told-tree", now);
    }
  }

  private static void tell(Load to, String what, Quad seen) {
    to.note(what, seen.a(), seen.b(), seen.c(), seen.d());
  }

  @Override
  void start() {
    settings = stage.zk().create(Settings.class, this);
    loop("config", this::sample);
  }

  private void sample() {
    Quad nowNode = settings.node;
    Quad nowTree = settings.tree;
    if (!nowNode.equals(node)) {
      tell(this, "field-node", nowNode);
    }
    if (!nowTree.equals(tree)) {
      tell(this, "field-tree", nowTree);
    }
    node = nowNode;
    tree = nowTree;
    pause(PACE_MILLIS);
  }

  @Override
  String look() {
    return "config=" + settings.node.a() + "/" + settings.tree.d();
  }
}
