package io.zkwire.processor;

import io.zkwire.annotation.Discover;
import io.zkwire.annotation.OnEndpointsChange;
import io.zkwire.annotation.ServiceEndpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;

/**
 * Endpoints: {@code @ServiceEndpoint} on classes, {@code @Discover} on fields,
 * {@code @OnEndpointsChange} on methods.
 */
final class EndpointFeature implements Feature {

  private static final String ENDPOINTS = "endpoints";

  private final Tools tools;
  private final EndpointRules rules;
  private final EndpointEmitter emitter;

  EndpointFeature(Tools tools) {
    this.tools = tools;
    this.rules = new EndpointRules(tools);
    this.emitter = new EndpointEmitter(tools);
  }

  @Override
  public Set<String> annotations() {
    return Set.of(
        ServiceEndpoint.class.getName(),
        Discover.class.getName(),
        OnEndpointsChange.class.getName());
  }

  @Override
  public Output read(WiredClass owner, Report.Builder report) {
    List<EndpointMember> members = EndpointMember.of(owner);
    OfferedEndpoint offer = OfferedEndpoint.of(owner, tools);
    rules.check(owner, members, offer, report);
    return (binding, guarded, manifest) -> {
      emitter.emit(members, offer, binding);
      members.forEach(
          m -> manifest.add(ENDPOINTS, entry(m.member(), m.kind().title(), m.domain())));
      if (offer != null) {
        manifest.add(ENDPOINTS, entry(owner.element(), "offer", offer.domain()));
      }
    };
  }

  private Map<String, Object> entry(Element element, String kind, String domain) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("member", element.getSimpleName().toString());
    entry.put("kind", kind);
    entry.put("domain", domain);
    tools.describe(element, entry);
    return entry;
  }
}
