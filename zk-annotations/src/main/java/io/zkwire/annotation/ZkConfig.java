package io.zkwire.annotation;

import io.zkwire.ValueConverter;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a field or a setter to a configuration key: it holds the key's value from the moment the
 * object is bound, and follows every change of it.
 *
 * <pre>{@code
 * @ZkConfig("report/interval") private volatile Duration interval = Duration.ofMinutes(5);
 * @ZkConfig("db")              private volatile DbSettings db;       // a record, from JSON
 * @ZkConfig("limits")          private Live<Limits> limits = Live.of(new Limits(10));
 * }</pre>
 *
 * <p><b>Promised.</b> The initialiser of the field is the default: it stays while the key is
 * absent, and deletion of the key brings it back. A value that cannot be converted keeps the last
 * good one, and is logged and counted. A record is swapped as one. Reading the field costs what
 * reading a volatile field costs. Fields are set before listeners run.
 *
 * <p><b>Not promised.</b> Two fields of one object are two values: read both from one record where
 * they must agree. A burst of changes may be seen as its last value only. A field that is not
 * {@code volatile} may be seen late, or never, by other threads; the compiler warns.
 *
 * <p><b>On a setter</b> (one parameter, returns nothing) the default is what the getter of the same
 * property returns when the object is bound; without such a getter a deletion leaves the last
 * value. Setters run on the runtime's callback threads, one at a time for each object; the first
 * call is made before {@code bind} returns.
 *
 * <p><b>Generated.</b> One entry in {@code <Class>_ZkBinding} and one in the class's manifest.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD})
public @interface ZkConfig {

  /**
   * The key. A relative key ({@code report/interval}) stands under {@code /config}; an absolute
   * path ({@code /app/db}) is itself, below the connection's chroot. Segments are {@code
   * [A-Za-z0-9._-]{1,128}}. {@code ${name}} is replaced, when the object is bound, from the options
   * of the {@code ZkWire}, the system properties or the environment, in that order.
   */
  String value();

  /**
   * Whether binding fails when the key is absent. A required key that is deleted later keeps its
   * last value, and the deletion is reported.
   */
  boolean required() default false;

  /**
   * Whether the value is a secret: it then appears in no log, message, metric, manifest or {@code
   * toString} of zkwire, and is not written to the snapshot directory. The node may hold a
   * reference instead of the value, {@code env:NAME} or {@code file:/path}, resolved in the
   * application.
   */
  boolean secret() default false;

  /** One node, or a subtree with one node for each component of a record. */
  Layout layout() default Layout.NODE;

  /**
   * The converter of this key. The default, {@link ValueConverter} itself, stands for the converter
   * registered for the type, or the built-in one.
   */
  @SuppressWarnings("rawtypes")
  Class<? extends ValueConverter> converter() default ValueConverter.class;
}
