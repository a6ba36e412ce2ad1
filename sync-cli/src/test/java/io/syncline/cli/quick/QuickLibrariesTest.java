package io.syncline.cli.quick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickLibrariesTest {

    private static final String CLASSES = "target/test-classes/io/syncline/cli/quick/";
    private static final String PACKAGE = "io/syncline/cli/quick/";

    @TempDir
    Path directory;

    private Path jar;
    private Path quick;

    @BeforeEach
    void build() throws IOException {
        jar = directory.resolve("tool-1.jar");
        quick = directory.resolve("quick");
        jar(directory.resolve("lib/chosen-2.0.jar"), Map.of("a.txt", "a"));
        jar(directory.resolve("lib/chosen-more-2.0.jar"), Map.of("b.txt", "b"));
        jar(jar, Map.of());
    }

    /** With the shapes, if there are no texts. */
    private void jar(Path file, Map<String, String> texts) throws IOException {
        Files.createDirectories(file.getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, "lib/chosen-2.0.jar lib/chosen-more-2.0.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(JarFile.MANIFEST_NAME));
            manifest.write(zip);
            for (Map.Entry<String, String> text : new TreeMap<>(texts).entrySet()) {
                zip.putNextEntry(new ZipEntry(text.getKey()));
                zip.write(text.getValue().getBytes(StandardCharsets.UTF_8));
            }
            if (texts.isEmpty()) {
                for (File shape : new File(CLASSES).listFiles((dir, name) -> name.startsWith("Shapes"))) {
                    zip.putNextEntry(new ZipEntry(PACKAGE + shape.getName()));
                    zip.write(Files.readAllBytes(shape.toPath()));
                }
            }
        }
    }

    private void write(String... names) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(jar.toString(), quick.toString()));
        arguments.addAll(List.of(names));
        QuickLibraries.main(arguments.toArray(String[]::new));
    }

    static Map<String, byte[]> entries(Path file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }

    @Test
    void chosenLibrariesShouldBeBesideTheJarAndOthersWhereTheyWere() throws Exception {
        write("chosen");

        assertThat(quick.resolve("lib").toFile().list()).containsExactly("chosen-2.0.jar");
        assertThat(entries(quick.resolve("lib/chosen-2.0.jar")))
                .usingRecursiveComparison()
                .isEqualTo(entries(directory.resolve("lib/chosen-2.0.jar")));
        assertThat(entries(quick.resolve("tool-1.jar")))
                .containsKey(PACKAGE + "Shapes$$Quick0.class")
                .containsKeys(entries(jar).keySet().toArray(String[]::new));
        try (JarFile file = new JarFile(quick.resolve("tool-1.jar").toFile())) {
            assertThat(file.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH))
                    .isEqualTo("lib/chosen-2.0.jar ../lib/chosen-more-2.0.jar");
        }
    }

    @Test
    void filesShouldBeForAllToRead() throws Exception {
        write("chosen");

        assertThat(Files.getPosixFilePermissions(quick.resolve("tool-1.jar")))
                .contains(PosixFilePermission.OTHERS_READ);
    }

    @Test
    void nothingShouldBeWrittenTwiceUnlessSomethingIsNewer() throws Exception {
        write("chosen");
        FileTime old = FileTime.from(Instant.now().plusSeconds(10));
        Files.setLastModifiedTime(quick.resolve("tool-1.jar"), old);

        write("chosen");
        assertThat(Files.getLastModifiedTime(quick.resolve("tool-1.jar"))).isEqualTo(old);

        Files.setLastModifiedTime(
                directory.resolve("lib/chosen-2.0.jar"),
                FileTime.from(Instant.now().plusSeconds(20)));
        write("chosen");
        assertThat(Files.getLastModifiedTime(quick.resolve("tool-1.jar"))).isNotEqualTo(old);
    }

    @Test
    void libraryThatIsNotThereShouldBeWritten() throws Exception {
        write("chosen");

        write("chosen", "chosen-more");

        assertThat(quick.resolve("lib/chosen-more-2.0.jar")).exists();
        assertThat(entries(quick.resolve("tool-1.jar")).get(JarFile.MANIFEST_NAME))
                .asString(StandardCharsets.UTF_8)
                .contains("lib/chosen-2.0.jar lib/chosen-more-2.0.jar");
    }

    @Test
    void nameOfNoLibraryShouldBeRefusedBeforeAnythingIsWritten() {
        assertThatThrownBy(() -> write("chosen", "chose", "more"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[chose, more]");
        assertThat(quick).doesNotExist();
    }

    @Test
    void signedLibraryShouldBeRefused() throws Exception {
        jar(directory.resolve("lib/chosen-2.0.jar"), Map.of("META-INF/SOMEONE.SF", "signed"));

        assertThatThrownBy(() -> write("chosen"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("signed");
        assertThat(quick.resolve("tool-1.jar")).doesNotExist();
    }

    @Test
    void jarWithoutAClassPathShouldBeRefused() throws Exception {
        jar = directory.resolve("plain.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("a.txt"));
        }

        assertThatThrownBy(() -> write("chosen"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no class path");
    }
}
