package io.zkwire.agent.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * What the methods of a class file say inside: what their parameters are called, and which of them
 * are bridges, which the compiler adds where a method overrides one of other erased types. A bridge
 * calls the method that was written.
 */
final class ClassCode {

  private final Map<String, Set<String>> bridges = new HashMap<>();
  private final Map<String, Map<String, Integer>> parameters = new HashMap<>();

  private ClassCode() {}

  /** Reads a class file; one that is not there has no methods. */
  static ClassCode of(String type, ClassFileLocator locator) {
    ClassCode code = new ClassCode();
    try {
      ClassFileLocator.Resolution found = locator.locate(type);
      if (found.isResolved()) {
        ClassReader reader = OpenedClassReader.of(found.resolve());
        reader.accept(code.new Reader(reader.getClassName()), ClassReader.SKIP_FRAMES);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return code;
  }

  /**
   * The descriptors of the bridges that call a method.
   *
   * @param key the name and descriptor of the method
   */
  Set<String> bridgesTo(String key) {
    return bridges.getOrDefault(key, Set.of());
  }

  /**
   * The number of a parameter, from 0; null where the class file names no such parameter.
   *
   * @param key the name and descriptor of the method
   * @param parameter its name
   */
  @Nullable Integer parameter(String key, String parameter) {
    return parameters.getOrDefault(key, Map.of()).get(parameter);
  }

  private final class Reader extends ClassVisitor {
    private final String self;

    Reader(String self) {
      super(OpenedClassReader.ASM_API);
      this.self = self;
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      return (access & Opcodes.ACC_BRIDGE) != 0
          ? new BridgeReader(self, name, descriptor)
          : new NameReader((access & Opcodes.ACC_STATIC) != 0, name, descriptor);
    }
  }

  private final class BridgeReader extends MethodVisitor {
    private final String self;
    private final String name;
    private final String descriptor;

    BridgeReader(String self, String name, String descriptor) {
      super(OpenedClassReader.ASM_API);
      this.self = self;
      this.name = name;
      this.descriptor = descriptor;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String called, String calledDescriptor, boolean ofInterface) {
      if (owner.equals(self) && called.equals(name)) {
        bridges.computeIfAbsent(called + calledDescriptor, k -> new HashSet<>()).add(descriptor);
      }
    }
  }

  /** Names stand in the table of parameters, or in that of variables with the slot. */
  private final class NameReader extends MethodVisitor {
    private final Map<String, Integer> names = new HashMap<>();
    private final Map<Integer, Integer> bySlot = new HashMap<>();
    private int listed;

    NameReader(boolean isStatic, String name, String descriptor) {
      super(OpenedClassReader.ASM_API);
      parameters.put(name + descriptor, names);
      int slot = isStatic ? 0 : 1;
      for (Type each : Type.getArgumentTypes(descriptor)) {
        bySlot.put(slot, bySlot.size());
        slot += each.getSize();
      }
    }

    @Override
    public void visitParameter(@Nullable String name, int access) {
      if (name != null) {
        names.put(name, listed);
      }
      listed++;
    }

    @Override
    public void visitLocalVariable(
        String name,
        String descriptor,
        @Nullable String signature,
        Label start,
        Label end,
        int slot) {
      Integer parameter = bySlot.get(slot);
      if (parameter != null) {
        names.putIfAbsent(name, parameter);
      }
    }
  }
}
