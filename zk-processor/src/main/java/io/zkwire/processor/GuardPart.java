package io.zkwire.processor;

import com.google.auto.common.MoreElements;
import io.zkwire.ErrorCode;
import java.util.List;
import java.util.Set;

/** What the features that guard methods share. */
final class GuardPart {

  private final Set<GuardKind> kinds;
  private final GuardReader reader;
  private final GuardRules rules;
  private final OverrideRules overrideRules;
  private final GuardManifest manifest;

  GuardPart(Tools tools, GuardKind... kinds) {
    this.kinds = Set.of(kinds);
    this.reader = new GuardReader(tools);
    this.rules = new GuardRules(tools);
    this.overrideRules = new OverrideRules(tools);
    this.manifest = new GuardManifest(tools);
  }

  /** The annotations that ask for guards of these kinds. */
  Set<String> annotations() {
    return GuardKind.annotations(kinds);
  }

  /** Reads the guards of a class and of its superclasses, and reports what is wrong with them. */
  Found read(WiredClass owner, Report.Builder report) {
    List<Guard> own = reader.own(owner.element(), kinds);
    List<Guard> inherited = reader.inherited(owner.element(), kinds);
    guardsSomething(owner, own, report);
    rules.check(own, report);
    Set<GuardKind> all = Set.of(GuardKind.values());
    overrideRules.check(
        owner, reader.own(owner.element(), all), reader.inherited(owner.element(), all), report);
    rules.checkInherited(owner, inherited, report);
    return new Found(own, inherited);
  }

  private void guardsSomething(WiredClass owner, List<Guard> own, Report.Builder report) {
    for (GuardKind kind : kinds) {
      boolean something = own.stream().anyMatch(guard -> guard.kind() == kind && guard.isOfClass());
      MoreElements.getAnnotationMirror(owner.element(), kind.annotation())
          .asSet()
          .forEach(
              annotation -> {
                if (!something) {
                  report.error(
                      ErrorCode.GUARD_OVERRIDE,
                      new Anchor(owner.element(), annotation, null),
                      owner.element().getQualifiedName()
                          + " has no method of its own that @"
                          + kind.annotation().getSimpleName()
                          + " at the class could guard",
                      "Annotate the methods that are meant; at the class it leaves out private,"
                          + " static and annotated methods, and those of Object");
                }
              });
    }
  }

  /** Writes them. */
  void emit(Found found, BindingBuilder binding, GuardedBuilder guarded, Manifest lines) {
    GuardEmitter.emit(found.own(), binding);
    guarded.add(found.inherited());
    guarded.add(found.own());
    manifest.emit(found.own(), lines);
  }

  /**
   * The guards of a class.
   *
   * @param own those that it asks for itself, in the order of its source
   * @param inherited those that its superclasses ask for, the topmost first
   */
  record Found(List<Guard> own, List<Guard> inherited) {}
}
