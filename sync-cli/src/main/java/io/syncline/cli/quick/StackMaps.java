package io.syncline.cli.quick;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** The types of variables at each jump, by which Java verifies a class. Classes for Java 5 and older have none. */
final class StackMaps {

    /** Where it stands in a class file. */
    private static final int MAJOR_VERSION = 6;

    private StackMaps() {}

    static boolean isMissing(byte[] type) {
        return ByteBuffer.wrap(type).getShort(MAJOR_VERSION) < Opcodes.V1_6;
    }

    /**
     * Adds them.
     *
     * @param type a class
     * @param others finds the classes that it uses; they are not initialised
     * @return the class as one for Java 7, the first that must have them; or as it was, if it uses subroutines or a class
     *     that is not there
     */
    static byte[] added(byte[] type, ClassLoader others) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
            @Override
            protected ClassLoader getClassLoader() {
                return others;
            }
        };
        ClassVisitor newer = new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public void visit(
                    int version,
                    int access,
                    String name,
                    @Nullable String signature,
                    @Nullable String superName,
                    String @Nullable [] interfaces) {
                super.visit(Opcodes.V1_7, access, name, signature, superName, interfaces);
            }
        };
        try {
            new ClassReader(type).accept(newer, 0);
        } catch (TypeNotPresentException | IllegalArgumentException impossible) {
            return type;
        }
        return writer.toByteArray();
    }
}
