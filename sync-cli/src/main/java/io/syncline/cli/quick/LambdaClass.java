package io.syncline.cli.quick;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A class that stands for a lambda, as the JDK would make it at run time.
 *
 * @param name its internal name
 * @param called the name of the interface's only abstract method
 * @param captures from the values that it captures to the interface
 * @param erased the types of the interface's method as it is called
 * @param body what it calls
 * @param actual the types of the interface's method as they are meant
 */
record LambdaClass(String name, String called, String captures, Type erased, Handle body, Type actual) {

    /** The static method that takes the captured values and returns the lambda. */
    static final String MAKER = "make";

    private static final String OBJECT = "java/lang/Object";
    private static final String CONSTRUCTOR = "<init>";
    private static final String NOTHING = "()V";
    private static final String FIELD = "captured";
    private static final String ONLY = "ONLY";

    /**
     * Writes it.
     *
     * @param version of the class file
     * @param nest the class in whose nest it is
     * @return the class file
     */
    byte[] bytes(int version, String nest) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        int access = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
        writer.visit(version, access, name, null, OBJECT, new String[] {type().getInternalName()});
        writer.visitNestHost(nest);
        constructor(writer);
        if (captured().length == 0) {
            only(writer);
        } else {
            maker(writer);
        }
        method(writer);
        writer.visitEnd();
        return writer.toByteArray();
    }

    private Type type() {
        return Type.getReturnType(captures);
    }

    private Type[] captured() {
        return Type.getArgumentTypes(captures);
    }

    private void constructor(ClassWriter writer) {
        MethodVisitor code = begin(writer, Opcodes.ACC_PRIVATE, CONSTRUCTOR, constructorTypes());
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, OBJECT, CONSTRUCTOR, NOTHING, false);
        int variable = 1;
        for (int i = 0; i < captured().length; i++) {
            Type value = captured()[i];
            int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
            writer.visitField(access, FIELD + i, value.getDescriptor(), null, null)
                    .visitEnd();
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitVarInsn(value.getOpcode(Opcodes.ILOAD), variable);
            code.visitFieldInsn(Opcodes.PUTFIELD, name, FIELD + i, value.getDescriptor());
            variable += value.getSize();
        }
        end(code, Type.VOID_TYPE);
    }

    private String constructorTypes() {
        return Type.getMethodDescriptor(Type.VOID_TYPE, captured());
    }

    /** What captures nothing is made once. */
    private void only(ClassWriter writer) {
        int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
        writer.visitField(access, ONLY, type().getDescriptor(), null, null).visitEnd();
        MethodVisitor first = begin(writer, Opcodes.ACC_STATIC, "<clinit>", NOTHING);
        construct(first);
        first.visitFieldInsn(Opcodes.PUTSTATIC, name, ONLY, type().getDescriptor());
        end(first, Type.VOID_TYPE);
        MethodVisitor code = begin(writer, Opcodes.ACC_STATIC, MAKER, captures);
        code.visitFieldInsn(Opcodes.GETSTATIC, name, ONLY, type().getDescriptor());
        end(code, type());
    }

    private void maker(ClassWriter writer) {
        MethodVisitor code = begin(writer, Opcodes.ACC_STATIC, MAKER, captures);
        construct(code);
        end(code, type());
    }

    /** From the variables of the maker. */
    private void construct(MethodVisitor code) {
        code.visitTypeInsn(Opcodes.NEW, name);
        code.visitInsn(Opcodes.DUP);
        int variable = 0;
        for (Type value : captured()) {
            code.visitVarInsn(value.getOpcode(Opcodes.ILOAD), variable);
            variable += value.getSize();
        }
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, CONSTRUCTOR, constructorTypes(), false);
    }

    private void method(ClassWriter writer) {
        MethodVisitor code = begin(writer, Opcodes.ACC_PUBLIC, called, erased.getDescriptor());
        boolean made = body.getTag() == Opcodes.H_NEWINVOKESPECIAL;
        if (made) {
            code.visitTypeInsn(Opcodes.NEW, body.getOwner());
            code.visitInsn(Opcodes.DUP);
        }
        arguments(code);
        code.visitMethodInsn(opcode(), body.getOwner(), body.getName(), body.getDesc(), body.isInterface());
        Type got = made ? Type.getObjectType(body.getOwner()) : Type.getReturnType(body.getDesc());
        Type wanted = erased.getReturnType();
        if (wanted.getSort() == Type.VOID) {
            drop(code, got);
        } else {
            Conversion.convert(code, got, actual.getReturnType());
            Conversion.convert(code, actual.getReturnType(), wanted);
        }
        end(code, wanted);
    }

    /** The captured values, then those of the call, as the body takes them. */
    private void arguments(MethodVisitor code) {
        List<Type> taken = taken();
        int next = 0;
        for (Type value : captured()) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitFieldInsn(Opcodes.GETFIELD, name, FIELD + next, value.getDescriptor());
            Conversion.convert(code, value, taken.get(next));
            next++;
        }
        int variable = 1;
        Type[] meant = actual.getArgumentTypes();
        for (int i = 0; i < meant.length; i++) {
            Type given = erased.getArgumentTypes()[i];
            code.visitVarInsn(given.getOpcode(Opcodes.ILOAD), variable);
            variable += given.getSize();
            Conversion.convert(code, given, meant[i]);
            Conversion.convert(code, meant[i], taken.get(next));
            next++;
        }
    }

    private List<Type> taken() {
        List<Type> taken = new ArrayList<>();
        if (body.getTag() != Opcodes.H_INVOKESTATIC && body.getTag() != Opcodes.H_NEWINVOKESPECIAL) {
            taken.add(Type.getObjectType(body.getOwner()));
        }
        taken.addAll(List.of(Type.getArgumentTypes(body.getDesc())));
        return taken;
    }

    /** Private methods of the host are called like others, which is allowed within a nest. */
    private int opcode() {
        return switch (body.getTag()) {
            case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
            case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
            default -> body.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
        };
    }

    private static void drop(MethodVisitor code, Type value) {
        if (value.getSize() > 0) {
            code.visitInsn(value.getSize() == 1 ? Opcodes.POP : Opcodes.POP2);
        }
    }

    private static MethodVisitor begin(ClassWriter writer, int access, String name, String types) {
        MethodVisitor code = writer.visitMethod(access, name, types, null, null);
        code.visitCode();
        return code;
    }

    private static void end(MethodVisitor code, Type returned) {
        code.visitInsn(returned.getOpcode(Opcodes.IRETURN));
        code.visitMaxs(0, 0);
        code.visitEnd();
    }
}
