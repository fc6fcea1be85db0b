package io.zkwire.processor;

import com.google.auto.common.BasicAnnotationProcessor.Step;
import com.google.auto.common.MoreElements;
import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import io.zkwire.ErrorCode;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Groups annotated members by their class, and wires each class that nothing is wrong with. */
final class WiringStep implements Step {

  private final Tools tools;
  private final List<Feature> features;
  private final Messager messager;
  private final BindingWriter bindings;
  private final ManifestWriter manifests;
  private final ClassRules classRules;

  WiringStep(
      Tools tools,
      List<Feature> features,
      Messager messager,
      BindingWriter bindings,
      ManifestWriter manifests) {
    this.tools = tools;
    this.features = features;
    this.messager = messager;
    this.bindings = bindings;
    this.manifests = manifests;
    this.classRules = new ClassRules(tools, annotations());
  }

  @Override
  public Set<String> annotations() {
    return features.stream()
        .flatMap(feature -> feature.annotations().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public ImmutableSet<? extends Element> process(
      ImmutableSetMultimap<String, Element> elementsByAnnotation) {
    Set<TypeElement> classes = new LinkedHashSet<>();
    for (Element member : elementsByAnnotation.values()) {
      if (MoreElements.isType(member.getEnclosingElement())) {
        classes.add(MoreElements.asType(member.getEnclosingElement()));
      }
    }
    classes.forEach(this::wire);
    return ImmutableSet.of();
  }

  private void wire(TypeElement type) {
    Report.Builder report = new Report.Builder();
    try {
      wire(WiredClass.of(type, tools.elements()), report);
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      report.error(
          ErrorCode.BIND_INTERNAL,
          Anchor.at(type),
          "The annotation processor failed at " + type.getQualifiedName(),
          "Please report this stack trace:\n" + Throwables.getStackTraceAsString(e));
    }
    report.build().printTo(messager);
  }

  private void wire(WiredClass owner, Report.Builder report) throws IOException {
    if (!classRules.check(owner, report)) {
      return;
    }
    List<Feature.Output> outputs =
        features.stream().map(feature -> feature.read(owner, report)).toList();
    if (report.build().isClean()) {
      write(owner, outputs, report);
    }
  }

  private void write(WiredClass owner, List<Feature.Output> outputs, Report.Builder report)
      throws IOException {
    BindingBuilder binding = new BindingBuilder(owner, tools.elements());
    Manifest manifest = new Manifest(owner.binaryName());
    outputs.forEach(output -> output.emit(binding, manifest));
    try {
      bindings.write(owner, binding);
      manifests.write(owner, manifest);
    } catch (FilerException e) {
      report.error(
          ErrorCode.BIND_NAME,
          Anchor.at(owner.element()),
          "The binding of "
              + owner.className().canonicalName()
              + " would be "
              + owner.bindingName().canonicalName()
              + ", which exists already",
          "Rename one of the two classes");
    }
  }
}
