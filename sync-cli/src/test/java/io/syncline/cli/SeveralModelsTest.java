package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.cli.CliHarness.Result;
import io.syncline.cli.output.Signals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands for several models at once, from end to end. */
class SeveralModelsTest {

    private static final String PARTNERS = TestOdoo.PARTNERS;
    private static final String PRODUCTS = "product.template";

    @TempDir
    private Path directory;

    private final TestOdoo odoo = new TestOdoo(60);
    private CliHarness cli;

    @BeforeEach
    void configure() throws IOException {
        odoo.database()
                .createAll(PRODUCTS, List.of(Map.of("name", "Desk"), Map.of("name", "Chair"), Map.of("name", "Lamp")));
        cli = new CliHarness(directory).file("syncline.yaml", odoo.config("""
                        models:
                          res.partner: {fields: [name, city]}
                          product.template: {fields: [name]}
                        """));
    }

    @AfterEach
    void close() {
        odoo.close();
    }

    private static JsonNode json(Result result) {
        assertThat(result.out().lines()).as(result.all()).hasSize(1);
        return parsed(result.out());
    }

    private static JsonNode parsed(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }

    @Test
    void allShouldSyncEveryModelOfTheConfiguration() {
        JsonNode report = json(cli.run("sync", "--all", "--json"));

        assertThat(report.get("success").booleanValue()).isTrue();
        assertThat(report.get("models_total").intValue()).isEqualTo(2);
        assertThat(report.get("models_succeeded").intValue()).isEqualTo(2);
        assertThat(report.get("records_embedded").intValue()).isEqualTo(63);
        assertThat(report.get("models")).hasSize(2);
        assertThat(report.at("/models/0/model_name").textValue())
                .as("in the order of the file")
                .isEqualTo(PARTNERS);
        assertThat(report.at("/models/1/records_embedded").intValue()).isEqualTo(3);
    }

    @Test
    void summaryShouldFollowTheReportsOfTheModels() {
        Result result = cli.run("sync", PARTNERS, PRODUCTS, "--parallel", "1");

        assertThat(result.status()).as(result.all()).isZero();
        assertThat(result.out().lines())
                .anyMatch(line -> line.startsWith("res.partner: full sync completed in "))
                .anyMatch(line -> line.startsWith("product.template: full sync completed in "));
        assertThat(result.out().lines().reduce("", (first, last) -> last))
                .startsWith("2 models in ")
                .contains(": 2 succeeded; 63 records embedded, 0 records unchanged, 0 records failed");
    }

    @Test
    void statusShouldBeThatOfTheWorstModelAndTheOthersShouldBeSynced() {
        Result result = cli.run("sync", PARTNERS, "no.such.model", PRODUCTS, "--json");

        assertThat(result.status()).as(result.all()).isEqualTo(ExitCode.USAGE);
        JsonNode report = json(result);
        assertThat(report.get("success").booleanValue()).isFalse();
        assertThat(report.get("exit_status").intValue()).isEqualTo(ExitCode.USAGE);
        assertThat(report.get("models_succeeded").intValue()).isEqualTo(2);
        assertThat(report.at("/models/1/success").booleanValue()).isFalse();
        assertThat(report.at("/models/2/records_embedded").intValue()).isEqualTo(3);
        assertThat(cli.run("sync", PARTNERS, "no.such.model").out()).contains("1 did not (no.such.model)");
    }

    @Test
    void modelsShouldBeInProgressAtTheSameTime() throws Exception {
        TestOdoo.Gate gate = odoo.haltAfter(25);
        cli.file("syncline.yaml", odoo.config("""
                        engine: {fetch-batch-size: 25}
                        models: {res.partner: {}, product.template: {}}
                        """));
        CompletableFuture<Result> both = CompletableFuture.supplyAsync(() -> cli.run("sync", "--all"));
        gate.awaitReached();
        until(() -> cli.run("status", PRODUCTS).out().contains("synced "));
        gate.release();

        assertThat(both.get().status()).isZero();
    }

    @Test
    void planCleanupVerifyAndStatusShouldTakeSeveralModels() {
        JsonNode plan = json(cli.run("plan", "--all", "--json"));
        cli.run("sync", "--all");
        odoo.delete(60, 60);
        JsonNode differing = json(cli.run("verify", "--all", "--json"));
        JsonNode cleanup = json(cli.run("cleanup", PARTNERS, PRODUCTS, "--json"));
        Result verified = cli.run("verify", "--all", "--quiet");
        Result status = cli.run("status", PRODUCTS, PARTNERS);

        assertThat(plan.get("records_to_embed").intValue()).isEqualTo(63);
        assertThat(plan.get("cost_usd").doubleValue()).as("computed in process").isZero();
        assertThat(differing.get("exit_status").intValue()).isEqualTo(ExitCode.OUT_OF_SYNC);
        assertThat(differing.get("records_differing").intValue()).isEqualTo(1);
        assertThat(cleanup.get("records_deleted").intValue()).isEqualTo(1);
        assertThat(verified.status()).isZero();
        assertThat(verified.out()).contains("res.partner: in sync", "product.template: in sync", "2 succeeded");
        assertThat(status.out().indexOf("product.template: synced "))
                .isBetween(0, status.out().indexOf("res.partner: synced "));
    }

    @Test
    void statusShouldShowConfiguredModelsThatWereNeverSynced() {
        cli.run("sync", PARTNERS);

        assertThat(cli.run("status").out()).doesNotContain(PRODUCTS);
        assertThat(cli.run("status", "--all").out()).contains("product.template: no completed sync yet");
    }

    @Test
    void oneModelOfAllShouldStillGetASummary() throws IOException {
        cli.file("syncline.yaml", odoo.config("models: {product.template: {}}\n"));

        assertThat(json(cli.run("sync", "--all", "--json")).get("models_total").intValue())
                .isEqualTo(1);
        assertThat(json(cli.run("sync", PRODUCTS, "--json")).get("model_name").textValue())
                .isEqualTo(PRODUCTS);
    }

    @Test
    void selectionShouldBeRefusedWhenItIsEmptyOrDouble() throws IOException {
        Result nothing = cli.run("sync");
        Result twice = cli.run("sync", PARTNERS, "--all");
        Result many = cli.run("sync", "--all", "--parallel", "65");
        Result limit = cli.run("sync", "--all", "--limit", "0");
        cli.file("none.yaml", odoo.config(""));
        Result none = cli.run("sync", "--all", "--config", "none.yaml", "--json");

        assertThat(List.of(nothing, twice, many, limit, none))
                .allSatisfy(result -> assertThat(result.status()).isEqualTo(ExitCode.USAGE));
        assertThat(nothing.err()).contains("MODEL", "--all");
        assertThat(twice.err()).contains("--all already selects all models");
        assertThat(many.err()).contains("from 1 to 64, not 65");
        assertThat(limit.err()).contains("--limit");
        assertThat(json(none).get("errors").get(0).textValue()).contains("it names none");
    }

    @Test
    void everyShouldRepeatUntilItIsStopped() {
        AtomicReference<Runnable> stop = stoppable();
        CompletableFuture<Result> loop =
                CompletableFuture.supplyAsync(() -> cli.run("sync", "--all", "--every", "10ms", "--json"));
        CliHarness other = new CliHarness(directory);
        until(() -> other.run("status", PARTNERS).out().contains("60 records"));
        odoo.database().write(PARTNERS, 7, Map.of("name", "Renamed"));
        until(() -> other.run("search", "Renamed", "--limit", "1").out().contains("Renamed"));
        stop.get().run();
        Result result = loop.join();

        assertThat(result.err()).contains("Stopping");
        List<JsonNode> rounds =
                result.out().lines().map(SeveralModelsTest::parsed).toList();
        assertThat(rounds).hasSizeGreaterThan(1);
        assertThat(rounds.stream()
                        .mapToInt(round -> round.get("records_embedded").intValue())
                        .sum())
                .isGreaterThanOrEqualTo(64);
    }

    private AtomicReference<Runnable> stoppable() {
        AtomicReference<Runnable> stop = new AtomicReference<>();
        cli.signals = new Signals() {
            @Override
            public <T> T during(Runnable stopping, Callable<T> work) throws Exception {
                stop.set(stopping);
                return work.call();
            }
        };
        return stop;
    }

    /** A model that nobody may read stops no other one, and what was allowed once is not allowed in each round. */
    @Test
    void everyShouldGoOnBesideAMistakeAndReadAllRecordsOnce() {
        cli.run("sync", PARTNERS);
        AtomicReference<Runnable> stop = stoppable();
        CompletableFuture<Result> loop = CompletableFuture.supplyAsync(
                () -> cli.run("sync", PARTNERS, "no.such.model", "--full", "--every", "10ms", "--json"));
        CliHarness other = new CliHarness(directory);
        until(() -> other.run("status", PARTNERS).out().contains("60 records"));
        odoo.database().write(PARTNERS, 7, Map.of("name", "Renamed"));
        until(() -> other.run("search", "Renamed", "--limit", "1").out().contains("Renamed"));
        stop.get().run();

        List<String> types = loop.join()
                .out()
                .lines()
                .map(SeveralModelsTest::parsed)
                .map(round -> round.at("/models/0/sync_type").textValue())
                .toList();
        assertThat(types).hasSizeGreaterThan(1).startsWith("full");
        assertThat(types.subList(1, types.size())).containsOnly("incremental");
    }

    @Test
    void everyShouldEndWhenTheFirstRoundShowsAMistake() {
        Result result = cli.run("sync", "no.such.model", "--every", "1h");

        assertThat(result.status()).as(result.all()).isEqualTo(ExitCode.USAGE);
        assertThat(cli.run("sync", PARTNERS, "--every", "0").err()).contains("--every must be positive");
    }

    /** The condition runs a command each time, which takes a while. */
    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Processes.BOUND_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("The condition was not met within the bound");
            }
        }
    }
}
