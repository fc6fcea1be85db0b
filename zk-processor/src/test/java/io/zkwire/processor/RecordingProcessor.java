package io.zkwire.processor;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.Completion;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * The processor behind an environment that is not the compiler's own, as build tools put one there.
 * Notes which elements each file is said to come from, and whether annotations were claimed.
 */
final class RecordingProcessor implements Processor {

  private final Processor processor = new ZkWireProcessor();
  private final Map<String, List<String>> originating = new TreeMap<>();
  private boolean claimed;

  /** The originating elements, by the name or path of what was generated. */
  Map<String, List<String>> originating() {
    return Collections.unmodifiableMap(originating);
  }

  boolean claimed() {
    return claimed;
  }

  @Override
  public void init(ProcessingEnvironment environment) {
    Filer filer = proxy(Filer.class, environment.getFiler(), this::record);
    processor.init(
        proxy(
            ProcessingEnvironment.class,
            environment,
            (method, args, result) -> method.getName().equals("getFiler") ? filer : result));
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    boolean claims = processor.process(annotations, round);
    claimed |= claims;
    return claims;
  }

  @Override
  public Set<String> getSupportedOptions() {
    return processor.getSupportedOptions();
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return processor.getSupportedAnnotationTypes();
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return processor.getSupportedSourceVersion();
  }

  @Override
  public Iterable<? extends Completion> getCompletions(
      Element element, AnnotationMirror annotation, ExecutableElement member, String userText) {
    return processor.getCompletions(element, annotation, member, userText);
  }

  private Object record(Method method, Object[] args, Object result) {
    if (method.getName().startsWith("create")) {
      List<String> elements = new ArrayList<>();
      for (Element element : (Element[]) args[args.length - 1]) {
        elements.add(element.toString());
      }
      originating.put(args[args.length - 2].toString(), elements);
    }
    return result;
  }

  @FunctionalInterface
  private interface Observer {
    Object after(Method method, Object[] args, Object result);
  }

  private static <T> T proxy(Class<T> type, T target, Observer observer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) -> {
              try {
                return observer.after(method, args, method.invoke(target, args));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
