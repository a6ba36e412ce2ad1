package io.syncline.odoo;

import static io.syncline.odoo.OdooServerFixture.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.RecordId;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.SyncType;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.settings.EngineSettings;
import io.syncline.core.settings.ModelSettings;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooCall;
import io.syncline.odoo.testserver.OdooFaults;
import io.syncline.odoo.testserver.OdooReply;
import io.syncline.odoo.testserver.OdooUser;
import io.syncline.odoo.testserver.OdooVersion;
import io.syncline.testkit.ManualClock;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryVectorSink;
import io.syncline.testkit.memory.StoredPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A refusal is taken for a lack of rights or for wrong settings only if it lasts and concerns more than one record. */
class PassingRefusalsTest {

    private static final RecordScope NAMES = OdooDataLossTest.scope(PARTNER, "name");
    private static final OdooReply NO_RIGHT = new OdooReply.Fault(4, "You are not allowed to access this");

    private static OdooServerFixture fixture(ManualClock clock) {
        return new OdooServerFixture(
                OdooVersion.V18,
                Transport.XML_RPC,
                OdooUser.administrator("admin", OdooServerFixture.PASSWORD),
                builder -> builder.clock(clock));
    }

    private static OdooServerFixture fixture() {
        return fixture(new ManualClock(Instant.parse("2026-11-23T14:05:24Z")));
    }

    static Stream<OdooReply> refusals() {
        return Stream.of(
                new OdooReply.Http(302, "", Map.of("Location", "https://login.example.com/")),
                new OdooReply.Http(403, "<h1>Forbidden</h1>", Map.of()),
                new OdooReply.Http(404, "<h1>Not Found</h1>", Map.of()),
                new OdooReply.Fault(3, "Access Denied"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusalShouldCountOnceItHasLasted(OdooReply refusal) {
        ManualClock clock = new ManualClock(Instant.parse("2026-11-23T14:05:24Z"));
        try (OdooServerFixture fixture = fixture(clock)) {
            fixture.source().describe(PARTNER);
            fixture.server().intercept(call -> refusal);
            assertThatThrownBy(() -> fixture.source().page(NAMES, IdRange.ALL, 10))
                    .isInstanceOf(TransientException.class)
                    .hasMessageContaining("though it worked before");
            clock.advance(Duration.ofSeconds(4));
            assertThatThrownBy(() -> fixture.source().page(NAMES, IdRange.ALL, 10))
                    .isInstanceOf(TransientException.class);
            clock.advance(Duration.ofSeconds(2));
            assertThatThrownBy(() -> fixture.source().page(NAMES, IdRange.ALL, 10))
                    .isInstanceOf(SetupException.class);
            fixture.server().intercept(call -> OdooReply.proceed());
            assertThat(fixture.source().page(NAMES, IdRange.ALL, 10).records()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusalOfTheFirstCallsShouldCountAtOnce(OdooReply refusal) {
        try (OdooServerFixture fixture = fixture()) {
            fixture.server().intercept(call -> refusal);
            assertThatThrownBy(() -> fixture.source().describe(PARTNER)).isInstanceOf(SetupException.class);
        }
    }

    @Test
    void deniedAccessShouldSayWhatToCheck() {
        try (OdooServerFixture fixture = fixture()) {
            fixture.server().intercept(call -> new OdooReply.Fault(3, "Access Denied"));
            assertThatThrownBy(() -> fixture.source().describe(PARTNER))
                    .hasMessageContaining("database demo does not accept this user")
                    .hasMessageContaining("Access Denied");
        }
    }

    @Test
    void registryThatIsReloadedShouldNotEndTheDescriptionOfAModel() {
        try (OdooServerFixture fixture = fixture()) {
            fixture.source().page(NAMES, IdRange.ALL, 10);
            ModelDescription undisturbed = fixture.source().describe(PARTNER);
            OdooReply reloading = new OdooReply.Fault(1, "KeyError: 'res.partner'");
            fixture.server()
                    .intercept(OdooFaults.times(3, call -> call.name().equals("res.partner.fields_get"), reloading));
            assertThatThrownBy(() -> fixture.source().describe(PARTNER)).isInstanceOf(TransientException.class);
            assertThat(fixture.source().describe(PARTNER)).isEqualTo(undisturbed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"res.company.search_read", "res.lang.get_installed", "ir.config_parameter.search_read"})
    void readThatARunCanDoWithoutShouldNotEndItWhenItBreaks(String method) {
        try (OdooServerFixture fixture = fixture()) {
            OdooReply broken = new OdooReply.Http(502, "<html><title>502 Bad Gateway</title></html>", Map.of());
            fixture.server().intercept(call -> call.name().equals(method) ? broken : OdooReply.proceed());
            assertThat(fixture.source().describe(PARTNER).fields()).isNotEmpty();
            assertThat(fixture.source().database().isPresent()).isEqualTo(!method.startsWith("ir."));
            fixture.server().intercept(call -> broken);
            assertThatThrownBy(() -> fixture.source().database())
                    .as("an outage is no lack of a right")
                    .isInstanceOf(TransientException.class);
        }
    }

    @Test
    void singleDenialOfTheProbeShouldCostNoWatchAndNoField() {
        try (OdooServerFixture fixture = fixture()) {
            List<String> fields = List.of("name", "child_ids", "comment");
            ModelDescription undisturbed = fixture.partial().describe(PARTNER, fields);
            fixture.server()
                    .intercept(OdooFaults.once(call -> call.name().equals("res.partner.search_read"), NO_RIGHT));
            assertThat(fixture.partial().describe(PARTNER, fields)).isEqualTo(undisturbed);
            assertThat(undisturbed.restrictedFields()).isEmpty();
            assertThat(undisturbed.warnings()).noneMatch(warning -> warning.contains("not detected"));
        }
    }

    @Test
    void denialOfAFieldOfTheProbedRecordShouldCostNoOtherRecordTheField() {
        try (OdooServerFixture fixture = fixture()) {
            for (int i = 0; i < 20; i++) {
                fixture.database().create("res.partner", Map.of("name", "Partner " + i, "comment", "Hello"));
            }
            List<String> fields = List.of("name", "comment");
            ModelDescription undisturbed = fixture.partial().describe(PARTNER, fields);
            fixture.server()
                    .intercept(OdooFaults.changing(
                            "res.partner",
                            row -> row.containsKey("comment") && OdooFaults.isRow(row, 1),
                            rows -> NO_RIGHT));
            assertThat(fixture.partial().describe(PARTNER, fields)).isEqualTo(undisturbed);
            RecordPage page =
                    fixture.source().page(OdooDataLossTest.scope(PARTNER, "name", "comment"), IdRange.ALL, 500);
            assertThat(page.records()).hasSize(21);
            assertThat(page.records())
                    .filteredOn(record -> !record.unreadable().isEmpty())
                    .extracting(record -> record.id())
                    .containsExactly(RecordId.of(1));
        }
    }

    /** A change behind a link that could not be watched is found once it can. */
    @Test
    void changeThatAWatchMissedShouldBeFoundOnceTheWatchIsBack() {
        try (OdooServerFixture fixture = fixture()) {
            InMemoryVectorSink sink = new InMemoryVectorSink();
            SyncEngine engine = SyncEngine.builder()
                    .source(fixture.source())
                    .embedder(InMemoryEmbedder.builder().dimension(8).build())
                    .sink(sink)
                    .metadata(new InMemoryMetadataStore(fixture.clock()))
                    .settings(EngineSettings.builder().overlap(Duration.ZERO).build())
                    .model(
                            "res.partner",
                            ModelSettings.builder()
                                    .addFields("name", "country_id")
                                    .build())
                    .build();
            long country = fixture.database().create("res.country", Map.of("name", "Utopia", "code", "UT"));
            long partner = fixture.database().create("res.partner", Map.of("name", "Ada", "country_id", country));
            sync(fixture, engine);
            Predicate<OdooCall> watches =
                    call -> String.valueOf(call.kwargs().get("domain")).contains("country_id.write_date");
            fixture.server().intercept(call -> watches.test(call) ? NO_RIGHT : OdooReply.proceed());
            sync(fixture, engine);
            fixture.clock().advance(Duration.ofHours(1));
            fixture.database().write("res.country", country, Map.of("name", "Atlantis"));
            sync(fixture, engine);
            fixture.server().intercept(call -> OdooReply.proceed());
            sync(fixture, engine);
            assertThat(sink.points(new ModelKey(fixture.source().name(), PARTNER)))
                    .filteredOn(point -> point.record().equals(RecordId.of(partner)))
                    .extracting(StoredPoint::text)
                    .singleElement()
                    .asString()
                    .contains("Atlantis");
            SyncReport idle = sync(fixture, engine);
            assertThat(idle.syncType()).isEqualTo(SyncType.INCREMENTAL);
            engine.close();
        }
    }

    private static SyncReport sync(OdooServerFixture fixture, SyncEngine engine) {
        fixture.clock().advance(Duration.ofHours(1));
        return engine.sync(SyncRequest.of("res.partner"));
    }
}
