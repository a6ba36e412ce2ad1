package io.syncline.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.syncline.core.adapter.ConfigException;
import io.syncline.core.adapter.Option;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.Metered;
import io.syncline.core.port.embedding.EmbedderQuota;
import io.syncline.core.settings.EngineOptions;
import io.syncline.core.settings.EngineSettings;
import io.syncline.core.settings.FingerprintChange;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {

    private static final String SOURCE = """
            source:
              type: odoo
              url: https://erp.example.com
              database: production
              username: bot
              api-key: ${ODOO_KEY}
            """;
    private static final Map<String, String> ENVIRONMENT = Map.of("ODOO_KEY", "k3y", "BATCH", "250", "EMPTY", "");

    @TempDir
    private Path directory;

    private Config read(String text) throws IOException {
        Files.writeString(directory.resolve("syncline.yaml"), text);
        return ConfigReader.read(directory, Path.of("syncline.yaml"), ENVIRONMENT);
    }

    @Test
    void readerShouldUseEmbeddedDefaultsWhenOnlyTheSourceIsGiven() throws IOException {
        Config config = read(SOURCE);

        assertThat(config.embedder()).hasToString("onnx{}");
        assertThat(config.sink()).hasToString("sqlite{path=" + directory.resolve("data/syncline.db") + "}");
        assertThat(config.state()).hasToString("file{path=" + directory.resolve("data/sync_metadata.json") + "}");
        assertThat(config.engine()).isEqualTo(EngineSettings.defaults());
        assertThat(config.models()).isEmpty();
        assertThat(config.source().toString()).contains("url=https://erp.example.com", "api-key=***", "page-size=1000");
    }

    @Test
    void readerShouldReadEveryEngineKey() throws IOException {
        EngineSettings engine = read(SOURCE + """
                        engine:
                          fetch-batch-size: ${BATCH}
                          embed-batch-size: 20
                          write-batch-size: 30
                          prepare-concurrency: 3
                          embed-concurrency: 5
                          shared-budget: account-1
                          write-concurrency: 6
                          memory-budget: 64 MiB
                          overlap: 1h
                          lease-ttl: 90s
                          checkpoint-interval: 500ms
                          chunk-tokens: 100
                          chunk-overlap-tokens: 10
                          error-budget: 7
                          error-share: 0.25
                          on-fingerprint-change: refuse
                          retry: {first-wait: 1s, longest-wait: 2m, give-up-after: 0}
                        """).engine();

        assertThat(engine.fetchBatchSize()).isEqualTo(250);
        assertThat(engine.embedBatchSize()).isEqualTo(20);
        assertThat(engine.writeBatchSize()).isEqualTo(30);
        assertThat(engine.prepareConcurrency()).isEqualTo(OptionalInt.of(3));
        assertThat(engine.embedConcurrency()).isEqualTo(OptionalInt.of(5));
        assertThat(engine.sharedBudget()).hasValue("account-1");
        assertThat(engine.writeConcurrency()).isEqualTo(6);
        assertThat(engine.memoryBudget()).isEqualTo(64L << 20);
        assertThat(engine.overlap()).isEqualTo(Duration.ofHours(1));
        assertThat(engine.leaseTtl()).isEqualTo(Duration.ofSeconds(90));
        assertThat(engine.checkpointInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(engine.chunkTokens()).isEqualTo(100);
        assertThat(engine.chunkOverlapTokens()).isEqualTo(10);
        assertThat(engine.errorBudget()).isEqualTo(7);
        assertThat(engine.errorShare()).isEqualTo(0.25);
        assertThat(engine.onFingerprintChange()).isEqualTo(FingerprintChange.REFUSE);
        assertThat(engine.retry().firstWait()).isEqualTo(Duration.ofSeconds(1));
        assertThat(engine.retry().longestWait()).isEqualTo(Duration.ofMinutes(2));
        assertThat(engine.retry().giveUpAfter()).isEqualTo(Duration.ZERO);
    }

    @Test
    void engineKeysShouldBeTheSettingsOfTheEngine() {
        Set<String> settings = Arrays.stream(EngineSettings.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && method.getParameterCount() == 0)
                .map(Method::getName)
                .filter(name -> !name.equals("check"))
                .map(name -> name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());

        assertThat(EngineOptions.engine().options()).map(Option::key).containsExactlyInAnyOrderElementsOf(settings);
    }

    @Test
    void readerShouldReadRemotePartsWhenTheyAreGiven() throws IOException {
        Config config = read(SOURCE + """
                models:
                  res.partner: {fields: [name, city], payload: [country_id]}
                  crm.lead:
                    template: |
                      {name} costs $${amount}
                embedder: {type: voyage, api-key: "${ODOO_KEY}", base-url: "http://localhost:1", model: voyage-4, dimension: 512}
                sink: {type: qdrant, host: db, port: 1234, tls: true, api-key: secret, collection: erp}
                state: {type: jdbc, url: "jdbc:postgresql://db/x", username: u, password: p}
                """);

        assertThat(config.embedder().toString())
                .startsWith("voyage{")
                .contains("base-url=http://localhost:1", "dimension=512", "model=voyage-4");
        assertThat(config.sink().toString())
                .startsWith("qdrant{")
                .contains("host=db", "port=1234", "tls=true", "collection=erp");
        assertThat(config.state()).hasToString("jdbc{create-tables=true, password=***, url=***, username=u}");
        assertThat(config.models().get("res.partner").fields()).containsExactly("name", "city");
        assertThat(config.models().get("crm.lead").template()).hasValue("{name} costs ${amount}\n");
        assertThat(config.toString()).doesNotContain("k3y", "secret", "jdbc:postgresql");
    }

    @Test
    void readerShouldReadTheQuotaOfAnEmbedder() throws IOException {
        Config config = read(SOURCE + """
                embedder:
                  type: voyage
                  api-key: k
                  tier: 2
                  requests-per-minute: 100
                  tokens-per-minute: 5000000000
                  price-per-million-tokens: 0.05
                  deadline: 90s
                """);

        assertThat(config.embedder().toString())
                .contains(
                        "tier=TIER_2", "requests-per-minute=100", "price-per-million-tokens=0.05", "deadline=PT1M30S");
        try (Embedder embedder = config.embedder().open()) {
            EmbedderQuota quota = ((Metered) embedder).quota();
            assertThat(quota.requestsPerMinute()).hasValue(100);
            assertThat(quota.tokensPerMinute()).hasValue(5_000_000_000L);
            assertThat(quota.pricePerMillionTokens()).hasValue(new BigDecimal("0.05"));
        }
    }

    @Test
    void readerShouldReadAnOpenAiCompatibleServer() throws IOException {
        Config config = read(SOURCE + """
                embedder: {type: openai-compatible, base-url: "http://gpu:8080/v1", model: bge-m3, dimension: 1024,
                           encoding: float, query-prefix: "query: ", max-inputs: 32, concurrency: 4}
                """);

        assertThat(config.embedder().toString())
                .contains("encoding=FLOAT", "query-prefix=query: ", "request-dimension=false")
                .doesNotContain("api-key");
        try (Embedder embedder = config.embedder().open()) {
            assertThat(embedder.fingerprint().model()).isEqualTo("bge-m3");
            assertThat(embedder.limits().inputs()).isEqualTo(32);
            assertThat(embedder.limits().concurrency()).isEqualTo(4);
        }
    }

    @Test
    void stateShouldBeInTheDatabaseOfAPgvectorSink() throws IOException {
        String sink = "sink: {type: pgvector, url: 'jdbc:postgresql://db/vectors', username: sync, password: p}\n";
        assertThat(read(SOURCE + sink).state())
                .hasToString("jdbc{create-tables=true, password=***, url=***, username=sync}");
        String schema = sink.replace("}", ", schema: s3}");
        assertThat(read(SOURCE + schema).state())
                .as("the login may have no rights in another one")
                .hasToString("jdbc{create-tables=true, password=***, schema=s3, url=***, username=sync}");
        assertThat(read(SOURCE + schema + "state: {type: jdbc, url: 'jdbc:postgresql://other/state'}\n")
                        .state())
                .as("the schema is not of another database")
                .hasToString("jdbc{create-tables=true, url=***}");
        assertThat(read(SOURCE + sink + "state: {type: file}\n")
                        .state()
                        .adapter()
                        .type())
                .isEqualTo("file");
        assertThat(read(SOURCE + sink + "state: {type: jdbc, url: 'jdbc:postgresql://other/state'}\n")
                        .state())
                .as("the login is not for another address")
                .hasToString("jdbc{create-tables=true, url=***}");
    }

    @Test
    void stateShouldShareTheFileOfTheSinkWhenItNamesNone() throws IOException {
        Config config = read(SOURCE + "sink: {type: sqlite, path: here/index.db}\nstate: {type: sqlite}\n");

        assertThat(config.state()).hasToString("sqlite{path=" + directory.resolve("here/index.db") + "}");
    }

    @Test
    void pathsShouldBeRelativeToTheFileWhenItIsElsewhere() throws IOException {
        Files.createDirectories(directory.resolve("conf"));
        Files.writeString(directory.resolve("conf/a.yaml"), SOURCE);

        Config config = ConfigReader.read(directory, Path.of("conf/a.yaml"), ENVIRONMENT);

        assertThat(config.sink()).hasToString("sqlite{path=" + directory.resolve("conf/data/syncline.db") + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`source: {type: odoo, ulr: x}`|syncline.yaml:1: unknown key 'source.ulr'; did you mean 'url'?",
                "`sources:\n  type: odoo`|syncline.yaml:1: unknown key 'sources'; did you mean 'source'?",
                "`sink: {type: sqlite}`|'source' is missing",
                "`source:\n  type: odo`|syncline.yaml:2: 'source.type' must be one of odoo, sql, not 'odo'; did you mean 'odoo'?",
                "`source:\n  url: x`|syncline.yaml:1: 'source.type' is missing: one of odoo, sql",
                "`source:\n  type: odoo\n  url: http://x\n  database:`|syncline.yaml:4: 'source.database' has no value",
                "`source: [a]`|syncline.yaml:1: 'source' must be a section",
                "`- a`|syncline.yaml:1: must be made of keys and values",
                "`source:\n\ttype: odoo`|syncline.yaml:2, column 1: not well-formed YAML",
                "`a: 'b`|not well-formed YAML",
                "``|syncline.yaml is empty",
            })
    void readerShouldNameTheLineWhenTheFileIsWrong(String text, String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read(text == null ? "" : text))
                .withMessageContaining(message)
                .withNoCause();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`engine:\n  fetch-batch-sice: 5`|syncline.yaml:8: unknown key 'engine.fetch-batch-sice'; did you mean 'fetch-batch-size'?",
                "`engine:\n  fetch-batch-size: many`|syncline.yaml:8: 'engine.fetch-batch-size' must be a whole number, not 'many'",
                "`engine:\n  fetch-batch-size: 5000`|syncline.yaml:8: 'engine.fetch-batch-size' must be from 1 to 1000, but is 5000",
                "`engine:\n  overlap: 10`|syncline.yaml:8: 'engine.overlap' must be a duration such as 500ms, 60s, 10m or 2h, not '10'",
                "`engine:\n  memory-budget: 32`|must be a size such as 32MiB",
                "`engine:\n  lease-ttl: 10ms`|syncline.yaml:8: 'engine.lease-ttl' must be at least 1s, but is 10ms",
                "`engine:\n  error-share: 2`|syncline.yaml:8: 'engine.error-share' must be from 0 to 1",
                "`engine:\n  overlap: 1m\n  overlap: 2m`|syncline.yaml:9: 'engine.overlap' is already given in line 8",
                "`engine:\n  retry: {first-wait: 1m, longest-wait: 1s}`|'engine.retry.longest-wait' must be at least 1m, but is 1s",
                "`engine:\n  overlap: ${MISSING}`|syncline.yaml:8: 'engine.overlap' needs the environment variable MISSING, which is not set",
                "`engine:\n  overlap: ${EMPTY}`|syncline.yaml:8: 'engine.overlap' has no value",
                "`engine:\n  overlap: ${open`|holds '${' that is not closed",
                "`sink: {path: x}`|'sink.type' is missing",
                "`sink: {type: qdrant, path: x}`|unknown key 'sink.path'",
                "`sink: {type: qdrant, tls: maybe}`|'sink.tls' must be true or false, not 'maybe'",
                "`embedder: {type: voyage}`|'embedder.api-key' is missing",
                "`embedder: {type: voyage, api-key: k, tier: 4}`|'embedder.tier' must be one of free, 1, 2, 3",
                "`embedder: {type: openai-compatible}`|'embedder.model' is missing",
                "`models:\n  res.partner: {fields: name}`|syncline.yaml:8: 'models.res.partner.fields' must be a list",
                "`models:\n  res partner: {}`|syncline.yaml:8: 'models.res partner': Not a model name",
                "`models:\n  res.partner: {fields: [a], template: '{a}'}`|syncline.yaml:8: 'models.res.partner.fields' [a] and template",
                "`sink: {type: qdrant}\nstate: {type: sqlite}`|'state.path' is missing",
            })
    void readerShouldNameKeyAndLineWhenAValueIsWrong(String text, String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read(SOURCE + text))
                .withMessageContaining(message);
    }

    @Test
    void readerShouldRefuseTwoCredentials() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read(SOURCE + "  password: p\n"))
                .withMessageStartingWith("syncline.yaml:7: 'source.password'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`password:M4RKER`",
                "`password: *M4RKER`",
                "`password: &M4RKER`",
                "`password: !M4RKER`",
                "`password: [M4RKER`",
                "`password: 'M4RKER`",
                "`password: [M4RKER]`",
                "`password: {M4RKER: 1}`",
                "`password: M4RKER: x`",
                "`password: ${M4RKER`",
                "`password: |M4RKER`",
                "`password: M4RKER\n  password: M4RKER`",
                "`M4RKER`",
            })
    void readerShouldNotRepeatASecretWhenItIsWrittenWrongly(String line) {
        String text = "source:\n  type: odoo\n  url: x\n  database: y\n  username: z\n  " + line + "\n";

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read(text))
                .withNoCause()
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("M4RKER"));
    }

    @Test
    void readerShouldNameTheInitCommandWhenThereIsNoFile() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ConfigReader.read(directory, Path.of("none.yaml"), Map.of()))
                .withMessageContaining("The configuration file none.yaml does not exist")
                .withMessageContaining("syncline init");
    }
}
