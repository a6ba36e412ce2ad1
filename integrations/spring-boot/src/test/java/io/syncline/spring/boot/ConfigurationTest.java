package io.syncline.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.adapter.ConfigException;
import io.syncline.service.ServiceSettings;
import io.syncline.service.schedule.Schedule;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class ConfigurationTest {

    private final StandardEnvironment environment = new StandardEnvironment();

    private SynclineSetup setup(Map<String, Object> properties) {
        environment.getPropertySources().addLast(new MapPropertySource("application", new LinkedHashMap<>(properties)));
        ConfigurationPropertySources.attach(environment);
        return new SynclineSetup(environment, getClass().getClassLoader());
    }

    private void variables(Map<String, Object> variables) {
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables));
    }

    @Test
    void keysShouldBeThoseOfTheFileInAnyFormOfSpring() {
        variables(Map.of(
                "SYNCLINE_SOURCE_API_KEY", "from-a-variable",
                "SYNCLINE_MODELS_0_NAME", "res.users",
                "SYNCLINE_ENGINE_FETCH_BATCH_SIZE", "7"));
        SynclineSetup setup = setup(Map.of(
                "syncline.source.type", "odoo",
                "syncline.source.url", "http://127.0.0.1:1",
                "syncline.source.database", "company",
                "syncline.source.username", "sync",
                "syncline.source.api-key", "from-the-file",
                "syncline.models[0].name", "res.partner",
                "syncline.models[0].fields[0]", "name",
                "syncline.models[0].fields[1]", "email"));

        setup.open(AdapterKind.SOURCE).close();
        assertThat(setup.models()).containsOnlyKeys(ModelName.of("res.users"));
        assertThat(setup.models().values().iterator().next().fields()).containsExactly("name", "email");
        assertThat(setup.engine().fetchBatchSize()).isEqualTo(7);
    }

    @Test
    void runShouldGiveUpBeforeItsNextTime() {
        assertThat(setup(Map.of()).engine().retry().giveUpAfter()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void shutdownShouldNotWaitAsLongAsThatOfTheServer() {
        assertThat(setup(Map.of()).service().drain()).isEqualTo(Duration.ofSeconds(3));
        assertThat(setup(Map.of("syncline.service.drain", "7s")).service().drain())
                .isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void serviceShouldHaveTheOptionsOfTheServer() {
        assertThat(setup(Map.of("syncline.service.second-look", "45s"))
                        .service()
                        .secondLook())
                .isEqualTo(Duration.ofSeconds(45));
    }

    @Test
    void scheduleOfAModelShouldComeBeforeThatOfAll() {
        ServiceSettings settings = setup(Map.of(
                        "syncline.schedule.sync.every", "1m",
                        "syncline.models[0].name", "res.partner",
                        "syncline.models[1].name", "sale.order",
                        "syncline.models[1].schedule.sync.every", "1h"))
                .service();

        assertThat(settings.models().get(ModelName.of("res.partner")).sync())
                .isEqualTo(Schedule.every(Duration.ofMinutes(1)));
        assertThat(settings.models().get(ModelName.of("sale.order")).sync())
                .isEqualTo(Schedule.every(Duration.ofHours(1)));
    }

    @Test
    void unknownKeyShouldBeRefusedByName() {
        assertRefused(Map.of("syncline.sorce.type", "odoo"), "syncline.sorce", "source");
        assertRefused(
                Map.of("syncline.models[0].name", "res.partner", "syncline.models[0].feilds[0]", "name"),
                "feilds",
                "fields");
    }

    @Test
    void modelsByKeyShouldBeRefusedSinceDotsGetLost() {
        assertRefused(
                Map.of("syncline.models.res.partner.fields[0]", "name"),
                "'syncline.models' is a list",
                "name: res.partner");
    }

    @Test
    void placeholderWithoutValueShouldBeRefusedWithoutTheText() {
        assertThatThrownBy(() -> setup(Map.of("syncline.source.password", "begins-with-${NOT_SET_ANYWHERE}")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("'syncline.source.password'")
                .hasMessageNotContaining("begins-with");
    }

    @Test
    void missingPartShouldBeExplainedWithTheFix() {
        assertThatThrownBy(() -> setup(Map.of()).open(AdapterKind.SOURCE))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("'syncline.source.type' is missing: one of ");
        FailureAnalysis analysis = new SynclineFailureAnalyzer()
                .analyze(new IllegalStateException(new ConfigException("'syncline.source.type' is missing")));
        assertThat(analysis.getDescription()).contains("'syncline.source.type' is missing");
        assertThat(analysis.getAction()).contains("syncline.enabled=false", "RecordSource");
    }

    private void assertRefused(Map<String, Object> properties, String... words) {
        assertThatThrownBy(() -> {
                    SynclineSetup setup = setup(properties);
                    setup.models();
                })
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(words);
    }
}
