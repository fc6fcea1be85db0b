package io.zkwire.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javapoet.ClassName;
import io.zkwire.runtime.spi.Bindings;
import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;

/** The processor knows the runtime by name only; the names are right. */
class RuntimeNamesTest {

  @Test
  void everyTypeExistsAndIsPublic() throws Exception {
    int names = 0;
    for (Field field : RuntimeNames.class.getDeclaredFields()) {
      if (field.getType() == ClassName.class) {
        Class<?> type = Class.forName(((ClassName) field.get(null)).reflectionName());
        assertThat(type).isPublic();
        names++;
      }
    }
    assertThat(names).isGreaterThan(6);
  }

  @Test
  void whatIsGeneratedIsNamedAsTheRuntimeLooksItUp() {
    assertThat(RuntimeNames.BINDING_SUFFIX).isEqualTo(Bindings.SUFFIX);
    assertThat(RuntimeNames.GUARDED_SUFFIX).isEqualTo(Bindings.GUARDED_SUFFIX);
    assertThat(RuntimeNames.MADE_SUFFIX).isEqualTo(Bindings.MADE_SUFFIX);
  }
}
