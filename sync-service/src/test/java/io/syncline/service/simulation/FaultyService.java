package io.syncline.service.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.service.SyncService;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Loads the service and these tests once more, from sources with a fault and otherwise from the class path. */
final class FaultyService extends ClassLoader {

    private static final String PACKAGE = SyncService.class.getPackageName();
    private static final Path SOURCES = Path.of("src", "main", "java").resolve(PACKAGE.replace('.', '/'));

    private final Path classes;

    private FaultyService(Path classes) {
        super(FaultyService.class.getClassLoader());
        this.classes = classes;
    }

    /**
     * A service with a fault.
     *
     * @param directory for changed sources and their classes
     */
    static FaultyService with(List<PlantedFault.Edit> edits, Path directory) throws IOException {
        Path sources = directory.resolve("sources");
        Path classes = Files.createDirectories(directory.resolve("classes"));
        List<Path> changed = new ArrayList<>();
        for (PlantedFault.Edit edit : edits) {
            String source = Files.readString(SOURCES.resolve(edit.file() + ".java"));
            assertThat(source.split(Pattern.quote(edit.text()), -1))
                    .as("the places of '%s' in %s", edit.text(), edit.file())
                    .hasSize(2);
            Path file = sources.resolve(edit.file() + ".java");
            Files.createDirectories(file.getParent());
            changed.add(Files.writeString(file, source.replace(edit.text(), edit.faulty())));
        }
        compile(changed, classes);
        return new FaultyService(classes);
    }

    private static void compile(List<Path> sources, Path classes) throws IOException {
        if (sources.isEmpty()) {
            return;
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            boolean compiled = compiler.getTask(
                            messages,
                            files,
                            null,
                            List.of(
                                    "-d",
                                    classes.toString(),
                                    "-proc:none",
                                    "-nowarn",
                                    "-classpath",
                                    System.getProperty("java.class.path")),
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            return name.startsWith(PACKAGE + ".") ? define(name) : super.loadClass(name, resolve);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/') + ".class";
        Path changed = classes.resolve(file);
        try (InputStream bytes = Files.exists(changed)
                ? Files.newInputStream(changed)
                : getParent().getResourceAsStream(file)) {
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] content = bytes.readAllBytes();
            return defineClass(name, content, 0, content.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
