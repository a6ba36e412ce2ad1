package io.syncline.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.adapter.ConfigException;
import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import io.syncline.core.adapter.OptionValues;
import io.syncline.service.ServiceSettings;
import io.syncline.service.schedule.Schedule;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class ConfigurationTest {

    private static final Map<String, String> ODOO = Map.of(
            "syncline.source.type", "odoo",
            "syncline.source.url", "http://127.0.0.1:1",
            "syncline.source.database", "company",
            "syncline.source.username", "sync",
            "syncline.source.api-key", "a-key");

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
    void messageShouldNameTheItemThatIsWritten() {
        assertRefused(
                Map.of("syncline.models[0].name", "res.partner", "syncline.models[0].feilds[0]", "name"),
                "'syncline.models[0] (res.partner).feilds'");
    }

    @Test
    void keysOfModelsShouldBeThoseOfTheChosenAdapterOrOfAnyIfTheApplicationHasItsOwn() {
        Map<String, Object> properties = new LinkedHashMap<>(ODOO);
        properties.put("syncline.models[0].name", "res.partner");
        properties.put("syncline.models[0].table", "partners");

        SynclineSetup setup = setup(properties);

        assertThat(setup.models()).containsOnlyKeys(ModelName.of("res.partner"));
        setup.open(AdapterKind.SOURCE).close();
        assertThatThrownBy(setup::models).isInstanceOf(ConfigException.class).hasMessageContaining("table");
    }

    @Test
    void namesOfModelsShouldKeepTheirDotsAsKeysOfLists() {
        Map<String, Object> properties = new LinkedHashMap<>(ODOO);
        properties.put("syncline.source.filter.res.partner[0][0]", "customer_rank");
        properties.put("syncline.source.filter.res.partner[0][1]", ">");
        properties.put("syncline.source.filter.res.partner[0][2]", "0");
        properties.put("syncline.source.watch.sale.order[0]", "order_line.product_id");
        properties.put("syncline.source.watch[purchase.order]", "order_line.product_id");
        setup(properties).open(AdapterKind.SOURCE).close();

        environment.getPropertySources().remove("application");
        properties.remove("syncline.source.filter.res.partner[0][2]");
        SynclineSetup incomplete = setup(properties);
        assertThatThrownBy(() -> incomplete.open(AdapterKind.SOURCE))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("syncline.source.filter.res.partner", "a field, an operator and a value");
    }

    @Test
    void escapedPlaceholderShouldBeText() {
        setup(Map.of("a.password", "ab\\${cd}"));
        assertThat(new DeclaredProperties(environment).text("a.password")).isEqualTo("ab${cd}");
    }

    @Test
    void placeholderWithoutValueInAVariableShouldBeRefusedWithoutTheText() {
        variables(Map.of("SYNCLINE_SOURCE_TYPE", "odoo", "SYNCLINE_SOURCE_API_KEY", "begins-with-${NOT_SET_ANYWHERE}"));
        SynclineSetup setup = setup(Map.of());
        assertThatThrownBy(() -> setup.open(AdapterKind.SOURCE))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("'syncline.source.api-key'")
                .hasMessageNotContaining("begins-with");
    }

    @Test
    void strongerSourceShouldCountHoweverAKeyIsSpelled() {
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "stronger", Map.of("part.maxItems[0]", "a", "part.innerPart.lastItems[0]", "c")));
        setup(Map.of("part.max-items[0]", "b", "part.inner-part.last-items[0]", "d", "part.inner-part.first", "e"));
        Option<List<String>> items = Option.texts("max-items", "items");
        Option<OptionValues> inner = Option.section(
                "inner-part",
                "a part",
                OptionSet.of(Option.texts("last-items", "items"), Option.text("first", "the first")));

        Map<String, Object> found =
                DeclaredProperties.map("part", PropertyTree.plain(PropertyTree.read(environment, "part")));

        assertThat(new DeclaredProperties(environment).section("part", found, List.of(items, inner)))
                .isEqualTo(Map.of(
                        "max-items", List.of("a"), "inner-part", Map.of("last-items", List.of("c"), "first", "e")));
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
