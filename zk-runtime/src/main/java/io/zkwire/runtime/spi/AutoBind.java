package io.zkwire.runtime.spi;

import io.zkwire.BindingException;
import io.zkwire.ErrorCode;
import io.zkwire.Registration;
import io.zkwire.ZkWireException;
import io.zkwire.annotation.ZkBound;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Binds objects at the end of their construction, for classes that ask for it. The constructors of
 * woven classes call it. Thread-safe.
 */
public final class AutoBind {

  private static final Logger LOG = LoggerFactory.getLogger(AutoBind.class);

  private static final AtomicReference<@Nullable Consumer<Object>> DEFAULT =
      new AtomicReference<>();

  /**
   * The class whose constructor this thread is about to call from another one of the same class.
   */
  private static final ThreadLocal<@Nullable Class<?>> DELEGATING = new ThreadLocal<>();

  /** Which classes have been warned of. */
  private static final ClassValue<Boolean> WARNED =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          LOG.warn(
              ErrorCode.BIND_AUTO_SUBCLASS.message(
                  type.getName()
                      + " extends a class that binds itself, but is not woven, so nothing binds its"
                      + " objects",
                  "Weave its module, or bind each object with zk.bind"));
          return true;
        }
      };

  private AutoBind() {}

  /**
   * Says who binds.
   *
   * @param binder binds an object
   * @return ends it
   * @throws ZkWireException ZK-OPTION-02 if another one binds already
   */
  public static Registration by(Consumer<Object> binder) {
    if (!DEFAULT.compareAndSet(null, binder)) {
      throw new ZkWireException(
          ErrorCode.OPTION_CONFLICT,
          "asDefault() was given, but another ZkWire is the default already",
          "Close that one first, or give asDefault() only once",
          null);
    }
    return () -> DEFAULT.compareAndSet(binder, null);
  }

  /**
   * A constructor is about to call another one of its class, {@code this(...)}: the object is not
   * complete when that one ends. Stands directly before the call.
   *
   * @param level the class
   */
  public static void delegating(Class<?> level) {
    DELEGATING.set(level);
  }

  /**
   * Whether the constructor that begins was called by another one of its class. Asked once, before
   * anything else of the constructor.
   *
   * @param level the class
   * @return what to give to {@link #constructed}
   */
  public static boolean delegated(Class<?> level) {
    boolean delegated = DELEGATING.get() == level;
    if (delegated) {
      DELEGATING.remove();
    }
    return delegated;
  }

  /**
   * A constructor has ended. The object is bound if its class is that of the constructor, and no
   * other constructor of the class goes on, for only then is it complete.
   *
   * @param object the object
   * @param level the class whose constructor it was
   * @param delegated whether another constructor of the class has called it
   * @throws ZkWireException ZK-BIND-24 if no {@code ZkWire} is the default; and as {@code
   *     ZkWire.bind} does
   */
  public static void constructed(Object object, Class<?> level, boolean delegated) {
    Class<?> type = object.getClass();
    if (delegated) {
      return;
    }
    if (type == level) {
      bind(object);
    } else if (!isLeftToOthers(type)) {
      WARNED.get(type);
    }
  }

  /** Whether a subclass binds its objects itself, is made by {@code create}, or declines. */
  private static boolean isLeftToOthers(Class<?> type) {
    ZkBound said = type.getDeclaredAnnotation(ZkBound.class);
    return type.isAnnotationPresent(Woven.class)
        || type.getName().endsWith(Bindings.GUARDED_SUFFIX)
        || (said != null && !said.auto());
  }

  private static void bind(Object object) {
    Consumer<Object> binder = DEFAULT.get();
    if (binder == null) {
      String type = object.getClass().getName();
      throw new BindingException(
          ErrorCode.BIND_NO_DEFAULT,
          type,
          type + " binds itself, but no ZkWire is the default",
          "Start one before the first object is made: ZkWire.builder()...asDefault().start()",
          null);
    }
    binder.accept(object);
  }
}
