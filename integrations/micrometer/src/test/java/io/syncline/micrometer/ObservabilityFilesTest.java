package io.syncline.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The dashboard, the alerts and the page about metrics name what is registered, by the names that Prometheus sees. */
class ObservabilityFilesTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Path DASHBOARD = ROOT.resolve("observability/grafana/syncline.json");
    private static final Path ALERTS = ROOT.resolve("observability/prometheus/syncline-alerts.yml");
    private static final Pattern NAME = Pattern.compile("syncline_[a-z_]+");

    private static Set<String> registered() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Events.all(new SynclineMetrics(registry, Events.SOURCE), Instant.EPOCH);
        return Pattern.compile("(?m)^(syncline_[a-z_]+)[{ ]")
                .matcher(registry.scrape())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> named(Path file) throws IOException {
        return NAME.matcher(Files.readString(file, StandardCharsets.UTF_8))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void dashboardShouldNameOnlyMetricsThatExist() throws IOException {
        assertThat(named(DASHBOARD)).hasSizeGreaterThan(10).isSubsetOf(registered());
    }

    @Test
    void alertsShouldNameOnlyMetricsThatExist() throws IOException {
        assertThat(named(ALERTS)).hasSizeGreaterThan(3).isSubsetOf(registered());
    }

    @Test
    void dashboardShouldBeOneThatAnyGrafanaCanImport() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());

        assertThat(dashboard.get("id").isNull()).isTrue();
        assertThat(dashboard.at("/__inputs/0/name").textValue()).isEqualTo("DS_PROMETHEUS");
        assertThat(dashboard.get("panels")).hasSizeGreaterThan(8).allSatisfy(panel -> {
            assertThat(panel.at("/datasource/uid").textValue()).isEqualTo("${DS_PROMETHEUS}");
            assertThat(panel.get("targets")).isNotEmpty();
        });
    }

    @Test
    void pageShouldListEveryMetric() throws IOException {
        Set<String> listed = named(ROOT.resolve("docs/metrics.md"));

        assertThat(registered())
                .filteredOn(name -> !name.endsWith("_count") && !name.endsWith("_max") && !name.endsWith("_bucket"))
                .extracting(name -> name.replaceFirst("_seconds_sum$", "_seconds"))
                .isSubsetOf(listed);
    }
}
