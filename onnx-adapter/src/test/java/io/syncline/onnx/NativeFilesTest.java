package io.syncline.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeFilesTest {

    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    @TempDir
    private Path parent;

    private final NativeFiles files = NativeFiles.of("Linux", "amd64").orElseThrow();

    @Test
    void unpackShouldCreateAPrivateDirectoryWithAllFiles() throws IOException {
        Path directory = files.unpackInto(parent.resolve("a/b"));

        assertThat(names(directory)).containsExactly("libonnxruntime.so", "libonnxruntime4j_jni.so");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    @Test
    void unpackShouldChangeNothingWhenTheFilesAreIntact() throws IOException {
        Path directory = files.unpackInto(parent);
        for (Path file : list(directory)) {
            Files.setLastModifiedTime(file, LONG_AGO);
        }

        assertThat(files.unpackInto(parent)).isEqualTo(directory);
        assertThat(list(directory))
                .allSatisfy(file -> assertThat(Files.getLastModifiedTime(file)).isEqualTo(LONG_AGO));
    }

    @Test
    void unpackShouldReplaceFilesThatAreTruncatedOrDamaged() throws IOException {
        Path directory = files.unpackInto(parent);
        Path library = directory.resolve("libonnxruntime.so");
        Path jni = directory.resolve("libonnxruntime4j_jni.so");
        byte[] whole = Files.readAllBytes(jni);
        byte[] damaged = whole.clone();
        damaged[1000] ^= 1;
        Files.write(jni, damaged);
        Files.write(library, new byte[100]);
        Files.createFile(directory.resolve("libonnxruntime.so123.part"));

        files.unpackInto(parent);

        assertThat(jni).hasBinaryContent(whole);
        assertThat(library).satisfies(file -> assertThat(Files.size(file)).isGreaterThan(20_000_000));
        assertThat(names(directory))
                .as("temporary files of a killed process are deleted")
                .containsExactly("libonnxruntime.so", "libonnxruntime4j_jni.so");
    }

    @Test
    void unpackShouldFailWhenTheParentIsAFile() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));

        assertThatThrownBy(() -> files.unpackInto(file)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "Linux,amd64,true",
        "Linux,aarch64,true",
        "Mac OS X,aarch64,true",
        "Windows 11,amd64,true",
        "Mac OS X,x86_64,false",
        "Linux,riscv64,false",
        "FreeBSD,sparc,false"
    })
    void platformShouldBeSupportedWhenItsLibrariesAreShipped(String os, String arch, boolean supported) {
        assertThat(NativeFiles.of(os, arch).isPresent()).isEqualTo(supported);
    }

    private static List<String> names(Path directory) throws IOException {
        return list(directory).stream()
                .map(file -> file.getFileName().toString())
                .sorted()
                .toList();
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
