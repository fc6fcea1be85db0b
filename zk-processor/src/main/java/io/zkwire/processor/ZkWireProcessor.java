package io.zkwire.processor;

import com.google.auto.common.BasicAnnotationProcessor;
import com.google.auto.service.AutoService;
import java.util.List;
import javax.annotation.processing.Processor;
import javax.lang.model.SourceVersion;

/**
 * Writes {@code <Class>_ZkBinding} and a manifest for each class that has annotated members. Claims
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
  protected Iterable<? extends Step> steps() {
    Tools tools = Tools.of(processingEnv);
    return List.of(
        new WiringStep(
            tools,
            Features.all(tools),
            processingEnv.getMessager(),
            new BindingWriter(tools, processingEnv.getFiler()),
            new ManifestWriter(processingEnv.getFiler())));
  }
}
