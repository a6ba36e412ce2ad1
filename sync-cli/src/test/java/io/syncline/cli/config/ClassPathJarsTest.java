package io.syncline.cli.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.syncline.core.adapter.ConfigException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassPathJarsTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"", "not a jar", "PK\u0003\u0004 the begin of one"})
    void jarThatCannotBeOpenedShouldBeNamed(String content) throws IOException {
        Path good = directory.resolve("good.jar");
        new JarOutputStream(Files.newOutputStream(good)).close();
        Path jar = Files.writeString(directory.resolve("broken.jar"), content);

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ClassPathJars.check(good + File.pathSeparator + jar))
                .withMessageStartingWith("The jar " + jar + " cannot be opened: ");
    }

    @Test
    void classPathOfTheBuildShouldBeAccepted() {
        assertThatCode(() ->
                        ClassPathJars.check(System.getProperty("java.class.path") + File.pathSeparator + "none.jar"))
                .doesNotThrowAnyException();
    }
}
