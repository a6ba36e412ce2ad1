package io.syncline.cli.demo;

import io.syncline.api.CleanupReport;
import io.syncline.api.CleanupRequest;
import io.syncline.api.RunOutcome;
import io.syncline.api.SearchHit;
import io.syncline.api.SearchRequest;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.cli.output.Text;
import io.syncline.core.SyncEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The steps of the demo: each runs the engine and checks the result. */
final class DemoSteps {

    private static final List<String> MODELS = List.of(DemoOdoo.PARTNERS, DemoOdoo.PRODUCTS, DemoOdoo.LEADS);
    private static final int DELETED = 10;
    private static final int HITS = 3;

    private final Company company;
    private final DemoOdoo odoo;
    private final SyncEngine engine;
    private final Demo.Runner runner;
    private final DemoOutput output;

    DemoSteps(Company company, DemoOdoo odoo, SyncEngine engine, Demo.Runner runner, DemoOutput output) {
        this.company = company;
        this.odoo = odoo;
        this.engine = engine;
        this.runner = runner;
        this.output = output;
    }

    void run() throws Exception {
        firstSync();
        idleSync();
        changedRecord();
        deletedRecords();
        searches();
    }

    private void firstSync() throws Exception {
        output.section("The first sync reads, embeds and stores all records");
        List<SyncReport> reports = sync();
        output.check(
                reports.stream().allMatch(report -> report.outcome() == RunOutcome.COMPLETED)
                        && embedded(reports) == company.records(),
                Text.number(company.records()) + " records of three models embedded, none failed",
                Text.number(embedded(reports)) + " embedded" + errors(reports));
    }

    private void idleSync() throws Exception {
        output.section("A second sync finds no changes");
        List<SyncReport> reports = sync();
        Duration time = reports.stream().map(SyncReport::duration).reduce(Duration.ZERO, Duration::plus);
        output.check(
                reports.stream().allMatch(SyncReport::success) && embedded(reports) == 0,
                "nothing embedded, done in " + Text.duration(time),
                Text.number(embedded(reports)) + " embedded" + errors(reports));
    }

    private void changedRecord() throws Exception {
        output.section("One record changes in Odoo");
        long id = odoo.customers().get(0);
        String name = company.customers().get(0).name();
        String note = "Opens a museum of old telephones and radio sets in the cellar.";
        output.say("   " + name + " gets a new note: \"" + note + "\"");
        odoo.write(DemoOdoo.PARTNERS, id, Map.of("comment", "<p>" + note + "</p>"));
        List<SyncReport> reports = sync();
        String question = "a museum about the history of the telephone";
        SearchHit found = search(question, 1).get(0);
        output.check(
                reports.stream().allMatch(SyncReport::success)
                        && embedded(reports) == 1
                        && found.id().number() == id,
                "one record embedded, and \"" + question + "\" finds it",
                embedded(reports) + " embedded, found " + found.model() + " " + found.id() + errors(reports));
    }

    private void deletedRecords() {
        output.section("Ten records are deleted in Odoo");
        List<Long> leads = odoo.leads();
        List<Long> deleted = IntStream.range(0, DELETED)
                .mapToObj(i -> leads.get(i * leads.size() / DELETED))
                .toList();
        deleted.stream()
                .limit(HITS)
                .forEach(id -> output.say("   deleted: lead " + id + ", "
                        + company.leads().get(leads.indexOf(id)).name()));
        output.say("   and " + (DELETED - HITS) + " more");
        odoo.delete(DemoOdoo.LEADS, deleted);
        CleanupReport report = engine.cleanup(CleanupRequest.of(DemoOdoo.LEADS));
        CleanupReport again = engine.cleanup(CleanupRequest.of(DemoOdoo.LEADS));
        Set<Long> stale = report.staleRecords().stream().map(id -> id.number()).collect(Collectors.toSet());
        output.check(
                report.success()
                        && report.recordsDeleted() == DELETED
                        && stale.equals(Set.copyOf(deleted))
                        && again.recordsStale() == 0,
                "cleanup deleted these ten and nothing else, " + Text.number(again.recordsStored())
                        + " leads remain, in " + Text.duration(report.duration()),
                report.recordsDeleted() + " deleted, " + again.recordsStale() + " still stale "
                        + String.join(" ", report.errors()));
    }

    private void searches() {
        output.section("Searches in plain language");
        ask("clothes that keep people warm in a freezer warehouse", "thermal workwear", Set.of("coldwear"));
        ask("customer is angry because the delivery came too late", "complaints about late deliveries", Set.of("late"));
        ask("who makes cheese in the mountains?", "the cheese makers among the customers", Set.of("creamery"));
    }

    private void ask(String question, String what, Set<String> kinds) {
        output.say("   \"" + question + "\"");
        List<SearchHit> hits = search(question, HITS);
        hits.forEach(hit -> output.hit(hit.score(), "  (" + hit.model() + " " + hit.id() + ")", hit.text()));
        boolean asExpected = !hits.isEmpty() && hits.stream().allMatch(hit -> kinds.contains(kind(hit)));
        output.check(
                asExpected,
                "the first hits are " + what,
                hits.stream().map(this::kind).toList().toString());
        output.say("");
    }

    private List<SearchHit> search(String question, int limit) {
        return engine.search(
                SearchRequest.builder().query(question).limit(limit).build());
    }

    private String kind(SearchHit hit) {
        long id = hit.id().number();
        return switch (hit.model().value()) {
            case DemoOdoo.PRODUCTS ->
                company.products().get(odoo.products().indexOf(id)).family();
            case DemoOdoo.LEADS -> company.leads().get(odoo.leads().indexOf(id)).kind();
            default -> {
                int customer = odoo.customers().indexOf(id);
                yield customer < 0
                        ? "contact"
                        : company.customers().get(customer).industry();
            }
        };
    }

    private List<SyncReport> sync() throws Exception {
        List<SyncReport> reports = new ArrayList<>();
        for (String model : MODELS) {
            SyncReport report = runner.run(engine, SyncRequest.of(model));
            output.say(line(report));
            reports.add(report);
        }
        return reports;
    }

    private static String line(SyncReport report) {
        double seconds = report.duration().toMillis() / 1000.0;
        String rate = report.recordsEmbedded() < 2
                ? ""
                : ", " + Text.number(Math.round(report.recordsEmbedded() / seconds)) + " a second";
        return String.format(
                Locale.ROOT,
                "   %-17s %5s read, %5s embedded in %s%s",
                report.model(),
                Text.number(report.recordsProcessed()),
                Text.number(report.recordsEmbedded()),
                Text.duration(report.duration()),
                rate);
    }

    private static long embedded(List<SyncReport> reports) {
        return reports.stream().mapToLong(SyncReport::recordsEmbedded).sum();
    }

    private static String errors(List<SyncReport> reports) {
        return reports.stream()
                .flatMap(report -> report.errors().stream())
                .limit(HITS)
                .map(error -> ", " + error)
                .collect(Collectors.joining());
    }
}
