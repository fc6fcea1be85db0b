package io.zkwire.processor;

import com.google.auto.common.AnnotationMirrors;
import com.google.auto.common.AnnotationValues;
import com.google.auto.common.MoreElements;
import io.zkwire.ErrorCode;
import io.zkwire.annotation.ZkBound;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;

/** Classes whose objects bind themselves: {@code @ZkBound}. What it does is woven. */
final class BoundFeature implements Feature {

  private final Tools tools;

  BoundFeature(Tools tools) {
    this.tools = tools;
  }

  @Override
  public Set<String> annotations() {
    return Set.of(ZkBound.class.getName());
  }

  @Override
  public Output read(WiredClass owner, Report.Builder report) {
    AnnotationMirror annotation =
        MoreElements.getAnnotationMirror(owner.element(), ZkBound.class).orNull();
    if (annotation == null) {
      return (binding, guarded, manifest) -> {};
    }
    boolean auto =
        AnnotationValues.getBoolean(AnnotationMirrors.getAnnotationValue(annotation, "auto"));
    if (auto) {
      check(owner, new Anchor(owner.element(), annotation, null), report);
    }
    return (binding, guarded, manifest) ->
        binding.doc(auto ? "objects bind themselves once they are made" : "bound by others");
  }

  private void check(WiredClass owner, Anchor anchor, Report.Builder report) {
    if (!tools.woven()) {
      report.error(
          ErrorCode.BIND_AUTO,
          anchor,
          owner.element().getQualifiedName()
              + " shall bind its objects itself, but nothing is woven into it",
          "Add the weaving plugin and compile with -A"
              + Tools.WOVEN
              + "=true; or remove @ZkBound and bind objects with zk.bind");
    } else if (owner.element().getKind().isInterface()) {
      report.error(
          ErrorCode.BIND_AUTO,
          anchor,
          owner.element().getQualifiedName() + " is an interface, which has no constructor",
          "Annotate the classes that implement it");
    }
  }
}
