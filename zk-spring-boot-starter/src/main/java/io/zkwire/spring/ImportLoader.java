package io.zkwire.spring;

import io.zkwire.ConfigEntry;
import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.ZkWire;
import java.util.List;
import org.apache.commons.logging.Log;
import org.springframework.boot.context.config.ConfigData;
import org.springframework.boot.context.config.ConfigDataLoader;
import org.springframework.boot.context.config.ConfigDataLoaderContext;
import org.springframework.boot.context.config.ConfigDataResourceNotFoundException;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.util.StringUtils;

/**
 * Reads what is imported, over a connection of its own: the application's has options that only its
 * beans know. Closing it does not hold up the start. Whoever injects a {@code Live} of properties
 * lets it follow ZooKeeper from then on, see {@link PropertiesFollower}.
 */
final class ImportLoader implements ConfigDataLoader<ImportResource> {

  private final Log log;

  ImportLoader(DeferredLogFactory logs) {
    this.log = logs.getLog(ImportLoader.class);
  }

  @Override
  public ConfigData load(ConfigDataLoaderContext context, ImportResource resource) {
    ImportedSource values = new ImportedSource(resource.toString(), resource.prefix());
    try {
      values.replace(resource.prefix(), read(resource), key -> true);
    } catch (ZkWireException e) {
      if (resource.properties().snapshotDirectory() == null) {
        throw unreadable(resource, e);
      }
      log.warn(
          ErrorCode.SPRING_IMPORT.message(
              resource + " could not be read, and the start goes on without it",
              "Annotated fields start from the snapshot directory; properties that were imported"
                  + " have the values of the other sources"),
          e);
    }
    return new ConfigData(List.of(values));
  }

  /** An optional import is left out by Spring where this is thrown. */
  private static RuntimeException unreadable(ImportResource resource, ZkWireException cause) {
    ZkWireException why =
        new ZkWireException(
            ErrorCode.SPRING_IMPORT,
            resource
                + " could not be read: "
                + StringUtils.trimTrailingCharacter(String.valueOf(cause.getMessage()), '.'),
            "Write optional:" + resource + " if the application shall start without it",
            cause);
    return new ConfigDataResourceNotFoundException(resource, why);
  }

  private static List<ConfigEntry> read(ImportResource resource) {
    String application = resource.application();
    ZkWire zk =
        Builders.of(resource.properties(), application.isEmpty() ? null : application).start();
    try {
      return zk.config().readAll(resource.prefix());
    } finally {
      Thread closer = new Thread(zk::close, "zkwire-import-close");
      closer.setDaemon(true);
      closer.start();
    }
  }
}
