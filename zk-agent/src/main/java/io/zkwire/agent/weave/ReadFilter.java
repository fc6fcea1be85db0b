package io.zkwire.agent.weave;

import java.util.Collection;
import java.util.List;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * Weaves filters behind the reads of fields. What it makes adds no member and changes no signature.
 * It finds the reads of one class: visit the class that declares the field, its nest mates, and
 * whatever other class may read a field that is not private. Reads by reflection or by a {@code
 * VarHandle} are not found, nor those of a constant, which the compiler has copied.
 */
public final class ReadFilter {

  private ReadFilter() {}

  /**
   * Weaves the filters of some models.
   *
   * @param models whose fields are filtered
   * @param filters how woven code reaches the filters
   * @return what to visit a class with that reads them
   */
  public static AsmVisitorWrapper weave(Collection<WiringModel> models, Filters filters) {
    List<WiringModel> read = models.stream().filter(model -> !model.reads().isEmpty()).toList();
    return new AsmVisitorWrapper.ForDeclaredMethods()
        .invokable(
            ElementMatchers.any(),
            (type, method, next, context, pool, writerFlags, readerFlags) ->
                new ReadVisitor(next, context, filters, new FieldReads(read, type, pool)));
  }
}
