package io.zkwire.junit;

import io.zkwire.runtime.ZkWire;
import io.zkwire.runtime.ZkWireBuilder;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** The parameters that tests may take. */
final class Injected {
  private static final Set<Class<?>> TYPES =
      Set.of(ZkWire.class, ZkClients.class, ZkFaults.class, ZkServer.class, ZkEnsemble.class);

  /**
   * What people ask for that has to be asked for in another way: better an answer than JUnit's "no
   * resolver".
   */
  private static final Set<Class<?>> NEARLY = Set.of(ZkProxy.class, ZkWireBuilder.class);

  private Injected() {}

  static boolean supports(Class<?> type) {
    return TYPES.contains(type) || NEARLY.contains(type);
  }

  static Object resolve(ParameterContext context, ClientScope scope) {
    Class<?> type = context.getParameter().getType();
    if (type == ZkWire.class) {
      return scope.injected(ordinal(context));
    } else if (type == ZkClients.class) {
      return scope.clients();
    } else if (type == ZkFaults.class) {
      return new ZkFaults(scope);
    } else if (type == ZkEnsemble.class) {
      return scope.ensemble();
    } else if (type == ZkServer.class && scope.ensemble().size() == 1) {
      return scope.ensemble().server(0);
    }
    throw new ParameterResolutionException(refusal(context, scope.ensemble().size()));
  }

  /** How many parameters of the same type stand before it. */
  private static int ordinal(ParameterContext context) {
    Parameter[] parameters = context.getDeclaringExecutable().getParameters();
    return (int)
        Arrays.stream(parameters, 0, context.getIndex())
            .filter(p -> p.getType() == ZkWire.class)
            .count();
  }

  private static String refusal(ParameterContext context, int servers) {
    Class<?> type = context.getParameter().getType();
    String mend = "Take ZkWire, ZkClients, ZkFaults, ZkServer or ZkEnsemble";
    if (type == ZkServer.class) {
      mend = "With servers = " + servers + " take ZkEnsemble, whose server(i) gives each";
    } else if (type == ZkProxy.class) {
      mend = "Take ZkFaults, whose proxy(zk) gives the link of a client";
    } else if (type == ZkWireBuilder.class) {
      mend = "Take ZkClients, whose newClient(builder -> ...) lets you set options";
    }
    return "@ZkTest cannot inject "
        + type.getSimpleName()
        + " into "
        + context.getParameter()
        + ". "
        + mend
        + ".";
  }
}
