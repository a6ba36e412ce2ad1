package io.syncline.odoo;

import static io.syncline.odoo.OdooServerFixture.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.FieldRestrictions;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooCall;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooTransaction;
import io.syncline.odoo.testserver.OdooUser;
import io.syncline.odoo.testserver.OdooVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Behaviour of Odoo by which clients silently lose data: one test each, on all versions and both transports. */
class OdooDataLossTest {

    private static final ModelName MESSAGE = ModelName.of("mail.message");

    static Stream<Arguments> servers() {
        return Stream.of(
                Arguments.of(OdooVersion.V17, Transport.XML_RPC),
                Arguments.of(OdooVersion.V18, Transport.XML_RPC),
                Arguments.of(OdooVersion.V19, Transport.XML_RPC),
                Arguments.of(OdooVersion.V19, Transport.JSON_2));
    }

    private static OdooServerFixture limited(OdooVersion version, Transport transport) {
        return new OdooServerFixture(
                version,
                transport,
                OdooUser.limited("limited", OdooServerFixture.PASSWORD, "base.group_user"),
                UnaryOperator.identity());
    }

    static RecordScope scope(ModelName model, String... fields) {
        return RecordScope.builder().model(model).addFields(fields).build();
    }

    static RecordScope changed(RecordScope scope, Instant since) {
        return RecordScope.builder().from(scope).changedSince(since).build();
    }

    static List<SourceRecord> all(RecordSource source, RecordScope scope, int limit) {
        List<SourceRecord> records = new ArrayList<>();
        IdRange rest = IdRange.ALL;
        while (true) {
            RecordPage page = source.page(scope, rest, limit);
            assertThat(page.rejected()).isEmpty();
            records.addAll(page.records());
            if (page.end()) {
                return records;
            }
            assertThat(page.resumeAfter()).isGreaterThan(rest.after());
            rest = rest.remainingAfter(page.resumeAfter());
        }
    }

    static List<Long> ids(List<SourceRecord> records) {
        return records.stream().map(row -> row.id().number()).toList();
    }

    private static List<Long> partners(OdooServerFixture fixture, int count) {
        List<Map<String, Object>> values = IntStream.range(0, count)
                .mapToObj(number -> Map.<String, Object>of("name", "Partner " + number))
                .toList();
        return fixture.database().createAll("res.partner", values);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void lateCommitShouldBeListedWithAnOverlap(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = new OdooServerFixture(version, transport)) {
            OdooTransaction late = fixture.database().begin();
            long lost = late.create("res.partner", Map.of("name", "Committed late"));
            fixture.clock().advance(Duration.ofMinutes(5));
            Instant runStart = fixture.source().now();
            late.commit();
            RecordScope overlapped = changed(scope(PARTNER, "name"), runStart.minus(Duration.ofMinutes(10)));
            assertThat(ids(all(fixture.source(), overlapped, 100))).contains(lost);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void modelFilteringAfterItsLimitShouldBeListedInFull(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = limited(version, transport)) {
            fixture.database()
                    .define(OdooModel.named("mail.message")
                            .fields(OdooField.chars("name"))
                            .filterAfterLimit((record, access) -> record.id() % 17 == 0 || record.id() > 900)
                            .build());
            List<Map<String, Object>> values = IntStream.range(0, 1000)
                    .mapToObj(number -> Map.<String, Object>of("name", "Message " + number))
                    .toList();
            List<Long> expected = fixture.database().createAll("mail.message", values).stream()
                    .filter(id -> id % 17 == 0 || id > 900)
                    .toList();
            assertThat(ids(all(fixture.source(), scope(MESSAGE, "name"), 20))).isEqualTo(expected);
            assertThat(slim(fixture.source(), scope(MESSAGE), 20)).isEqualTo(expected);
            assertThat(fixture.source().existing(scope(MESSAGE), List.of(RecordId.of(17), RecordId.of(18))))
                    .containsExactly(RecordId.of(17));
        }
    }

    private static List<Long> slim(RecordSource source, RecordScope scope, int limit) {
        List<Long> found = new ArrayList<>();
        IdRange rest = IdRange.ALL;
        while (true) {
            IdPage page = source.ids(scope, rest, limit);
            page.entries().stream().map(IdAndVersion::id).map(RecordId::number).forEach(found::add);
            if (page.end()) {
                return found;
            }
            rest = rest.remainingAfter(page.resumeAfter());
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void recordsOfOneSecondShouldBePagedOnceAndInOrder(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = new OdooServerFixture(version, transport)) {
            fixture.nextSecond();
            List<Long> created = partners(fixture, 20_000);
            Instant second = Instant.ofEpochSecond(fixture.clock().instant().getEpochSecond());
            List<Long> listed = ids(all(fixture.source(), changed(scope(PARTNER, "name"), second), 500));
            assertThat(listed).isEqualTo(created);
            fixture.server().calls().stream()
                    .flatMap(call -> call.kwargs().keySet().stream())
                    .forEach(argument -> assertThat(argument).isNotEqualTo("offset"));
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void bothWritesWithinOneSecondShouldBeSeen(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = new OdooServerFixture(version, transport)) {
            RecordId first = fixture.create("First");
            Instant second = Instant.ofEpochSecond(fixture.clock().instant().getEpochSecond());
            RecordScope scope = changed(scope(PARTNER, "name"), second);
            assertThat(ids(all(fixture.source(), scope, 100))).contains(first.number());
            fixture.clock().advance(Duration.ofMillis(50));
            fixture.update(first, "First, changed within the same second");
            RecordId other = fixture.create("Second");
            assertThat(all(fixture.source(), scope, 100))
                    .extracting(row -> row.field("name"))
                    .contains(new FieldValue.Text("First, changed within the same second"));
            assertThat(ids(all(fixture.source(), scope, 100))).contains(other.number());
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void renamedCompanyShouldListItsContactsAndOnlyThem(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = new OdooServerFixture(version, transport)) {
            OdooModel partner = fixture.database().model("res.partner");
            fixture.database().define(partner.toBuilder().touches("parent_id").build());
            RecordId company = fixture.create("Company");
            long contact =
                    fixture.database().create("res.partner", Map.of("name", "Contact", "parent_id", company.number()));
            fixture.create("Stranger");
            fixture.clock().advance(Duration.ofHours(1));
            Instant since = fixture.source().now();
            fixture.update(company, "Renamed");
            RecordScope scope = changed(scope(PARTNER, "name", "parent_id"), since);
            List<SourceRecord> listed = all(fixture.source(), scope, 100);
            assertThat(ids(listed)).containsExactly(company.number(), contact);
            assertThat(listed.get(1).field("parent_id")).isEqualTo(new FieldValue.Reference(company, "Renamed"));
            assertThat(fixture.source().count(scope)).isEqualTo(2);
            assertThat(ids(all(fixture.source(), changed(scope(PARTNER, "name"), since), 100)))
                    .as("the parent's name is not among the fields")
                    .containsExactly(company.number());
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void renamedTagShouldListItsRecords(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = new OdooServerFixture(version, transport)) {
            long tag = fixture.database().create("res.partner.category", Map.of("name", "Old"));
            long tagged =
                    fixture.database().create("res.partner", Map.of("name", "Tagged", "category_id", List.of(tag)));
            fixture.clock().advance(Duration.ofHours(1));
            Instant since = fixture.source().now();
            fixture.database().write("res.partner.category", tag, Map.of("name", "New"));
            List<SourceRecord> listed =
                    all(fixture.source(), changed(scope(PARTNER, "name", "category_id"), since), 100);
            assertThat(ids(listed)).containsExactly(tagged);
            assertThat(listed.get(0).field("category_id"))
                    .isEqualTo(new FieldValue.References(List.of(new FieldValue.Reference(RecordId.of(tag), "New"))));
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void relatedRecordsShouldNotBeWatchedWhenThatIsOff(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = new OdooServerFixture(
                version,
                transport,
                OdooUser.administrator("admin", OdooServerFixture.PASSWORD),
                builder -> builder.watchRelated(false).watch(PARTNER, "country_id"))) {
            long country = fixture.database().create("res.country", Map.of("name", "Utopia", "code", "UT"));
            long tag = fixture.database().create("res.partner.category", Map.of("name", "Old"));
            long citizen = fixture.database().create("res.partner", Map.of("name", "Citizen", "country_id", country));
            fixture.database().create("res.partner", Map.of("name", "Tagged", "category_id", List.of(tag)));
            fixture.clock().advance(Duration.ofHours(1));
            Instant since = fixture.source().now();
            fixture.database().write("res.partner.category", tag, Map.of("name", "New"));
            fixture.database().write("res.country", country, Map.of("name", "Erewhon"));
            assertThat(ids(all(fixture.source(), changed(scope(PARTNER, "name", "category_id"), since), 100)))
                    .containsExactly(citizen);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void archivedTagsShouldStayInTheText(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = new OdooServerFixture(version, transport)) {
            long tag = fixture.database().create("res.partner.category", Map.of("name", "Old"));
            fixture.database().create("res.partner", Map.of("name", "Tagged", "category_id", List.of(tag)));
            fixture.database().archive("res.partner.category", tag);
            for (boolean archived : new boolean[] {true, false}) {
                RecordScope scope = RecordScope.builder()
                        .from(scope(PARTNER, "category_id"))
                        .includeArchived(archived)
                        .build();
                assertThat(all(fixture.source(), scope, 100))
                        .extracting(row -> row.field("category_id"))
                        .contains(
                                new FieldValue.References(List.of(new FieldValue.Reference(RecordId.of(tag), "Old"))));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void modelWithoutAChangeTimeShouldBeListedInFullEachTime(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = new OdooServerFixture(version, transport)) {
            fixture.database()
                    .define(OdooModel.named("sale.report")
                            .fields(OdooField.chars("name"), OdooField.many2one("partner_id", "res.partner"))
                            .withoutLog()
                            .build());
            long row = fixture.database().create("sale.report", Map.of("name", "A line"));
            ModelName report = ModelName.of("sale.report");
            assertThat(fixture.source().describe(report).hasChangeTime()).isFalse();
            RecordScope scope = changed(scope(report, "name"), fixture.source().now());
            assertThat(all(fixture.source(), scope, 10)).singleElement().satisfies(record -> {
                assertThat(record.id().number()).isEqualTo(row);
                assertThat(record.version()).isZero();
            });
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void targetWithoutAChangeTimeShouldNotBeWatched(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = new OdooServerFixture(version, transport)) {
            fixture.database()
                    .define(OdooModel.named("a.view")
                            .fields(OdooField.chars("name"))
                            .withoutLog()
                            .build())
                    .addFields("res.partner", OdooField.many2one("view_id", "a.view"));
            assertThat(((FieldRestrictions) fixture.source())
                            .describe(PARTNER, List.of("view_id"))
                            .warnings())
                    .anySatisfy(
                            warning -> assertThat(warning).contains("view_id").contains("a.view has no change time"));
            RecordScope scope =
                    changed(scope(PARTNER, "name", "view_id", "parent_id"), Instant.parse("2026-11-23T14:00:00Z"));
            assertThat(all(fixture.source(), scope, 10)).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void recordsOfOtherCompaniesShouldBeInvisibleAndTheCompaniesReported(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = limited(version, transport)) {
            fixture.database()
                    .define(fixture.database().model("res.partner").toBuilder()
                            .companyRule("company_id")
                            .build())
                    .addFields("res.company", OdooField.many2many("user_ids", "res.users", "company_ids"));
            long other = fixture.database().create("res.company", Map.of("name", "Other"));
            long hidden = fixture.database().create("res.partner", Map.of("name", "Hidden", "company_id", other));
            long shown = fixture.database().create("res.partner", Map.of("name", "Shown", "company_id", 1L));
            assertThat(fixture.source().describe(PARTNER).notes())
                    .contains("Records of these companies are read: YourCompany (1)");
            assertThat(ids(all(fixture.source(), scope(PARTNER, "name"), 10)))
                    .contains(shown)
                    .doesNotContain(hidden);
            assertThat(fixture.source().existing(scope(PARTNER), List.of(RecordId.of(hidden), RecordId.of(shown))))
                    .containsExactly(RecordId.of(shown));
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void everyListingShouldMeanTheSameRecords(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = new OdooServerFixture(version, transport)) {
            fixture.database()
                    .define(OdooModel.named("ir.attachment")
                            .fields(OdooField.chars("name"), OdooField.chars("res_field"))
                            .hides(record -> record.get("res_field") != null, "id", "res_field", "skip_res_field_check")
                            .build());
            fixture.database().create("ir.attachment", Map.of("name", "Shown"));
            fixture.database().create("ir.attachment", Map.of("name", "Hidden", "res_field", "image"));
            RecordScope scope = scope(ModelName.of("ir.attachment"), "name");
            List<SourceRecord> listed = all(fixture.source(), scope, 10);
            assertThat(ids(listed)).as("what the user's own search shows").containsExactly(1L);
            assertThat(fixture.source().count(scope)).isEqualTo(1);
            assertThat(slim(fixture.source(), scope, 10)).isEqualTo(ids(listed));
            Set<RecordId> known = Set.of(RecordId.of(1), RecordId.of(2));
            assertThat(fixture.source().existing(scope, known)).containsExactly(RecordId.of(1));
            assertThat(all(fixture.source(), changed(scope, Instant.parse("2026-11-23T14:00:00Z")), 10))
                    .hasSize(1);
            assertThat(fixture.source().describe(scope.model()).scope()).isEqualTo("res_field = false");
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void contentsOfFieldsShouldBeReadOnDemand(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = new OdooServerFixture(
                version,
                transport,
                OdooUser.administrator("admin", OdooServerFixture.PASSWORD),
                builder -> builder.filter(ModelName.of("ir.attachment"), "res_field", "=", "image"))) {
            fixture.database()
                    .define(OdooModel.named("ir.attachment")
                            .fields(OdooField.chars("name"), OdooField.chars("res_field"))
                            .hides(record -> record.get("res_field") != null, "id", "res_field", "skip_res_field_check")
                            .build());
            fixture.database().create("ir.attachment", Map.of("name", "File"));
            fixture.database().create("ir.attachment", Map.of("name", "Image", "res_field", "image"));
            assertThat(ids(all(fixture.source(), scope(ModelName.of("ir.attachment"), "name"), 10)))
                    .containsExactly(2L);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void languageThatIsNotInstalledShouldBeRefusedWithThoseThatAre(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = new OdooServerFixture(
                version,
                transport,
                OdooUser.administrator("admin", OdooServerFixture.PASSWORD),
                builder -> builder.language("es_ES"))) {
            fixture.database().installLanguage("fr_FR", "French");
            assertThatThrownBy(() -> fixture.source().describe(PARTNER))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("Language es_ES is not installed")
                    .hasMessageContaining("Installed: en_US, fr_FR");
            fixture.database().installLanguage("es_ES", "Spanish");
            assertThat(fixture.source().describe(PARTNER).rendering()).contains("es_ES");
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void languageShouldDecideTextsLabelsAndTheRendering(OdooVersion version, Transport transport) {
        try (OdooServerFixture english = new OdooServerFixture(version, transport);
                OdooServerFixture french = new OdooServerFixture(
                        version,
                        transport,
                        OdooUser.administrator("admin", OdooServerFixture.PASSWORD),
                        builder -> builder.language("fr_FR"))) {
            french.database().installLanguage("fr_FR", "French");
            ModelName models = ModelName.of("res.country");
            assertThat(english.source().describe(models).warnings())
                    .as("nothing can be set")
                    .noneMatch(warning -> warning.contains("language"));
            long country = french.database().create("res.country", Map.of("name", "Germany", "code", "DE"));
            french.database().inLanguage("fr_FR").write("res.country", country, Map.of("name", "Allemagne"));
            ModelName countries = ModelName.of("res.country");
            assertThat(all(french.source(), scope(countries, "name"), 10))
                    .extracting(row -> row.field("name"))
                    .contains(new FieldValue.Text("Allemagne"));
            assertThat(french.source().describe(countries).field("name"))
                    .hasValueSatisfying(field -> assertThat(field.label()).isEqualTo("Nom du pays"));
            assertThat(french.source().describe(countries).warnings())
                    .noneMatch(warning -> warning.contains("language"));
            english.database().installLanguage("fr_FR", "French");
            try (OdooRecordSource fresh = english.freshSource()) {
                assertThat(fresh.describe(countries).warnings())
                        .singleElement()
                        .asString()
                        .startsWith("No language is set")
                        .contains("one of fr_FR");
            }
            assertThat(english.source().describe(countries).rendering())
                    .isNotEqualTo(french.source().describe(countries).rendering());
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void idleRunShouldCostOneCallForItsListing(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = new OdooServerFixture(version, transport)) {
            partners(fixture, 50);
            fixture.source().describe(PARTNER);
            fixture.clock().advance(Duration.ofHours(1));
            fixture.server().resetCalls();
            RecordPage page = fixture.source()
                    .page(
                            changed(scope(PARTNER, "name", "parent_id"), Instant.parse("2026-11-23T14:30:00Z")),
                            IdRange.ALL,
                            500);
            assertThat(page.end()).isTrue();
            assertThat(fixture.server().callCounts()).isEqualTo(Map.of("res.partner.search", 1L));
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void fullListingShouldCostOneCallAPageAndOneForTheEnd(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = new OdooServerFixture(version, transport)) {
            partners(fixture, 25);
            fixture.source().describe(PARTNER);
            fixture.server().resetCalls();
            assertThat(all(fixture.source(), scope(PARTNER, "name"), 10)).hasSize(26);
            Map<String, Long> expected = new HashMap<>();
            expected.put("res.partner.search_read", 3L);
            expected.put("res.partner.search", 1L);
            assertThat(fixture.server().callCounts()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void deletedRecordsShouldNotBeReadOneByOne(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = new OdooServerFixture(version, transport)) {
            fixture.source().describe(PARTNER);
            fixture.server().resetCalls();
            List<RecordId> deleted =
                    IntStream.range(1000, 1500).mapToObj(RecordId::of).toList();
            assertThat(fixture.source().read(scope(PARTNER, "name"), deleted).records())
                    .isEmpty();
            assertThat(fixture.source().existing(scope(PARTNER), deleted)).isEmpty();
            assertThat(fixture.server().calls())
                    .extracting(OdooCall::method)
                    .as("read() takes milliseconds for each deleted record")
                    .containsExactly("search_read", "search");
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void idsBeyondOdoosShouldNotBeSent(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = new OdooServerFixture(version, transport)) {
            RecordId huge = RecordId.of(1L << 40);
            assertThat(fixture.source().existing(scope(PARTNER), List.of(huge))).isEmpty();
            assertThat(fixture.source()
                            .read(scope(PARTNER, "name"), List.of(huge))
                            .records())
                    .isEmpty();
            assertThat(fixture.source()
                            .page(scope(PARTNER, "name"), IdRange.after(Cursor.after(1L << 40)), 10)
                            .end())
                    .isTrue();
        }
    }
}
