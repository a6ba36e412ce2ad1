package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.PreviewRequest;
import io.syncline.api.RecordId;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.VerifyRequest;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.odoo.internal.recipe.ShippedRecipes;
import io.syncline.testkit.ManualClock;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Sixty private values in a real database appear in no text, payload, preview, report, explanation or log of any model, with
 * the defaults and as an administrator. It adds fields and records, and deletes the records: use a copy.
 */
@Tag("real-odoo")
class RealPlantedValuesTest {

    private static final int PLANTED = 60;

    /** Models whose texts must show that records with planted values were read. */
    private static final List<String> READ =
            List.of("res.partner", "hr.employee", "crm.lead", "project.task", "product.template", "sale.order");

    private final List<String> leaks = new ArrayList<>();
    private final Set<String> synced = new TreeSet<>();

    @Test
    void privateValuesShouldBeSeenInNoModel(TestReporter reporter) {
        try (RealPlants plants = new RealPlants();
                OdooRecordSource source = RealOdooClient.builder().build()) {
            new RealPlantedRecords(plants).plant();
            Map<String, String> planted = plants.values();
            reporter.publishEntry("planted", planted.size() + " values, skipped: " + plants.skipped());
            String log = log(() -> models(plants.odoo()).forEach(model -> {
                String seen = everythingAbout(source, model, plants.records().getOrDefault(model, List.of()));
                report("text, payload or report of " + model, seen, planted);
                if (READ.contains(model) && plants.records().containsKey(model)) {
                    assertThat(seen).as(model).contains(RealPlants.OPEN);
                }
            }));
            report("log", log, planted);
            reporter.publishEntry("synced", synced.size() + " models: " + synced);

            assertThat(leaks).isEmpty();
            assertThat(planted).hasSizeGreaterThanOrEqualTo(PLANTED);
            assertThat(synced).containsAll(READ);
            assertThat(log).contains("Full sync of res.partner");
        }
    }

    private static List<String> models(RealOdooClient odoo) {
        return odoo.read("ir.model", List.of(List.of("transient", "=", false)), List.of("model")).stream()
                .map(row -> String.valueOf(row.get("model")))
                .filter(model -> !model.startsWith("_")) // no records, and a name that no request may have
                .sorted()
                .toList();
    }

    private void report(String where, String seen, Map<String, String> planted) {
        planted.forEach((value, field) -> {
            if (seen.contains(value)) {
                leaks.add(field + " in the " + where);
            }
        });
    }

    private String everythingAbout(OdooRecordSource source, String model, List<Long> planted) {
        ModelName name = ModelName.of(model);
        InMemoryVectorSink sink = new InMemoryVectorSink();
        try (SyncEngine engine = SyncEngine.builder()
                .source(source)
                .embedder(InMemoryEmbedder.builder().dimension(8).build())
                .sink(sink)
                .metadata(new InMemoryMetadataStore(new ManualClock(Instant.parse("2026-11-30T00:00:00Z"))))
                .build()) {
            SyncReport report = engine.sync(SyncRequest.of(model));
            StringBuilder all = new StringBuilder(report.toString());
            if (!report.success()) {
                return all.toString();
            }
            synced.add(model);
            all.append(sink.points(new ModelKey(source.name(), name)));
            if (!planted.isEmpty() || ShippedRecipes.of(model).isPresent()) {
                all.append(engine.verify(VerifyRequest.of(model)));
                planted.forEach(id -> all.append(engine.explain(name, RecordId.of(id))));
                all.append(preview(source, name, planted));
            }
            return all.toString();
        }
    }

    private static Object preview(OdooRecordSource source, ModelName model, List<Long> planted) {
        PreviewRequest.Builder request = PreviewRequest.builder().model(model);
        if (planted.isEmpty()) {
            request.sample(100);
        } else {
            request.ids(planted.stream().map(RecordId::of).toList());
        }
        return SyncEngine.builder()
                .source(source)
                .embedder(InMemoryEmbedder.builder().build())
                .buildPreview()
                .preview(request.build());
    }

    private static String log(Runnable work) {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(before);
        }
        return log.toString(StandardCharsets.UTF_8);
    }
}
