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
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Groups what is annotated by its class, and wires each class that nothing is wrong with. */
final class WiringStep implements Step {

  private final Tools tools;
  private final List<Feature> features;
  private final Messager messager;
  private final SourceFiles files;
  private final BindingWriter bindings;
  private final GuardedWriter guards;
  private final ManifestWriter manifests;
  private final MadeWriter mades;
  private final ClassRules classRules;

  WiringStep(Tools tools, List<Feature> features, Messager messager, Filer filer) {
    this.tools = tools;
    this.features = features;
    this.messager = messager;
    this.files = new SourceFiles(tools, filer);
    this.bindings = new BindingWriter(tools, files);
    this.guards = new GuardedWriter(tools, files);
    this.mades = new MadeWriter(tools, files);
    this.manifests = new ManifestWriter(filer);
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
    for (Element annotated : elementsByAnnotation.values()) {
      Element owner = MoreElements.isType(annotated) ? annotated : annotated.getEnclosingElement();
      if (MoreElements.isType(owner)) {
        classes.add(MoreElements.asType(owner));
      }
    }
    files.newRound();
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
    GuardedBuilder guarded = new GuardedBuilder(owner, tools);
    outputs.forEach(output -> output.emit(binding, guarded, manifest));
    try {
      bindings.write(owner, binding);
      if (guarded.isNeeded()) {
        guards.write(owner, guarded);
      }
      mades.write(owner, binding);
      manifests.write(owner, manifest);
    } catch (FilerException e) {
      report.error(
          ErrorCode.BIND_NAME,
          Anchor.at(owner.element()),
          "What is written for "
              + owner.className().canonicalName()
              + " would be "
              + owner.bindingName().canonicalName()
              + (guarded.isNeeded() ? " and " + owner.guardedName().canonicalName() : "")
              + (guarded.isNeeded() ? ", one of which exists already" : ", which exists already"),
          "Rename one of the two classes");
    }
  }
}
