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

/** A configuration on its way to other machines. */
class ConfigTextTest {

    private static final String CONFIG = """
            # comment
            source:
              type: odoo
              url: https://erp.example.com
              database: production
              username: bot
              api-key: %s
              proxy:
                host: proxy
                port: 3128
                username: p
                password: %s
            sink: {type: sqlite, path: vectors.db}
            models:
              res.partner: {template: "{name}: {city}"}
            engine: {fetch-batch-size: 7}
            server: {token: "S3CRET"}
            """;

    @TempDir
    private Path directory;

    private ConfigText toSend(String key, String password) throws IOException {
        return toSend(CONFIG.formatted(key, password));
    }

    private ConfigText toSend(String yaml) throws IOException {
        Files.writeString(directory.resolve("syncline.yaml"), yaml);
        return ConfigReader.toSend(directory, Path.of("syncline.yaml"));
    }

    @Test
    void textThatWasSentShouldBeTheSameConfiguration() throws IOException {
        Map<String, String> there = Map.of("KEY", "k3y", "PROXY_PASSWORD", "s3cret");
        ConfigText text = toSend("${KEY}", "${PROXY_PASSWORD}");

        Config sent = ConfigReader.read(text, there);

        Config read = ConfigReader.read(directory, Path.of("syncline.yaml"), there);
        assertThat(sent.source()).hasToString(read.source().toString());
        assertThat(sent.sink()).hasToString(read.sink().toString()).asString().contains(directory.toString());
        assertThat(sent.state()).hasToString(read.state().toString());
        assertThat(sent.models()).isEqualTo(read.models()).containsKey("res.partner");
        assertThat(sent.engine()).isEqualTo(read.engine());
        assertThat(sent.confidentialValues())
                .isEqualTo(read.confidentialValues())
                .contains("k3y", "s3cret");
        assertThat(text.yaml()).doesNotContain("S3CRET", "comment", "k3y", "s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"M4RKER", "\"M4RKER\"", "${KEY:M4RKER}", "M4RKER${KEY}", "$${M4RKER}"})
    void secretThatIsWrittenIntoTheFileShouldBeRefused(String secret) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> toSend(secret, "${PROXY_PASSWORD}"))
                .withMessageContaining("syncline.yaml:7")
                .withMessageContaining("'source.api-key'")
                .withMessageContaining("${NAME}")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("M4RKER"));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> toSend("${KEY}", "'M4RKER'"))
                .withMessageContaining("'source.proxy.password'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api-key: ${KEY} | apikey: M4RKER | 'source.apikey' is unknown",
                "https://erp | https://bot:M4RKER@erp | 'source.url' holds a login",
                "host: proxy | hots: M4RKER | 'source.proxy.hots' is unknown",
            })
    void secretInAnotherPlaceShouldBeRefused(String right, String wrong, String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> toSend(CONFIG.formatted("${KEY}", "${P}").replace(right, wrong)))
                .withMessageContaining(message)
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("M4RKER"));
    }

    @Test
    void addressOfADatabaseWithAPasswordShouldBeRefused() {
        String source = "source: {type: sql, url: 'jdbc:postgresql://db/shop?user=a&password=M4RKER'}\n";

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> toSend(source))
                .withMessageContaining("'source.url' holds a login")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("M4RKER"));
    }
}
