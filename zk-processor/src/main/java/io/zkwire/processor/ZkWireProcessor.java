package io.zkwire.processor;

import com.google.auto.common.BasicAnnotationProcessor;
import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.Processor;
import javax.lang.model.SourceVersion;

/**
 * Writes {@code <Class>_ZkBinding} and a manifest for each class that has annotated members, and
 * {@code <Class>_ZkGuarded} for each that has guards, unless {@code -Azkwire.woven=true} says that
 * they are woven, and {@code <Interface>_ZkMade} for each interface whose methods give IDs. Claims
 * no annotation, so other processors see them too.
 */
@AutoService(Processor.class)
public final class ZkWireProcessor extends BasicAnnotationProcessor {

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
  protected Iterable<? extends Step> steps() {
    Tools tools = Tools.of(processingEnv);
    SourceFiles files = new SourceFiles(tools, processingEnv.getFiler());
    return List.of(
        new WiringStep(
            tools,
            Features.all(tools),
            processingEnv.getMessager(),
            new BindingWriter(tools, files),
            new GuardedWriter(tools, files),
            new MadeWriter(tools, files),
            new ManifestWriter(processingEnv.getFiler())));
  }
}
