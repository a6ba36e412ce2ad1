package io.syncline.cli.quick;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

class QuickClassesTest {

    /** Has classes of its own, before those of its parent. */
    private static final class Loader extends ClassLoader {

        private final Map<String, byte[]> classes;

        Loader(Map<String, byte[]> classes) {
            super(QuickClassesTest.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            byte[] bytes = classes.get(name.replace('.', '/'));
            if (bytes == null) {
                return super.loadClass(name, resolve);
            }
            synchronized (this) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? defineClass(name, bytes, 0, bytes.length) : loaded;
            }
        }
    }

    private static Map<String, byte[]> shapes() throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        Path directory = Path.of("target/test-classes/io/syncline/cli/quick");
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(one -> one.getFileName().toString().startsWith("Shapes"))
                    .toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                classes.put("io/syncline/cli/quick/" + name, Files.readAllBytes(file));
            }
        }
        return classes;
    }

    private static Map<String, byte[]> rewritten(Map<String, byte[]> classes) throws IOException {
        List<Path> classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        try (QuickClasses quick = new QuickClasses(classPath)) {
            return quick.rewritten(classes);
        }
    }

    /** How many calls of a method make lambdas at run time. */
    private static int lambdas(Map<String, byte[]> classes, String factory) {
        int[] count = {0};
        classes.values()
                .forEach(bytes -> new ClassReader(bytes)
                        .accept(
                                new ClassVisitor(Opcodes.ASM9) {
                                    @Override
                                    public MethodVisitor visitMethod(
                                            int access,
                                            String name,
                                            String types,
                                            String signature,
                                            String[] exceptions) {
                                        return new MethodVisitor(Opcodes.ASM9) {
                                            @Override
                                            public void visitInvokeDynamicInsn(
                                                    String called,
                                                    String captures,
                                                    Handle bootstrap,
                                                    Object... arguments) {
                                                count[0] += bootstrap.getName().equals(factory) ? 1 : 0;
                                            }
                                        };
                                    }
                                },
                                0));
        return count[0];
    }

    @Test
    void lambdasShouldDoTheSameAsClasses() throws Exception {
        Map<String, byte[]> before = shapes();
        Map<String, byte[]> after = rewritten(before);

        Class<?> type = new Loader(after).loadClass(Shapes.class.getName());
        Object results = ((Supplier<?>) type.getConstructor().newInstance()).get();

        assertThat(type).isNotEqualTo(Shapes.class);
        assertThat(results).isEqualTo(new Shapes().get());
        assertThat(lambdas(before, "metafactory")).isGreaterThan(35);
        assertThat(lambdas(after, "metafactory")).isZero();
        assertThat(lambdas(after, "altMetafactory"))
                .as("lambdas that can be serialised")
                .isEqualTo(lambdas(before, "altMetafactory"))
                .isPositive();
        assertThat(after).hasSize(before.size() + lambdas(before, "metafactory"));
    }

    @Test
    void oldClassesShouldGetStackMapsThatJavaVerifies() throws Exception {
        Path jar = jarOf(picocli.CommandLine.class);
        Map<String, byte[]> before = classesOf(jar);
        Map<String, byte[]> after = rewritten(before);

        assertThat(before.values()).allMatch(StackMaps::isMissing);
        assertThat(after.values()).noneMatch(StackMaps::isMissing);
        assertThat(linked(after)).isEqualTo(linked(before)).isEqualTo(after.keySet());
    }

    @Test
    void oldClassesThatUseWhatIsNotThereShouldStayAsTheyAre() throws Exception {
        Path jar = jarOf(org.apache.xmlrpc.client.XmlRpcClient.class);
        Map<String, byte[]> before = classesOf(jar);
        Map<String, byte[]> after = rewritten(before);

        assertThat(after.keySet()).isEqualTo(before.keySet());
        assertThat(linked(after))
                .as("they use JAXB")
                .hasSizeLessThan(after.size())
                .isEqualTo(linked(before));
        after.forEach((name, bytes) ->
                assertThat(StackMaps.isMissing(bytes)).as(name).isEqualTo(Arrays.equals(bytes, before.get(name))));
    }

    private static Path jarOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** The classes that can be used. Asking for its methods links a class, which verifies it. */
    private static Set<String> linked(Map<String, byte[]> classes) throws ClassNotFoundException {
        Loader loader = new Loader(classes);
        Set<String> linked = new LinkedHashSet<>();
        for (String name : classes.keySet()) {
            try {
                assertThat(loader.loadClass(name.replace('/', '.')).getDeclaredMethods())
                        .doesNotContainNull();
                linked.add(name);
            } catch (NoClassDefFoundError missing) {
                assertThat(missing).hasMessageContaining("javax/xml/bind");
            }
        }
        return linked;
    }

    private static Map<String, byte[]> classesOf(Path jar) throws IOException {
        Map<String, byte[]> classes = new LinkedHashMap<>();
        QuickLibrariesTest.entries(jar).forEach((name, bytes) -> {
            if (name.matches("[a-z].*(?<!module-info)\\.class")) {
                classes.put(name.replace(".class", ""), bytes);
            }
        });
        return classes;
    }

    @Test
    void newClassesWithoutLambdasShouldStayAsTheyAre() throws Exception {
        String name = Type.getInternalName(ExitCodes.class);
        byte[] before;
        try (InputStream in =
                Objects.requireNonNull(ExitCodes.class.getClassLoader().getResourceAsStream(name + ".class"))) {
            before = in.readAllBytes();
        }

        assertThat(rewritten(Map.of(name, before)).get(name)).isSameAs(before);
    }

    enum ExitCodes {
        ONE,
        TWO
    }
}
