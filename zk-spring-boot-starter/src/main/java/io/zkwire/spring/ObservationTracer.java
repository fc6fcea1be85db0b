package io.zkwire.spring;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.zkwire.runtime.ZkTracer;
import io.zkwire.runtime.spi.Passage;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Observes guarded calls, commands and items of queues: {@code zkwire.guard}, {@code
 * zkwire.command}, {@code zkwire.queue}, with the name of what is worked on.
 */
final class ObservationTracer implements ZkTracer {

  private final ObjectProvider<ObservationRegistry> source;

  ObservationTracer(ObjectProvider<ObservationRegistry> source) {
    this.source = source;
  }

  @Override
  public Passage around(String kind, String name, Passage work) {
    ObservationRegistry registry = source.getIfUnique(() -> ObservationRegistry.NOOP);
    if (registry.isNoop()) {
      return work;
    }
    Observation observation =
        Observation.createNotStarted("zkwire." + kind, registry)
            .contextualName("zkwire " + kind + " " + name)
            .lowCardinalityKeyValue("name", name)
            .start();
    return new Observed(observation, observation.openScope(), work);
  }

  private record Observed(Observation observation, Observation.Scope scope, Passage work)
      implements Passage {

    @Override
    public void accept(Throwable thrown) {
      observation.error(thrown);
      work.accept(thrown);
    }

    @Override
    public void leave() {
      try {
        work.leave();
      } finally {
        scope.close();
        observation.stop();
      }
    }
  }
}
