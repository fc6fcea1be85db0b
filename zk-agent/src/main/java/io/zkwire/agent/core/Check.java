package io.zkwire.agent.core;

import io.zkwire.agent.mapping.ClassEntry;
import io.zkwire.agent.mapping.Mapping;
import io.zkwire.agent.mapping.Similar;
import io.zkwire.agent.weave.WiringModel;
import java.util.List;
import net.bytebuddy.dynamic.ClassFileLocator;

/** Says what a mapping would come to, from class files alone: nothing of them is run. */
final class Check {

  private final ClassFiles classes;
  private final List<String> lines;

  Check(ClassFiles classes, List<String> lines) {
    this.classes = classes;
    this.lines = lines;
  }

  /** Looks at each line of a mapping; returns whether all would be woven. */
  boolean run(Mapping mapping) {
    boolean clean = true;
    for (ClassEntry each : mapping.classes()) {
      clean &= check(each);
    }
    return clean;
  }

  private boolean check(ClassEntry entry) {
    byte[] classFile = classes.get(entry.type());
    if (classFile == null) {
      lines.add(
          entry.type() + " unknown: no such class" + Similar.hint(entry.type(), classes.names()));
      return false;
    }
    Plan plan = Plan.of(entry, ClassShape.read(classFile), new SiteNumbers());
    String failure = weave(entry, classFile, plan);
    entry.fields().forEach(each -> add(plan, each.field(), failure));
    entry.methods().forEach(each -> add(plan, each.method(), failure));
    if (entry.member() != null) {
      add(plan, Plan.MEMBER, failure);
    }
    if (entry.endpoint() != null) {
      add(plan, Plan.ENDPOINT, failure);
    }
    return failure.isEmpty() && plan.refusals().isEmpty();
  }

  private String weave(ClassEntry entry, byte[] classFile, Plan plan) {
    List<WiringModel> reads = plan.model().reads().isEmpty() ? List.of() : List.of(plan.model());
    if (reads.isEmpty() && !plan.weaves()) {
      return "";
    }
    try {
      new Weaver().weave(entry.type(), locator(), classFile, plan, reads);
      return "";
    } catch (RuntimeException | LinkageError e) {
      return String.valueOf(e);
    }
  }

  private ClassFileLocator locator() {
    return new ClassFileLocator.Compound(
        new ClassFileLocator.Simple(classes.all()),
        ClassFileLocator.ForClassLoader.ofPlatformLoader());
  }

  private void add(Plan plan, String member, String failure) {
    String why = plan.refusals().get(member);
    String state =
        why != null
            ? "skipped: " + why
            : failure.isEmpty() ? "would be woven" : "would fail: " + failure;
    lines.add(plan.entry().type() + "." + member + " " + state);
  }
}
