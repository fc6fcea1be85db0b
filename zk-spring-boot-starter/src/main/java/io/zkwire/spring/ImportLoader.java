package io.zkwire.spring;

import io.zkwire.ErrorCode;
import io.zkwire.ZkWireException;
import io.zkwire.runtime.ZkWire;
import java.util.List;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.springframework.boot.context.config.ConfigData;
import org.springframework.boot.context.config.ConfigDataLoader;
import org.springframework.boot.context.config.ConfigDataLoaderContext;
import org.springframework.boot.context.config.ConfigDataResourceNotFoundException;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * Reads what is imported, once, over a connection of its own: the application's has options that
 * only its beans know. Closing it does not hold up the start.
 */
final class ImportLoader implements ConfigDataLoader<ImportResource> {

  private final Log log;

  ImportLoader(DeferredLogFactory logs) {
    this.log = logs.getLog(ImportLoader.class);
  }

  @Override
  public ConfigData load(ConfigDataLoaderContext context, ImportResource resource) {
    Map<String, Object> values;
    try {
      values = read(resource);
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
      values = Map.of();
    }
    return new ConfigData(List.of(new MapPropertySource(resource.toString(), values)));
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

  private static Map<String, Object> read(ImportResource resource) {
    String application = resource.application();
    ZkWire zk =
        Builders.of(resource.properties(), application.isEmpty() ? null : application).start();
    try {
      return ImportedValues.read(zk.config(), resource.prefix());
    } finally {
      Thread closer = new Thread(zk::close, "zkwire-import-close");
      closer.setDaemon(true);
      closer.start();
    }
  }
}
