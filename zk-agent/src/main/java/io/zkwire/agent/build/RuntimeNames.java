package io.zkwire.agent.build;

/**
 * The types of the runtime that woven code names: the only place where the weaving knows them. A
 * build that weaves needs nothing of the runtime.
 */
final class RuntimeNames {

  static final String SPI = "io/zkwire/runtime/spi/";

  static final String AUTO_BIND = SPI + "AutoBind";
  static final String GUARDED = SPI + "Guarded";
  static final String GUARD_SITE = SPI + "GuardSite";
  static final String PASSAGE = SPI + "Passage";
  static final String STATIC_SITE = SPI + "StaticSite";
  static final String WOVEN = SPI + "Woven";

  /** What {@code Bindings} appends to the name of a class. */
  static final String BINDING_SUFFIX = "_ZkBinding";

  /** What {@code Bindings} appends to the name of a class that has guards. */
  static final String GUARDED_SUFFIX = "_ZkGuarded";

  private RuntimeNames() {}

  /** The descriptor of a type. */
  static String descriptor(String internalName) {
    return "L" + internalName + ";";
  }
}
