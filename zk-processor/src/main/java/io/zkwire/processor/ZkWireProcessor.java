package io.zkwire.processor;

import com.google.auto.common.BasicAnnotationProcessor;
import com.google.auto.service.AutoService;
import io.zkwire.annotation.ZkConfig;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code <Class>_ZkBinding} and a manifest for each class that has annotated members, and
 * {@code <Class>_ZkGuarded} for each that has guards, unless {@code -Azkwire.woven=true} says that
 * they are woven, and {@code <Interface>_ZkMade} for each interface whose methods give IDs. Claims
 * no annotation, so other processors see them too.
 */
@AutoService(Processor.class)
public final class ZkWireProcessor extends AbstractProcessor {

  /** Made when the first annotation is seen: a module that has none pays for nothing. */
  private @Nullable BasicAnnotationProcessor wiring;

  /** Made by the compiler. */
  public ZkWireProcessor() {}

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public Set<String> getSupportedOptions() {
    return Set.of(Tools.WOVEN);
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(ZkConfig.class.getPackageName() + ".*");
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    BasicAnnotationProcessor steps = wiring;
    if (steps == null) {
      steps = new Wiring(Features::all);
      steps.init(processingEnv);
      wiring = steps;
    }
    Set<String> ours = steps.getSupportedAnnotationTypes();
    steps.process(annotations, new OneScan(round, ours, processingEnv.getElementUtils()));
    return false;
  }

  /** Defers classes that other processors have yet to complete. */
  static final class Wiring extends BasicAnnotationProcessor {

    private final Function<Tools, List<Feature>> features;

    Wiring(Function<Tools, List<Feature>> features) {
      this.features = features;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    protected Iterable<? extends Step> steps() {
      Tools tools = Tools.of(processingEnv);
      return List.of(
          new WiringStep(
              tools, features.apply(tools), processingEnv.getMessager(), processingEnv.getFiler()));
    }
  }
}
