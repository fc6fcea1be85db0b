package io.zkwire.agent.mapping;

import io.zkwire.agent.weave.SkippedValue;
import io.zkwire.annotation.OnLoss;
import io.zkwire.annotation.Otherwise;
import java.util.Locale;
import net.bytebuddy.description.type.TypeDescription;
import org.jspecify.annotations.Nullable;

/**
 * What a guarded call does that may not run, or may no longer. Immutable.
 *
 * @param otherwise what it does; unspecified where the mapping is silent
 * @param returns whether it returns a literal
 * @param literal the literal: a number, a boolean or a text; null for null
 * @param onLoss what happens to a call under way
 */
public record Answer(
    Otherwise otherwise, boolean returns, @Nullable Object literal, OnLoss onLoss) {

  static Answer read(Section entry) {
    OnLoss onLoss =
        OnLoss.valueOf(entry.oneOf("on-loss", "finish", "interrupt").toUpperCase(Locale.ROOT));
    if (!entry.has("otherwise")) {
      return new Answer(Otherwise.UNSPECIFIED, false, null, onLoss);
    }
    if (entry.isMap("otherwise")) {
      Section literal = entry.section("otherwise");
      literal.allow(java.util.Set.of("return"));
      if (!literal.has("return")) {
        entry.wrong("otherwise", "a map holds what to return", "Write { return: value }");
      }
      return new Answer(Otherwise.SKIP, true, literal.literal("return"), onLoss);
    }
    String word = entry.oneOf("otherwise", "skip", "throw", "empty");
    return new Answer(Otherwise.valueOf(word.toUpperCase(Locale.ROOT)), false, null, onLoss);
  }

  /** What the runtime is told: it asks whether to throw. */
  public Otherwise resolvedOtherwise() {
    return otherwise == Otherwise.UNSPECIFIED ? Otherwise.SKIP : otherwise;
  }

  /** Why a method cannot answer so; an empty text if it can. */
  public String refusal(MethodShape method) {
    TypeDescription type = ReturnTypes.of(method.descriptor());
    String returned = type.getName();
    if (returns) {
      boolean fits =
          literal == null
              ? !type.isPrimitive() && !SkippedValue.isKnown(type)
              : SkippedValue.fits(type, literal);
      return fits ? "" : "it returns " + returned + ", which cannot be " + literal;
    }
    return switch (otherwise) {
      case THROW -> "";
      case EMPTY ->
          SkippedValue.isKnown(type) ? "" : "it returns " + returned + ", which is never empty";
      case SKIP ->
          method.returnsNothing() ? "" : "it returns " + returned + ", so it cannot just skip";
      case UNSPECIFIED ->
          method.returnsNothing()
              ? ""
              : "it returns "
                  + returned
                  + " and 'otherwise' does not say what: throw, empty or { return: value }";
    };
  }
}
