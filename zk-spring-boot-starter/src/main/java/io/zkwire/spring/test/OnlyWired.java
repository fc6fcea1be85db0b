package io.zkwire.spring.test;

import io.zkwire.annotation.ZkConfig;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.util.ClassUtils;

/** Excludes scanned components that have no annotation of zkwire. */
final class OnlyWired extends TypeExcludeFilter {

  private static final String ANNOTATIONS = ZkConfig.class.getPackageName() + ".";

  @Override
  public boolean match(MetadataReader reader, MetadataReaderFactory readers) throws IOException {
    return !isWired(reader.getAnnotationMetadata(), readers) && !isTest(reader);
  }

  private static boolean isWired(AnnotationMetadata type, MetadataReaderFactory readers)
      throws IOException {
    if (has(type)
        || type.getDeclaredMethods().stream().anyMatch(OnlyWired::has)
        || hasField(type.getClassName())) {
      return true;
    }
    String above = type.getSuperClassName();
    return above != null
        && !above.startsWith("java.")
        && isWired(readers.getMetadataReader(above).getAnnotationMetadata(), readers);
  }

  private static boolean has(AnnotatedTypeMetadata metadata) {
    return metadata.getAnnotations().stream()
        .anyMatch(each -> each.getType().getName().startsWith(ANNOTATIONS));
  }

  /** Spring's metadata knows no fields, but the class has a binding then. */
  private static boolean hasField(String type) {
    String binding = type.replace('$', '_') + "_ZkBinding";
    ClassLoader loader = ClassUtils.getDefaultClassLoader();
    return loader != null && loader.getResource(binding.replace('.', '/') + ".class") != null;
  }

  private static boolean isTest(MetadataReader reader) {
    return reader.getAnnotationMetadata().hasAnnotation(ZkWireTest.class.getName());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OnlyWired;
  }

  @Override
  public int hashCode() {
    return OnlyWired.class.hashCode();
  }
}
