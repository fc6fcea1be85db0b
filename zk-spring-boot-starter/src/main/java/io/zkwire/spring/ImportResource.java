package io.zkwire.spring;

import org.springframework.boot.context.config.ConfigDataResource;

/** What {@code spring.config.import=zkwire:prefix} names. Compared by its prefix. */
final class ImportResource extends ConfigDataResource {

  private final String prefix;
  private final transient ZkWireProperties properties;
  private final String application;

  /**
   * The resource.
   *
   * @param prefix a key below which all is read; empty for all of {@code /config}
   * @param properties where to connect
   * @param application the name of the application, for placeholders; may be empty
   */
  ImportResource(String prefix, ZkWireProperties properties, String application, boolean optional) {
    super(optional);
    this.prefix = prefix;
    this.properties = properties;
    this.application = application;
  }

  String prefix() {
    return prefix;
  }

  ZkWireProperties properties() {
    return properties;
  }

  String application() {
    return application;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImportResource resource && resource.prefix.equals(prefix);
  }

  @Override
  public int hashCode() {
    return prefix.hashCode();
  }

  @Override
  public String toString() {
    return ImportResolver.PREFIX + prefix;
  }
}
