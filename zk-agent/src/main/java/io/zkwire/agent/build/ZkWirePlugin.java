package io.zkwire.agent.build;

import io.zkwire.annotation.ZkBound;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.build.BuildLogger;
import net.bytebuddy.build.Plugin;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the guards of annotated classes into their class files, and binds objects at the end of
 * their constructors where their class asks for it with {@link ZkBound}. For Byte Buddy's plugins
 * for Maven and Gradle, which find it in this jar:
 *
 * <pre>{@code
 * <plugin>
 *   <groupId>net.bytebuddy</groupId>
 *   <artifactId>byte-buddy-maven-plugin</artifactId>
 *   <executions><execution><goals><goal>transform</goal></goals></execution></executions>
 *   <dependencies>
 *     <dependency>
 *       <groupId>io.zkwire</groupId>
 *       <artifactId>zk-agent</artifactId>
 *     </dependency>
 *   </dependencies>
 * </plugin>
 * }</pre>
 *
 * <p>It runs on what the compiler and the annotation processor have written, compiled with {@code
 * -Azkwire.woven=true}. The build fails with ZK-GUARD-06 where a guarded method cannot be woven. A
 * class that is woven already is left as it is. Thread-safe.
 */
public final class ZkWirePlugin implements Plugin.WithPreprocessor {

  private final BuildLogger log;
  private final Set<String> inThisBuild = ConcurrentHashMap.newKeySet();

  /** Made by builds that give no logger. */
  public ZkWirePlugin() {
    this(BuildLogger.NoOp.INSTANCE);
  }

  /**
   * Made by the build.
   *
   * @param log where failures are told in a line of their own
   */
  @Plugin.Factory.UsingReflection.Priority(1)
  public ZkWirePlugin(BuildLogger log) {
    this.log = log;
  }

  @Override
  public void onPreprocess(TypeDescription type, ClassFileLocator locator) {
    inThisBuild.add(type.getName());
  }

  @Override
  public boolean matches(@Nullable TypeDescription type) {
    return type != null && AnnotationWeaver.concerns(type);
  }

  @Override
  public DynamicType.Builder<?> apply(
      DynamicType.Builder<?> builder, TypeDescription type, ClassFileLocator locator) {
    try {
      return builder.visit(
          AnnotationWeaver.weave(
              type.getName(), locator, inThisBuild::contains, inThisBuild::contains));
    } catch (NotWovenException e) {
      log.error(e.getMessage());
      throw e;
    }
  }

  @Override
  public void close() {
    // it keeps nothing open
  }
}
