package io.zkwire.agent.core;

import io.zkwire.agent.mapping.FieldShape;
import io.zkwire.agent.mapping.MethodShape;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * A class as its class file declares it. Immutable.
 *
 * @param version the version of the class file
 * @param fields its own fields
 * @param methods its own methods
 */
record ClassShape(int version, List<FieldShape> fields, List<MethodShape> methods) {

  /** Reads a class file. */
  static ClassShape read(byte[] classFile) {
    Reader reader = new Reader();
    OpenedClassReader.of(classFile)
        .accept(reader, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return new ClassShape(reader.version, List.copyOf(reader.fields), List.copyOf(reader.methods));
  }

  /** Collects the members. */
  private static final class Reader extends ClassVisitor {
    private final List<FieldShape> fields = new ArrayList<>();
    private final List<MethodShape> methods = new ArrayList<>();
    private int version;

    Reader() {
      super(OpenedClassReader.ASM_API);
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      this.version = version & 0xffff;
    }

    @Override
    public @Nullable FieldVisitor visitField(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        @Nullable Object value) {
      boolean constant = value != null && (access & 0x0010) != 0;
      fields.add(new FieldShape(name, descriptor, access, constant));
      return null;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      methods.add(new MethodShape(name, descriptor, access));
      return null;
    }
  }
}
