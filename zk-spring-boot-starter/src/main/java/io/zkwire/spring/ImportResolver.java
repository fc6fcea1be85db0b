package io.zkwire.spring;

import java.util.List;
import org.springframework.boot.context.config.ConfigDataLocation;
import org.springframework.boot.context.config.ConfigDataLocationResolver;
import org.springframework.boot.context.config.ConfigDataLocationResolverContext;
import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Binder;

/** Understands {@code spring.config.import=zkwire:} and {@code zkwire:some/prefix}. */
final class ImportResolver implements ConfigDataLocationResolver<ImportResource> {

  static final String PREFIX = "zkwire:";

  @Override
  public boolean isResolvable(
      ConfigDataLocationResolverContext context, ConfigDataLocation location) {
    return location.hasPrefix(PREFIX);
  }

  @Override
  public List<ImportResource> resolve(
      ConfigDataLocationResolverContext context, ConfigDataLocation location) {
    Binder binder = context.getBinder();
    ZkWireProperties properties = binder.bindOrCreate("zkwire", ZkWireProperties.class);
    if (!properties.enabled() || properties.embedded()) {
      return List.of(); // there is nothing to read yet
    }
    BindResult<String> application = binder.bind("spring.application.name", String.class);
    String prefix = location.getNonPrefixedValue(PREFIX);
    return List.of(
        new ImportResource(
            prefix,
            properties,
            application.isBound() ? application.get() : "",
            location.isOptional()));
  }
}
