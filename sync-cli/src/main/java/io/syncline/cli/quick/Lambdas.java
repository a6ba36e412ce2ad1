package io.syncline.cli.quick;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The lambdas and method references in the classes of one jar, and the classes that stand for them. A lambda that can be
 * serialised stays one.
 *
 * <p>What a lambda does is in a private method of its class, its host. The class that stands for it may call that since it
 * belongs to the same nest, which is why hosts become classes for Java 11, the first with nests.
 */
final class Lambdas {

    private static final String FACTORY = "java/lang/invoke/LambdaMetafactory";

    private final Map<String, byte[]> classes = new LinkedHashMap<>();
    private final Map<String, List<String>> byNest = new LinkedHashMap<>();

    /** A class without its lambdas; the same if it has none. */
    byte[] replaced(byte[] type) {
        ClassReader reader = new ClassReader(type);
        ClassWriter writer = new ClassWriter(reader, 0);
        Host host = new Host(writer);
        reader.accept(host, 0);
        return host.count == 0 ? type : writer.toByteArray();
    }

    /** The classes that stand for those replaced so far, by internal name. */
    Map<String, byte[]> classes() {
        return classes;
    }

    /** Their names, by the class that has to name them as members of its nest. */
    Map<String, List<String>> byNest() {
        return byNest;
    }

    private final class Host extends ClassVisitor {

        private String name = "";
        private String nest = "";
        private int version;
        private int count;

        Host(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String @Nullable [] interfaces) {
            this.name = name;
            this.nest = name;
            this.version = version < Opcodes.V1_8 ? version : Math.max(version, Opcodes.V11);
            super.visit(this.version, access, name, signature, superName, interfaces);
        }

        @Override
        public void visitNestHost(String host) {
            nest = host;
            super.visitNestHost(host);
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String method,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            MethodVisitor next = super.visitMethod(access, method, descriptor, signature, exceptions);
            return new MethodVisitor(Opcodes.ASM9, next) {
                @Override
                public void visitInvokeDynamicInsn(
                        String called, String captures, Handle bootstrap, Object... arguments) {
                    if (bootstrap.getOwner().equals(FACTORY)
                            && bootstrap.getName().equals("metafactory")) {
                        String made = add(called, captures, arguments);
                        super.visitMethodInsn(Opcodes.INVOKESTATIC, made, LambdaClass.MAKER, captures, false);
                    } else {
                        super.visitInvokeDynamicInsn(called, captures, bootstrap, arguments);
                    }
                }
            };
        }

        /** The arguments are those of the JDK's {@code LambdaMetafactory.metafactory}. */
        private String add(String called, String captures, Object... arguments) {
            String made = name + "$$Quick" + count++;
            LambdaClass lambda = new LambdaClass(
                    made, called, captures, (Type) arguments[0], (Handle) arguments[1], (Type) arguments[2]);
            classes.put(made, lambda.bytes(version, nest));
            byNest.computeIfAbsent(nest, none -> new ArrayList<>()).add(made);
            return made;
        }
    }
}
