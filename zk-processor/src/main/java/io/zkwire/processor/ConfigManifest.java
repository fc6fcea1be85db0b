package io.zkwire.processor;

import io.zkwire.annotation.Layout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Writes bound members and listeners into the manifest. */
final class ConfigManifest {

  private static final String CONFIG = "config";
  private static final String LISTENERS = "listeners";

  private final Tools tools;
  private final Schemas schemas;

  ConfigManifest(Tools tools) {
    this.tools = tools;
    this.schemas = new Schemas(new ValueTypes(tools));
  }

  void emit(List<ConfigKey> keys, List<ConfigListener> listeners, Manifest manifest) {
    manifest.section(CONFIG);
    manifest.section(LISTENERS);
    keys.forEach(key -> emit(key, manifest));
    for (ConfigListener listener : listeners) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("member", listener.name());
      entry.put("key", listener.path());
      manifest.add(LISTENERS, entry);
    }
  }

  private void emit(ConfigKey key, Manifest manifest) {
    TypeMirror type = Objects.requireNonNull(key.type());
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("member", key.name());
    entry.put("key", key.path());
    entry.put("type", TypeTexts.full(type));
    putIfKnown(entry, "default", initialiser(key));
    entry.put("required", key.required());
    entry.put("secret", key.secret());
    entry.put("layout", (key.subtree() ? Layout.SUBTREE : Layout.NODE).name());
    putIfKnown(entry, "converter", converter(key));
    tools.describe(key.member(), entry);
    manifest.add(CONFIG, entry);
    if (key.converter() == null) {
      schemas.add(type, manifest);
    }
  }

  private @Nullable String initialiser(ConfigKey key) {
    return !key.secret() && key.member() instanceof VariableElement field
        ? tools.initialisers().of(field)
        : null;
  }

  private static @Nullable String converter(ConfigKey key) {
    return key.converter() == null ? null : key.converter().getQualifiedName().toString();
  }

  private static void putIfKnown(Map<String, Object> entry, String name, @Nullable String value) {
    if (value != null) {
      entry.put(name, value);
    }
  }
}
