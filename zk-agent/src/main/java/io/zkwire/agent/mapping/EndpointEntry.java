package io.zkwire.agent.mapping;

import io.zkwire.Endpoint;
import io.zkwire.EndpointFormat;
import io.zkwire.runtime.spi.ConfigTarget;
import io.zkwire.runtime.spi.ServiceEndpointSpec;
import io.zkwire.runtime.spi.Spec;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A class that is an endpoint of a domain, once for all its objects. Immutable.
 *
 * @param domain the domain
 * @param host the address that others shall call, or an empty text
 * @param port the port, or <code>{member}</code>
 * @param healthy <code>{member}</code>, or an empty text
 * @param weight its share of the calls
 * @param zone where it stands, or an empty text
 * @param tags what it says of itself
 * @param metadata what else it says of itself
 * @param format how its node is written
 */
public record EndpointEntry(
    String domain,
    String host,
    String port,
    String healthy,
    int weight,
    String zone,
    List<String> tags,
    List<String> metadata,
    EndpointFormat format) {

  private static final Set<String> KEYS =
      Set.of("domain", "host", "port", "healthy", "weight", "zone", "tags", "metadata", "format");
  private static final Pattern MEMBER = Pattern.compile("\\{([^{}]*)}");

  static EndpointEntry read(Section entry) {
    entry.allow(KEYS);
    String port = entry.needed("port");
    if (!port.isEmpty() && !port.contains("{") && !port.matches("[1-9][0-9]{0,4}")) {
      entry.wrong("port", "found '" + port + "'", "Write a number, ${name} or {member}");
    }
    String healthy = text(entry, "healthy");
    if (!healthy.isEmpty() && member(healthy) == null) {
      entry.wrong("healthy", "found '" + healthy + "'", "Write {member}");
    }
    List<String> metadata = list(entry, "metadata");
    if (metadata.stream().anyMatch(each -> each.indexOf('=') < 1)) {
      entry.wrong("metadata", "an entry is no name=value", "Write name=value, name=value");
    }
    return new EndpointEntry(
        entry.needed("domain"),
        text(entry, "host"),
        port,
        healthy,
        entry.whole("weight", 1, 0, Endpoint.MAX_WEIGHT),
        text(entry, "zone"),
        list(entry, "tags"),
        metadata,
        entry.oneOf("format", "plain", "spring").equals("spring")
            ? EndpointFormat.SPRING
            : EndpointFormat.PLAIN);
  }

  private static String text(Section entry, String key) {
    String text = entry.text(key);
    return text == null ? "" : text;
  }

  private static List<String> list(Section entry, String key) {
    return Stream.of(text(entry, key).split(",", -1))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .toList();
  }

  private static @Nullable String member(String text) {
    Matcher matcher = MEMBER.matcher(text);
    return matcher.matches() ? matcher.group(1) : null;
  }

  /** Why a class cannot be it; an empty text if it can. */
  public String refusal(List<FieldShape> fields, List<MethodShape> methods) {
    for (String each : List.of(port, healthy)) {
      String name = member(each);
      boolean there =
          name == null
              || fields.stream().anyMatch(field -> field.name().equals(name))
              || methods.stream().anyMatch(method -> method.signature().equals(name + "()"));
      if (!there) {
        return "it has no field '" + name + "' and no method '" + name + "()'";
      }
    }
    return "";
  }

  /** Whether the objects of the class must be known for it. */
  public boolean needsObjects() {
    return member(port) != null || member(healthy) != null;
  }

  /** The same as the runtime knows it. */
  public Spec<Carried> spec() {
    ServiceEndpointSpec<Carried> spec =
        ServiceEndpointSpec.<Carried>of(domain, port)
            .host(host)
            .weight(weight)
            .zone(zone)
            .tags(tags.toArray(String[]::new))
            .metadata(metadata.toArray(String[]::new))
            .format(format);
    String portMember = member(port);
    String healthMember = member(healthy);
    if (portMember != null) {
      spec = spec.port(get(portMember, Integer.class));
    }
    return healthMember == null ? spec : spec.healthy(get(healthMember, Boolean.class));
  }

  private static <V> ConfigTarget.Get<Carried, V> get(String name, Class<V> type) {
    return carried -> type.cast(value(carried, name));
  }

  /** What a static member says, or that of the first object that is known; null without one. */
  private static @Nullable Object value(Carried carried, String name) throws Throwable {
    Field field = carried.anyField(name);
    Method method = field == null ? carried.method(name + "()") : null;
    int modifiers = method == null && field != null ? field.getModifiers() : modifiers(method);
    List<Object> objects = carried.objects();
    if (!Modifier.isStatic(modifiers) && objects.isEmpty()) {
      return null;
    }
    Object object = Modifier.isStatic(modifiers) ? null : objects.get(0);
    if (field != null) {
      return field.get(object);
    }
    try {
      return method == null ? null : method.invoke(object);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  private static int modifiers(@Nullable Method method) {
    return method == null ? 0 : method.getModifiers();
  }
}
