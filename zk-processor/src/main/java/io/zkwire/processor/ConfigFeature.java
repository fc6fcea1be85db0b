package io.zkwire.processor;

import io.zkwire.annotation.OnConfigChange;
import io.zkwire.annotation.ZkConfig;
import java.util.List;
import java.util.Set;

/** Configuration: {@code @ZkConfig} on fields and setters, {@code @OnConfigChange} on methods. */
final class ConfigFeature implements Feature {

  private final ConfigReader reader;
  private final ConfigKeyRules keyRules;
  private final ConfigListenerRules listenerRules;
  private final ConfigEmitter emitter;
  private final ConfigManifest manifest;

  ConfigFeature(Tools tools) {
    reader = new ConfigReader(tools);
    keyRules = new ConfigKeyRules(tools);
    listenerRules = new ConfigListenerRules(tools);
    emitter = new ConfigEmitter(tools);
    manifest = new ConfigManifest(tools);
  }

  @Override
  public Set<String> annotations() {
    return Set.of(ZkConfig.class.getName(), OnConfigChange.class.getName());
  }

  @Override
  public Output read(WiredClass owner, Report.Builder report) {
    List<ConfigKey> keys = reader.keys(owner.element());
    List<ConfigKey> inherited = reader.inheritedKeys(owner.element());
    List<ConfigListener> listeners = reader.listeners(owner.element(), keys, inherited);
    keyRules.check(owner, keys, inherited, report);
    listenerRules.check(owner, listeners, report);
    return (binding, guarded, lines) -> {
      emitter.emit(keys, listeners, binding);
      manifest.emit(keys, listeners, lines);
    };
  }
}
