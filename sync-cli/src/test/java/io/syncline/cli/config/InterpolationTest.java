package io.syncline.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.syncline.core.adapter.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of a file that refer to variables. */
class InterpolationTest {

    private static final Map<String, String> ENVIRONMENT =
            Map.of("KEY", "k3y", "LINE", "k3y\n", "WINDOWS", "k3y\r\n", "SPACES", " k3y \n", "PREFIX", "query: ");

    @TempDir
    private Path directory;

    private String text(String written) throws IOException {
        Path file = Files.writeString(directory.resolve("a.yaml"), "a: " + written + "\n");
        return Yaml.read(file, Path.of("a.yaml"), new Interpolation(ENVIRONMENT))
                .child("a")
                .text()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "${KEY} | k3y",
                "${LINE} | k3y",
                "${WINDOWS} | k3y",
                "${SPACES} | k3y",
                "'${LINE}' | k3y",
                "\"${WINDOWS}\" | k3y",
                "bot-${LINE}-x | bot-k3y-x",
                "${NOT_SET:default} | default",
                "${KEY:default} | k3y",
            })
    void valueShouldNotEndInTheWhiteSpaceOfAVariable(String written, String text) throws IOException {
        assertThat(text(written)).isEqualTo(text);
    }

    @Test
    void quotesShouldKeepSpacesButNoLineEndOfAVariable() throws IOException {
        assertThat(text("'${PREFIX}'")).isEqualTo("query: ");
        assertThat(text("'${SPACES}'")).isEqualTo(" k3y ");
        assertThat(text("'passage: '")).isEqualTo("passage: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${X:-default}", "${X:=default}", "${X:?message}", "${X:+other}"})
    void formOfAShellShouldBeRefusedWhetherTheVariableIsSetOrNot(String form) {
        for (String name : new String[] {"KEY", "NOT_SET"}) {
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> text(form.replace("X", name)))
                    .withMessageContaining(
                            "'a' gives " + name + " a default that begins with '" + form.charAt(4) + "'");
        }
    }
}
