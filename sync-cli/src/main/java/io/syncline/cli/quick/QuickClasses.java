package io.syncline.cli.quick;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Makes classes that do the same and are ready sooner.
 *
 * <ul>
 *   <li>Classes for Java 5 and older get the stack maps of newer ones ({@link StackMaps}): without them, Java verifies a
 *       class at each start, even one that it has kept.
 *   <li>Lambdas become classes ({@link Lambdas}): Java links each of them at its first use, which takes an eighth of
 *       a millisecond; a start uses 300.
 * </ul>
 */
final class QuickClasses implements AutoCloseable {

    private final URLClassLoader libraries;

    /**
     * Classes of some libraries.
     *
     * @param jars the libraries, with all that their classes use; none is initialised
     */
    QuickClasses(List<Path> jars) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            urls.add(jar.toUri().toURL());
        }
        libraries = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    /**
     * Rewrites all classes of a jar, which may have private members in common.
     *
     * @param classes the bytes of each by its internal name
     * @return the same names, and those of classes that were lambdas
     */
    Map<String, byte[]> rewritten(Map<String, byte[]> classes) {
        Map<String, byte[]> result = new LinkedHashMap<>();
        Lambdas lambdas = new Lambdas();
        classes.forEach((name, bytes) -> result.put(
                name, lambdas.replaced(StackMaps.isMissing(bytes) ? StackMaps.added(bytes, libraries) : bytes)));
        lambdas.byNest()
                .forEach((nest, members) -> result.computeIfPresent(nest, (name, bytes) -> joined(bytes, members)));
        result.putAll(lambdas.classes());
        return result;
    }

    private static byte[] joined(byte[] nest, List<String> members) {
        ClassReader reader = new ClassReader(nest);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public void visitEnd() {
                        members.forEach(this::visitNestMember);
                        super.visitEnd();
                    }
                },
                0);
        return writer.toByteArray();
    }

    @Override
    public void close() throws IOException {
        libraries.close();
    }
}
