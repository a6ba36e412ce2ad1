package io.syncline.odoo;

import static io.syncline.odoo.OdooServerFixture.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.CleanupReport;
import io.syncline.api.CleanupRequest;
import io.syncline.api.Difference;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.RestrictedField;
import io.syncline.api.RestrictionReason;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.SyncType;
import io.syncline.api.VerifyRequest;
import io.syncline.core.SyncEngine;
import io.syncline.core.SyncEngineBuilder;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.settings.ModelSettings;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooDatabase;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooFieldType;
import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooTransaction;
import io.syncline.odoo.testserver.OdooUser;
import io.syncline.odoo.testserver.OdooVersion;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryVectorSink;
import io.syncline.testkit.memory.StoredPoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole runs of the engine, from the server to the vectors, on all versions and over both transports. */
class SyncFromOdooTest {

    private static final OdooUser ADMIN = OdooUser.administrator("admin", OdooServerFixture.PASSWORD);

    /** A server with an engine that reads from it. */
    private static final class World implements AutoCloseable {

        private final OdooServerFixture fixture;
        private final InMemoryVectorSink sink = new InMemoryVectorSink();
        private final SyncEngine engine;

        World(OdooVersion version, Transport transport, Map<String, ModelSettings> models) {
            this(new OdooServerFixture(version, transport, ADMIN, UnaryOperator.identity()), models);
        }

        World(OdooServerFixture fixture, Map<String, ModelSettings> models) {
            this.fixture = fixture;
            SyncEngineBuilder builder = SyncEngine.builder()
                    .source(fixture.source())
                    .embedder(InMemoryEmbedder.builder().dimension(8).build())
                    .sink(sink)
                    .metadata(new InMemoryMetadataStore(fixture.clock()));
            models.forEach(builder::model);
            engine = builder.build();
        }

        OdooDatabase database() {
            return fixture.database();
        }

        /** Runs a sync an hour later, so that no overlap reads earlier changes again. */
        SyncReport later(String model) {
            fixture.clock().advance(Duration.ofHours(1));
            return sync(model);
        }

        SyncReport sync(String model) {
            SyncReport report = engine.sync(SyncRequest.of(model));
            assertThat(report.errors()).isEmpty();
            assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
            return report;
        }

        Map<Long, String> texts(String model) {
            ModelKey key = new ModelKey(fixture.source().name(), ModelName.of(model));
            return sink.points(key).stream()
                    .collect(Collectors.toMap(
                            point -> point.record().number(), StoredPoint::text, (a, b) -> a + b, TreeMap::new));
        }

        @Override
        public void close() {
            engine.close();
            fixture.close();
        }
    }

    private static ModelSettings fields(String... names) {
        return ModelSettings.builder().addFields(names).build();
    }

    @ParameterizedTest
    @MethodSource("io.syncline.odoo.OdooDataLossTest#servers")
    void recordsOfATransactionThatCommitsFiveMinutesLateShouldBeSyncedByTheNextRun(
            OdooVersion version, Transport transport) {
        try (World world = new World(version, transport, Map.of("res.partner", fields("name")))) {
            world.sync("res.partner");
            OdooTransaction late = world.database().begin();
            List<Long> lost = IntStream.range(0, 30)
                    .mapToObj(number -> late.create("res.partner", Map.of("name", "Late " + number)))
                    .toList();
            world.fixture.clock().advance(Duration.ofMinutes(5));
            long early = world.fixture.create("Written and synced meanwhile").number();
            SyncReport meanwhile = world.sync("res.partner");
            assertThat(meanwhile.syncType()).isEqualTo(SyncType.INCREMENTAL);
            assertThat(world.texts("res.partner")).containsKey(early).doesNotContainKeys(lost.toArray(Long[]::new));
            late.commit();
            SyncReport next = world.sync("res.partner");
            assertThat(next.syncType()).isEqualTo(SyncType.INCREMENTAL);
            assertThat(next.recordsEmbedded()).isEqualTo(30);
            assertThat(world.texts("res.partner")).containsKeys(lost.toArray(Long[]::new));
        }
    }

    @ParameterizedTest
    @MethodSource("io.syncline.odoo.OdooDataLossTest#servers")
    void bothOfTwoWritesWithinOneSecondShouldReachTheSink(OdooVersion version, Transport transport) {
        try (World world = new World(version, transport, Map.of("res.partner", fields("name")))) {
            long id = world.fixture.create("First").number();
            world.sync("res.partner");
            world.fixture.clock().advance(Duration.ofMillis(20));
            world.database().write("res.partner", id, Map.of("name", "Second, in the same second"));
            assertThat(world.sync("res.partner").recordsEmbedded()).isEqualTo(1);
            assertThat(world.texts("res.partner")).containsEntry(id, "Name: Second, in the same second");
        }
    }

    @ParameterizedTest
    @MethodSource("io.syncline.odoo.OdooDataLossTest#servers")
    void renamedCompanyShouldReSyncItsContactsAndOnlyThem(OdooVersion version, Transport transport) {
        try (World world = new World(version, transport, Map.of("res.partner", fields("name", "parent_id")))) {
            OdooModel partner = world.database().model("res.partner");
            world.database().define(partner.toBuilder().touches("parent_id").build());
            long company = world.fixture.create("Company").number();
            List<Long> contacts = IntStream.range(0, 3)
                    .mapToObj(number -> world.database()
                            .create("res.partner", Map.of("name", "Contact " + number, "parent_id", company)))
                    .toList();
            long other = world.database()
                    .create(
                            "res.partner",
                            Map.of(
                                    "name",
                                    "Other",
                                    "parent_id",
                                    world.fixture.create("Another").number()));
            assertThat(world.later("res.partner").recordsEmbedded()).isEqualTo(7);
            String before = world.texts("res.partner").get(other);
            world.fixture.clock().advance(Duration.ofHours(1));
            world.database().write("res.partner", company, Map.of("name", "Renamed"));
            SyncReport report = world.later("res.partner");
            assertThat(report.recordsProcessed())
                    .as("the company and its contacts")
                    .isEqualTo(4);
            assertThat(report.recordsEmbedded()).isEqualTo(4);
            contacts.forEach(
                    id -> assertThat(world.texts("res.partner").get(id)).endsWith("Related Company: Renamed"));
            assertThat(world.texts("res.partner")).containsEntry(other, before);
            assertThat(world.later("res.partner").recordsProcessed()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("io.syncline.odoo.OdooDataLossTest#servers")
    void chosenFieldsOfLinesShouldBeInTheTextAndFollowTheirChanges(OdooVersion version, Transport transport) {
        try (World world =
                new World(version, transport, Map.of("sale.order", fields("name", "line_ids.name", "buyer_id.city")))) {
            OdooDatabase database = world.database();
            database.define(OdooModel.named("sale.line")
                            .fields(OdooField.chars("name"), OdooField.many2one("order_id", "sale.order"))
                            .build())
                    .define(OdooModel.named("sale.order")
                            .fields(
                                    OdooField.chars("name").label("Name"),
                                    OdooField.one2many("line_ids", "sale.line", "order_id")
                                            .label("Lines"),
                                    OdooField.many2one("buyer_id", "res.partner")
                                            .label("Buyer"))
                            .build());
            long buyer = database.create("res.partner", Map.of("name", "Ada", "city", "London"));
            long order = database.create("sale.order", Map.of("name", "S1", "buyer_id", buyer));
            database.create("sale.order", Map.of("name", "S2"));
            long line = database.create("sale.line", Map.of("name", "Two chairs", "order_id", order));
            database.create("sale.line", Map.of("name", "A table", "order_id", order));
            world.later("sale.order");
            assertThat(world.texts("sale.order"))
                    .containsEntry(order, "Name: S1\nLines / name: Two chairs, A table\nBuyer / City: London")
                    .containsValue("Name: S2");
            world.fixture.clock().advance(Duration.ofHours(1));
            database.write("sale.line", line, Map.of("name", "Three chairs"));
            database.write("res.partner", buyer, Map.of("city", "Paris"));
            assertThat(world.later("sale.order").recordsProcessed()).isEqualTo(1);
            assertThat(world.texts("sale.order"))
                    .containsEntry(order, "Name: S1\nLines / name: Three chairs, A table\nBuyer / City: Paris");
        }
    }

    @ParameterizedTest
    @MethodSource("io.syncline.odoo.OdooDataLossTest#servers")
    void labelsOfPropertiesAndRepeatedFieldsShouldFollowTheRecordThatHoldsThem(
            OdooVersion version, Transport transport) {
        try (World world = new World(version, transport, Map.of("crm.lead", fields("properties", "team_city")))) {
            OdooDatabase database = world.database();
            database.define(OdooModel.named("crm.team")
                            .fields(OdooField.chars("name"), OdooField.chars("city"))
                            .build())
                    .define(OdooModel.named("crm.lead")
                            .fields(
                                    OdooField.many2one("team_id", "crm.team"),
                                    OdooField.of("properties", OdooFieldType.PROPERTIES)
                                            .attribute("definition_record", "team_id"),
                                    OdooField.computed(
                                                    "team_city",
                                                    OdooFieldType.CHAR,
                                                    lead -> lead.link("team_id")
                                                            .map(team -> team.text("city"))
                                                            .orElse(null))
                                            .attribute("related", "team_id.city"))
                            .build());
            long team = database.create("crm.team", Map.of("name", "North", "city", "Oslo"));
            database.create("crm.lead", Map.of("team_id", team));
            database.create("crm.lead", Map.of());
            world.later("crm.lead");
            world.fixture.clock().advance(Duration.ofHours(1));
            database.write("crm.team", team, Map.of("city", "Bergen"));
            assertThat(world.later("crm.lead").recordsProcessed()).isEqualTo(1);
            assertThat(world.texts("crm.lead")).containsValue("team_city: Bergen");
        }
    }

    @ParameterizedTest
    @MethodSource("io.syncline.odoo.OdooDataLossTest#servers")
    void userWithoutRightsShouldGetReadableFieldsAndAReportOfTheOthers(OdooVersion version, Transport transport) {
        OdooUser limited = OdooUser.limited("limited", OdooServerFixture.PASSWORD, "base.group_user");
        try (World world = new World(
                new OdooServerFixture(version, transport, limited, UnaryOperator.identity()),
                Map.of("res.partner", fields("name", "signup_type", "category_id", "company_id")))) {
            OdooDatabase database = world.database();
            database.define(database.model("res.partner").toBuilder()
                            .companyRule("company_id")
                            .rule((record, access) -> !"Secret".equals(record.text("name")))
                            .build())
                    .define(database.model("res.partner.category").toBuilder()
                            .readGroups("base.group_system")
                            .build())
                    .addFields("res.company", OdooField.many2many("user_ids", "res.users", "company_ids"));
            long elsewhere = database.create("res.company", Map.of("name", "Elsewhere"));
            database.create("res.partner", Map.of("name", "Abroad", "company_id", elsewhere));
            database.create("res.partner", Map.of("name", "Secret"));
            SyncReport report = world.sync("res.partner");
            assertThat(report.recordsEmbedded()).isEqualTo(1);
            assertThat(report.restrictedFields())
                    .containsExactly(
                            new RestrictedField("category_id", RestrictionReason.SECURITY_RESTRICTION),
                            new RestrictedField("signup_type", RestrictionReason.SECURITY_RESTRICTION));
            assertThat(report.notes())
                    .containsExactly(
                            "Records of these companies are read: YourCompany (1)",
                            "Left out of res.partner unless the configuration names them:"
                                    + " personal data (barcode, partner_latitude, vat)");
            assertThat(report.warnings())
                    .doesNotContainAnyElementsOf(report.notes())
                    .noneMatch(warning -> warning.contains("language"));
        }
    }

    @ParameterizedTest
    @MethodSource("io.syncline.odoo.OdooDataLossTest#servers")
    void fieldThatFailsInTheMiddleOfARunShouldBeInItsReport(OdooVersion version, Transport transport) {
        OdooUser limited = OdooUser.limited("limited", OdooServerFixture.PASSWORD, "base.group_user");
        try (World world = new World(
                new OdooServerFixture(version, transport, limited, UnaryOperator.identity()),
                Map.of("res.partner", fields("name", "overdue")))) {
            world.database()
                    .addFields(
                            "res.partner",
                            OdooField.computed("overdue", OdooFieldType.INTEGER, record -> 1)
                                    .failing("You are not allowed to access 'Journal Entry' (account.move) records."));
            SyncReport report = world.sync("res.partner");
            assertThat(report.restrictedFields())
                    .containsExactly(new RestrictedField("overdue", RestrictionReason.SECURITY_RESTRICTION));
            assertThat(world.texts("res.partner")).containsValue("Name: There before");
        }
    }

    /** As hr.employee, which users without rights on it read and search by its public fields. */
    @ParameterizedTest
    @MethodSource("io.syncline.odoo.OdooDataLossTest#servers")
    void renamedDepartmentShouldReachTheEmployeesOfAUserWithoutRightsOnThem(OdooVersion version, Transport transport) {
        OdooUser limited = OdooUser.limited("limited", OdooServerFixture.PASSWORD, "base.group_user");
        try (World world = new World(
                new OdooServerFixture(version, transport, limited, UnaryOperator.identity()),
                Map.of(
                        "hr.employee",
                        fields(
                                "name",
                                "job_title",
                                "motto_text",
                                "department_id",
                                "job_id",
                                "office_id",
                                "skill_tag_ids")))) {
            OdooDatabase database = world.database();
            database.define(OdooModel.named("hr.department")
                            .fields(OdooField.chars("name"))
                            .build())
                    .define(OdooModel.named("hr.job")
                            .fields(OdooField.chars("name"))
                            .readGroups("hr.group_hr_user")
                            .build())
                    .define(OdooModel.named("hr.employee")
                            .fields(
                                    OdooField.chars("name"),
                                    OdooField.chars("job_title"),
                                    OdooField.chars("motto_text"),
                                    OdooField.many2one("department_id", "hr.department"),
                                    OdooField.many2one("job_id", "hr.job"),
                                    OdooField.many2one("office_id", "hr.department"),
                                    OdooField.many2many("skill_tag_ids", "hr.department"))
                            .readGroups("hr.group_hr_user")
                            .publicProfile("name", "job_title", "department_id", "job_id")
                            .build());
            long department = database.create("hr.department", Map.of("name", "Sales"));
            long job = database.create("hr.job", Map.of("name", "Seller"));
            for (int i = 0; i < 20; i++) {
                database.create("hr.employee", Map.of("name", "Ann " + i, "department_id", department, "job_id", job));
            }
            SyncReport first = world.sync("hr.employee");
            assertThat(first.recordsEmbedded()).isEqualTo(20);
            assertThat(first.warnings())
                    .singleElement()
                    .asString()
                    .contains("job_id")
                    .doesNotContain("department_id");
            assertThat(first.restrictedFields())
                    .extracting(RestrictedField::name)
                    .containsExactly("motto_text", "office_id", "skill_tag_ids");
            world.later("hr.employee");
            world.fixture.clock().advance(Duration.ofHours(1));
            database.write("hr.department", department, Map.of("name", "Marketing"));
            assertThat(world.later("hr.employee").recordsEmbedded()).isEqualTo(20);
            assertThat(world.texts("hr.employee").values())
                    .allSatisfy(text -> assertThat(text).contains("Marketing"));
        }
    }

    @ParameterizedTest
    @MethodSource("io.syncline.odoo.OdooDataLossTest#servers")
    void recordThatLacksAFieldShouldGetItOnceItCanBeComputed(OdooVersion version, Transport transport) {
        try (World world = new World(version, transport, Map.of("res.partner", fields("name", "mood")))) {
            long bad = world.database().create("res.partner", Map.of("name", "Bad"));
            OdooField mood = OdooField.computed("mood", OdooFieldType.CHAR, record -> "fine");
            world.database()
                    .addFields("res.partner", mood.failingFor(record -> record.id() == bad, 1, "ValueError: no mood"));
            SyncReport first = world.engine.sync(SyncRequest.of("res.partner"));
            assertThat(first.outcome()).isEqualTo(RunOutcome.COMPLETED_WITH_FAILURES);
            assertThat(first.recordsIncomplete()).isEqualTo(1);
            assertThat(first.errors())
                    .containsExactly(
                            "Record " + bad + ": incomplete, the source could not deliver mood (ValueError: no mood)");
            assertThat(world.texts("res.partner").get(bad)).contains("Bad").doesNotContain("fine");
            assertThat(world.texts("res.partner").get(1L)).contains("fine");
            assertThat(world.engine.verify(VerifyRequest.of("res.partner")).examples())
                    .containsExactly(new Difference(RecordId.of(bad), Difference.Kind.LACKS_FIELDS));
            world.database().addFields("res.partner", mood);
            assertThat(world.later("res.partner").recordsEmbedded()).isEqualTo(1);
            assertThat(world.texts("res.partner").get(bad)).contains("fine");
            assertThat(world.engine.verify(VerifyRequest.of("res.partner")).inSync())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("io.syncline.odoo.OdooDataLossTest#servers")
    void modelWithoutChangeTimeShouldBeReadInFullAndEmbeddedByItsContent(OdooVersion version, Transport transport) {
        try (World world = new World(version, transport, Map.of())) {
            OdooDatabase database = world.database();
            database.define(OdooModel.named("sale.report")
                    .fields(OdooField.chars("name"))
                    .withoutLog()
                    .build());
            long first = database.create("sale.report", Map.of("name", "One"));
            database.create("sale.report", Map.of("name", "Two"));
            assertThat(world.sync("sale.report").recordsEmbedded()).isEqualTo(2);
            database.write("sale.report", first, Map.of("name", "Changed"));
            SyncReport report = world.later("sale.report");
            assertThat(report.syncType()).isEqualTo(SyncType.FULL);
            assertThat(report.recordsEmbedded()).isEqualTo(1);
            assertThat(report.recordsUnchanged()).isEqualTo(1);
            assertThat(report.warnings()).anyMatch(warning -> warning.contains("no change time"));
        }
    }

    @ParameterizedTest
    @MethodSource("io.syncline.odoo.OdooDataLossTest#servers")
    void recordsWithoutAChangeTimeShouldBeSyncedToo(OdooVersion version, Transport transport) {
        try (World world = new World(version, transport, Map.of("res.partner", fields("name")))) {
            world.sync("res.partner");
            RecordId undated = world.fixture.createUndated("Loaded by SQL");
            world.later("res.partner");
            assertThat(world.texts("res.partner")).containsEntry(undated.number(), "Name: Loaded by SQL");
            world.database().write("res.partner", undated.number(), Map.of("name", "Changed by SQL"));
            world.database().setWriteDate("res.partner", List.of(undated.number()), null);
            assertThat(world.later("res.partner").recordsEmbedded()).isEqualTo(1);
            assertThat(world.texts("res.partner")).containsEntry(undated.number(), "Name: Changed by SQL");
        }
    }

    @ParameterizedTest
    @MethodSource("io.syncline.odoo.OdooDataLossTest#servers")
    void changedFilterShouldSyncNewMatchesAndLetCleanupDeleteTheOthers(OdooVersion version, Transport transport) {
        try (World world = new World(
                new OdooServerFixture(
                        version, transport, ADMIN, builder -> builder.filter(PARTNER, "country_id.code", "=", "DE")),
                Map.of("res.partner", fields("name")))) {
            long germany = world.database().create("res.country", Map.of("name", "Germany", "code", "DE"));
            long shown = world.database().create("res.partner", Map.of("name", "Shown", "country_id", germany));
            world.sync("res.partner");
            assertThat(world.texts("res.partner")).containsOnlyKeys(shown);
            world.database().create("res.partner", Map.of("name", "Also shown", "country_id", germany));
            world.database().write("res.partner", shown, Map.of("country_id", false));
            assertThat(world.later("res.partner").recordsEmbedded()).isEqualTo(1);
            CleanupReport cleanup = world.engine.cleanup(
                    CleanupRequest.builder().model(PARTNER).ignoreLimits(true).build());
            assertThat(cleanup.recordsDeleted()).isEqualTo(1);
            assertThat(world.texts("res.partner"))
                    .containsValue("Name: Also shown")
                    .hasSize(1);
        }
    }
}
