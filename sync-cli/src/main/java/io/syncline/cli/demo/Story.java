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

/** What Syncline does, step by step, on an Odoo that is full of records. */
final class Story {

    private static final List<String> MODELS = List.of(DemoOdoo.PARTNERS, DemoOdoo.PRODUCTS, DemoOdoo.LEADS);
    private static final int DELETED = 10;
    private static final int HITS = 3;

    private final Company company;
    private final DemoOdoo odoo;
    private final SyncEngine engine;
    private final Demo.Runner runner;
    private final Narrator narrator;

    Story(Company company, DemoOdoo odoo, SyncEngine engine, Demo.Runner runner, Narrator narrator) {
        this.company = company;
        this.odoo = odoo;
        this.engine = engine;
        this.runner = runner;
        this.narrator = narrator;
    }

    void tell() throws Exception {
        everything();
        nothing();
        oneChange();
        tenDeletions();
        questions();
    }

    private void everything() throws Exception {
        narrator.section("The first sync reads, embeds and stores everything");
        List<SyncReport> reports = sync();
        narrator.check(
                reports.stream().allMatch(report -> report.outcome() == RunOutcome.COMPLETED)
                        && embedded(reports) == company.records(),
                Text.number(company.records()) + " records of three models embedded, none failed",
                Text.number(embedded(reports)) + " embedded" + errors(reports));
    }

    private void nothing() throws Exception {
        narrator.section("A second sync finds nothing to do");
        List<SyncReport> reports = sync();
        Duration time = reports.stream().map(SyncReport::duration).reduce(Duration.ZERO, Duration::plus);
        narrator.check(
                reports.stream().allMatch(SyncReport::success) && embedded(reports) == 0,
                "nothing embedded, done in " + Text.duration(time),
                Text.number(embedded(reports)) + " embedded" + errors(reports));
    }

    private void oneChange() throws Exception {
        narrator.section("Somebody changes one record in Odoo");
        long id = odoo.customers().get(0);
        String name = company.customers().get(0).name();
        String note = "Opens a museum of old telephones and radio sets in the cellar.";
        narrator.say("   " + name + " gets a new note: \"" + note + "\"");
        odoo.write(DemoOdoo.PARTNERS, id, Map.of("comment", "<p>" + note + "</p>"));
        List<SyncReport> reports = sync();
        String question = "a museum about the history of the telephone";
        SearchHit found = search(question, 1).get(0);
        narrator.check(
                reports.stream().allMatch(SyncReport::success)
                        && embedded(reports) == 1
                        && found.id().value() == id,
                "one record embedded, and \"" + question + "\" finds it",
                embedded(reports) + " embedded, found " + found.model() + " " + found.id() + errors(reports));
    }

    private void tenDeletions() {
        narrator.section("Somebody deletes ten records in Odoo");
        List<Long> leads = odoo.leads();
        List<Long> gone = IntStream.range(0, DELETED)
                .mapToObj(i -> leads.get(i * leads.size() / DELETED))
                .toList();
        gone.stream()
                .limit(HITS)
                .forEach(id -> narrator.say("   deleted: lead " + id + ", "
                        + company.leads().get(leads.indexOf(id)).name()));
        narrator.say("   and " + (DELETED - HITS) + " more");
        odoo.delete(DemoOdoo.LEADS, gone);
        CleanupReport report = engine.cleanup(CleanupRequest.of(DemoOdoo.LEADS));
        CleanupReport again = engine.cleanup(CleanupRequest.of(DemoOdoo.LEADS));
        Set<Long> stale = report.staleRecords().stream().map(id -> id.value()).collect(Collectors.toSet());
        narrator.check(
                report.success()
                        && report.recordsDeleted() == DELETED
                        && stale.equals(Set.copyOf(gone))
                        && again.recordsStale() == 0,
                "cleanup removed these ten and nothing else, " + Text.number(again.recordsStored()) + " leads stay, in "
                        + Text.duration(report.duration()),
                report.recordsDeleted() + " deleted, " + again.recordsStale() + " still stale "
                        + String.join(" ", report.errors()));
    }

    private void questions() {
        narrator.section("Questions in plain words");
        ask("clothes that keep people warm in a freezer warehouse", "thermal workwear", Set.of("coldwear"));
        ask("customer is angry because the delivery came too late", "complaints about late deliveries", Set.of("late"));
        ask("who makes cheese in the mountains?", "the cheese makers among the customers", Set.of("creamery"));
    }

    private void ask(String question, String what, Set<String> kinds) {
        narrator.say("   \"" + question + "\"");
        List<SearchHit> hits = search(question, HITS);
        hits.forEach(hit -> narrator.hit(hit.score(), "  (" + hit.model() + " " + hit.id() + ")", hit.text()));
        boolean good = !hits.isEmpty() && hits.stream().allMatch(hit -> kinds.contains(kind(hit)));
        narrator.check(
                good,
                "the first hits are " + what,
                hits.stream().map(this::kind).toList().toString());
        narrator.say("");
    }

    private List<SearchHit> search(String question, int limit) {
        return engine.search(
                SearchRequest.builder().query(question).limit(limit).build());
    }

    private String kind(SearchHit hit) {
        long id = hit.id().value();
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
            narrator.say(line(report));
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
