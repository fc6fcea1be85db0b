package io.zkwire.console.pages;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** Nodes of every kind that say, and are called, what a page must not take for markup. */
final class Hostile {

  private Hostile() {}

  /**
   * Makes them.
   *
   * @param text what they say, as JSON
   * @param name what they are called
   */
  static void everywhere(String text, String name) throws Exception {
    for (String root :
        List.of(
            "/config",
            "/members",
            "/operators",
            "/leaders",
            "/wishes/resign",
            "/locks",
            "/permits",
            "/services",
            "/progress",
            "/progress-results",
            "/queues",
            "/ids")) {
      ConsolePages.persistent(root + "/" + name, text);
    }
    String says = "{\"id\":" + text + ",\"host\":" + text + ",\"state\":{\"x\":" + text + "}";
    for (String root : List.of("/members", "/leaders", "/locks", "/permits", "/services")) {
      ConsolePages.node(root + "/" + name + "/" + name, says + ",\"address\":" + text + "}");
    }
    ConsolePages.node("/progress/" + name + "/" + name, "{\"message\":" + text + "}");
    ConsolePages.persistent(
        "/progress-results/" + name + "/done", "{\"state\":\"FAILED\",\"message\":" + text + "}");
    ConsolePages.persistent(
        "/commands/" + name + "/cmd-" + name, "{\"command\":" + text + ",\"leader\":" + text + "}");
    ConsolePages.persistent(
        "/commands/" + name + "/cmd-" + name + "/acks/" + name,
        "{\"state\":" + text + ",\"result\":" + text + ",\"error\":" + text + "}");
    ConsolePages.persistent("/ids/" + name + "/counter", text);
    ConsolePages.node("/ids/" + name + "/workers/1/" + name, says + "}");
    ConsolePages.node("/zkwire/instances/" + name, says + ",\"problems\":[" + text + "]}");
    ConsolePages.persistent(
        "/audit/2000-01-01/" + name,
        "{\"at\":"
            + text
            + ",\"who\":"
            + text
            + ",\"action\":"
            + text
            + ",\"target\":"
            + text
            + "}");
    manifest(text);
  }

  /** Of a class that follows a key which has a value, and carries out a command. */
  private static void manifest(String text) throws Exception {
    String manifest =
        ("{`class`:`evil.Shop`,`config`:[{`member`:X,`key`:`hostile`,`type`:`java.lang.String`,"
                + "`default`:X,`doc`:X}],`members`:[{`kind`:`member`,`group`:`shops`}],"
                + "`commands`:[{`command`:X,`channel`:`shops`,`parameters`:[X],`doc`:X}]}")
            .replace('`', '"')
            .replace("X", text);
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(manifest.getBytes(StandardCharsets.UTF_8));
    ConsolePages.persistent("/zkwire/manifests/" + HexFormat.of().formatHex(hash), manifest);
  }
}
