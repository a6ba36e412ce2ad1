package io.syncline.cli.quick;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** From one type of a value to another, by the rules that the JDK's {@code LambdaMetafactory} has for lambdas. */
final class Conversion {

    private static final String PRIMITIVES = "ZCBSIJFD";
    private static final String[] WRAPPERS = {
        "java/lang/Boolean",
        "java/lang/Character",
        "java/lang/Byte",
        "java/lang/Short",
        "java/lang/Integer",
        "java/lang/Long",
        "java/lang/Float",
        "java/lang/Double"
    };

    private Conversion() {}

    static void convert(MethodVisitor code, Type from, Type to) {
        if (from.equals(to)) {
            return;
        }
        if (isPrimitive(from)) {
            if (isPrimitive(to)) {
                widen(code, from, to);
            } else {
                box(code, from);
            }
        } else if (isPrimitive(to)) {
            unbox(code, from, to);
        } else if (!to.getInternalName().equals("java/lang/Object")) {
            code.visitTypeInsn(Opcodes.CHECKCAST, to.getInternalName());
        }
    }

    private static boolean isPrimitive(Type type) {
        return type.getSort() != Type.OBJECT && type.getSort() != Type.ARRAY;
    }

    private static void box(MethodVisitor code, Type primitive) {
        String wrapper = WRAPPERS[PRIMITIVES.indexOf(primitive.getDescriptor())];
        String types = "(" + primitive.getDescriptor() + ")L" + wrapper + ";";
        code.visitMethodInsn(Opcodes.INVOKESTATIC, wrapper, "valueOf", types, false);
    }

    /** A wrapper may hold a narrower number than is wanted; anything else holds what is wanted. */
    private static void unbox(MethodVisitor code, Type from, Type to) {
        int kind = -1;
        for (int i = 0; i < WRAPPERS.length; i++) {
            if (WRAPPERS[i].equals(from.getInternalName())) {
                kind = i;
            }
        }
        if (kind < 0) {
            kind = PRIMITIVES.indexOf(to.getDescriptor());
            code.visitTypeInsn(Opcodes.CHECKCAST, WRAPPERS[kind]);
        }
        Type held = Type.getType(PRIMITIVES.substring(kind, kind + 1));
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                WRAPPERS[kind],
                held.getClassName() + "Value",
                "()" + held.getDescriptor(),
                false);
        if (!held.equals(to)) {
            widen(code, held, to);
        }
    }

    /** Up to int, all are the same to the JVM. */
    private static void widen(MethodVisitor code, Type from, Type to) {
        int wide = to.getSort();
        if (from.getSort() <= Type.INT && wide > Type.INT) {
            code.visitInsn(wide == Type.LONG ? Opcodes.I2L : wide == Type.FLOAT ? Opcodes.I2F : Opcodes.I2D);
        } else if (from.getSort() == Type.LONG) {
            code.visitInsn(wide == Type.FLOAT ? Opcodes.L2F : Opcodes.L2D);
        } else if (from.getSort() == Type.FLOAT) {
            code.visitInsn(Opcodes.F2D);
        }
    }
}
