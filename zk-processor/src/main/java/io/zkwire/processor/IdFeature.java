package io.zkwire.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.zkwire.IdGenerator;
import io.zkwire.IdOptions;
import io.zkwire.annotation.GlobalId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Global IDs: {@code @GlobalId} on fields, and on the methods of interfaces. */
final class IdFeature implements Feature {

  private static final String IDS = "ids";

  /** Where the expression of a spec begins: after the indent and "return". */
  private static final int SPEC_COLUMN = 11;

  private final Tools tools;
  private final IdRules rules;
  private final FieldHandles fields;

  IdFeature(Tools tools) {
    this.tools = tools;
    this.rules = new IdRules(tools);
    this.fields = new FieldHandles(tools);
  }

  @Override
  public Set<String> annotations() {
    return Set.of(GlobalId.class.getName());
  }

  @Override
  public Output read(WiredClass owner, Report.Builder report) {
    List<IdMember> members = IdMember.of(owner);
    rules.check(owner, members, report);
    return (binding, guarded, manifest) -> {
      for (IdMember member : members) {
        binding.doc("{@code $L} gives IDs of {@code $L}", member.shown(), member.type());
        binding.spec(member.name(), spec(member, binding));
        manifest.add(IDS, entry(member));
      }
    };
  }

  private CodeBlock spec(IdMember member, BindingBuilder binding) {
    CodeBlock set;
    if (member.isMethod()) {
      ClassName made = binding.owner().madeName();
      set = CodeBlock.of("(t, v) -> (($T) t).$N = v", made, member.name());
      implement(member, binding);
    } else {
      set = CodeBlock.of("(t, v) -> $N.setVolatile(t, v)", fields.of(member.member(), binding));
    }
    return Layouts.call(
        SPEC_COLUMN,
        CodeBlock.of("$T.of", RuntimeNames.GLOBAL_ID_SPEC),
        List.of(
            CodeBlock.of("$S", member.type()),
            options(member.options()),
            CodeBlock.of("$S", member.shown()),
            set));
  }

  private static void implement(IdMember member, BindingBuilder binding) {
    String call = String.valueOf(member.call());
    binding.implement(
        FieldSpec.builder(IdGenerator.class, member.name(), Modifier.VOLATILE).build(),
        MethodSpec.methodBuilder(member.name())
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .returns(TypeName.get(member.method().getReturnType()))
            .addStatement(call.isEmpty() ? "return $N" : "return $N." + call + "()", member.name())
            .build(),
        member.method());
  }

  /** The options as an expression: what is as usual is left out. */
  private static CodeBlock options(IdOptions options) {
    CodeBlock.Builder code =
        switch (options.strategy()) {
          case BLOCK -> CodeBlock.builder().add("$T.block()", IdOptions.class);
          case SEQUENTIAL ->
              CodeBlock.builder().add("$T.sequential($S)", IdOptions.class, options.name());
          case SNOWFLAKE -> CodeBlock.builder().add("$T.snowflake()", IdOptions.class);
        };
    add(code, "format", options.format());
    add(code, "layout", options.layout());
    add(code, "epoch", options.epoch());
    if (options.javascriptSafe()) {
      code.add(".withinJavascript()");
    }
    if (options.keepNodes()) {
      code.add(".keepingNodes()");
    }
    return code.build();
  }

  private static void add(CodeBlock.Builder code, String attribute, String value) {
    if (!value.isEmpty()) {
      code.add(".$L($S)", attribute, value);
    }
  }

  private Map<String, Object> entry(IdMember member) {
    IdOptions options = member.options();
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("member", member.shown());
    entry.put("type", member.type());
    entry.put("strategy", options.strategy().name());
    put(entry, "name", options.name());
    put(entry, "format", options.format());
    put(entry, "layout", options.layout());
    put(entry, "epoch", options.epoch());
    entry.put("javascriptSafe", options.javascriptSafe());
    entry.put("keepNodes", options.keepNodes());
    tools.describe(member.member(), entry);
    return entry;
  }

  private static void put(Map<String, Object> entry, String key, String value) {
    if (!value.isEmpty()) {
      entry.put(key, value);
    }
  }
}
