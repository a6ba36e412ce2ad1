package io.syncline.odoo;

import static io.syncline.odoo.OdooDataLossTest.all;
import static io.syncline.odoo.OdooDataLossTest.ids;
import static io.syncline.odoo.OdooDataLossTest.scope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooFieldType;
import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooModelBuilder;
import io.syncline.odoo.testserver.OdooReply;
import io.syncline.odoo.testserver.OdooUser;
import io.syncline.odoo.testserver.OdooVersion;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ids of reports on SQL views: negative ones are listed like others, and what is no whole number of 64 bits is named. */
class RecordIdsTest {

    private static final ModelName REPORT = ModelName.of("sale.report");
    private static final long LEAST = Integer.MIN_VALUE;

    static Stream<Arguments> servers() {
        return OdooDataLossTest.servers();
    }

    private static OdooServerFixture fixture(
            OdooVersion version, Transport transport, UnaryOperator<OdooModelBuilder> more, long... ids) {
        OdooServerFixture fixture = new OdooServerFixture(
                version,
                transport,
                OdooUser.limited("limited", OdooServerFixture.PASSWORD, "base.group_user"),
                UnaryOperator.identity());
        fixture.database()
                .define(more.apply(OdooModel.named("sale.report").withoutLog().fields(OdooField.chars("name")))
                        .build());
        for (long id : ids) {
            fixture.database().create("sale.report", Map.of("id", id, "name", "Line " + id));
        }
        return fixture;
    }

    @ParameterizedTest
    @MethodSource("servers")
    void negativeIdsShouldBeListedInOrder(OdooVersion version, Transport transport) {
        long[] known = {LEAST, -70, -3, -2, -1, 0, 1, 2, 7};
        try (OdooServerFixture fixture = fixture(version, transport, model -> model, known)) {
            RecordScope scope = scope(REPORT, "name");
            List<Long> expected = LongStream.of(known).boxed().toList();
            fixture.source().describe(REPORT);
            assertThat(ids(all(fixture.source(), scope, 2))).isEqualTo(expected);
            assertThat(ids(all(fixture.source(), scope, 100))).isEqualTo(expected);
            assertThat(fixture.source().count(scope)).isEqualTo(known.length);
            assertThat(fixture.source().ids(scope, IdRange.of(-4, 0), 10).entries())
                    .extracting(entry -> entry.id().number())
                    .containsExactly(-3L, -2L, -1L, 0L);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void negativeRecordsShouldBeFoundById(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = fixture(version, transport, model -> model, LEAST, -3, 5)) {
            List<RecordId> asked = List.of(
                    RecordId.of(-3),
                    RecordId.of(LEAST),
                    RecordId.of(-4),
                    RecordId.of(LEAST - 1),
                    RecordId.of("5"),
                    RecordId.of("a text"));
            assertThat(fixture.source().existing(scope(REPORT), asked))
                    .containsExactlyInAnyOrder(RecordId.of(-3), RecordId.of(LEAST));
            assertThat(ids(fixture.source().read(scope(REPORT, "name"), asked).records()))
                    .containsExactly(LEAST, -3L);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void negativeIdsShouldBeListedIfTheModelFiltersAfterItsLimit(OdooVersion version, Transport transport) {
        long[] known = LongStream.concat(
                        LongStream.of(LEAST, LEAST + 1, -1_000_000_000), LongStream.rangeClosed(-100, 100))
                .toArray();
        try (OdooServerFixture fixture = fixture(
                version,
                transport,
                model -> model.filterAfterLimit((record, access) -> record.id() % 10 == 0 || record.id() == LEAST + 1),
                known)) {
            List<Long> expected = LongStream.of(known)
                    .filter(id -> id % 10 == 0 || id == LEAST + 1)
                    .boxed()
                    .toList();
            assertThat(ids(all(fixture.source(), scope(REPORT, "name"), 7))).isEqualTo(expected);
            assertThat(ids(all(fixture.source(), scope(REPORT, "name"), 7)))
                    .as("once it is known to filter")
                    .isEqualTo(expected);
        }
    }

    /** Only below the first page: later pages are windows of ids, and a gap in front of many ids must not list them all. */
    @ParameterizedTest
    @MethodSource("servers")
    void gapBeforeManyIdsShouldBeCrossedWithoutListingThem(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = new OdooServerFixture(
                version,
                transport,
                OdooUser.limited("limited", OdooServerFixture.PASSWORD, "base.group_user"),
                builder -> builder.maxAnswerBytes(60_000, 60_000))) {
            fixture.database()
                    .define(OdooModel.named("sale.report")
                            .fields(OdooField.chars("name"))
                            .filterAfterLimit((record, access) -> record.id() % 2 == 0)
                            .build());
            List<Map<String, Object>> rows = LongStream.range(-20_000, 0)
                    .mapToObj(id -> Map.<String, Object>of("id", id, "name", "x"))
                    .toList();
            fixture.database().createAll("sale.report", rows);
            List<Long> listed = ids(all(fixture.source(), scope(REPORT, "name"), 50));
            assertThat(listed).hasSize(10_000).startsWith(-20_000L).endsWith(-2L);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void positionsThatOdooCannotHaveShouldEndTheListingWithoutACall(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = fixture(version, transport, model -> model, 1, 2)) {
            fixture.source().describe(REPORT);
            fixture.server().resetCalls();
            for (Cursor after :
                    List.of(Cursor.after(RecordId.of("a text")), Cursor.after(Long.MAX_VALUE), Cursor.END)) {
                RecordPage page = fixture.source().page(scope(REPORT, "name"), IdRange.after(after), 10);
                assertThat(page).isEqualTo(new RecordPage(List.of(), after, true));
            }
            assertThat(fixture.server().calls()).isEmpty();
            assertThat(fixture.source()
                            .page(scope(REPORT, "name"), new IdRange(Cursor.START, Cursor.after(LEAST - 1)), 10)
                            .end())
                    .isTrue();
            assertThat(fixture.source()
                            .page(scope(REPORT, "name"), new IdRange(Cursor.after(LEAST - 7), Cursor.after(1)), 10)
                            .records())
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void idsOfSixtyFourBitsShouldBeListedAndFound(OdooVersion version, Transport transport) {
        long[] known = {-9_000_000_000L, -7, 1, Integer.MAX_VALUE, 3_000_000_000L, 3_000_000_001L, 1L << 60};
        try (OdooServerFixture fixture = fixture(version, transport, OdooModelBuilder::wideIds, known)) {
            RecordScope scope = scope(REPORT, "name");
            List<Long> expected = LongStream.of(known).boxed().toList();
            assertThat(ids(all(fixture.source(), scope, 2))).isEqualTo(expected);
            assertThat(ids(all(fixture.source(), scope, 100))).isEqualTo(expected);
            assertThat(fixture.source().count(scope)).isEqualTo(known.length);
            List<RecordId> asked = List.of(RecordId.of(3_000_000_001L), RecordId.of(-7), RecordId.of(5_000_000_000L));
            assertThat(fixture.source().existing(scope, asked))
                    .containsExactlyInAnyOrder(RecordId.of(3_000_000_001L), RecordId.of(-7));
            assertThat(ids(fixture.source().read(scope, asked).records())).containsExactly(-7L, 3_000_000_001L);
        }
    }

    /** As PostgreSQL does, where the id of a table has 32 bits and the server is older than version 19. */
    @Test
    void idThatATableCannotHaveShouldMatchNothing() {
        try (OdooServerFixture fixture = fixture(OdooVersion.V18, Transport.XML_RPC, model -> model, 1, 2)) {
            RecordScope scope = scope(REPORT, "name");
            assertThat(fixture.source().existing(scope, List.of(RecordId.of(1), RecordId.of(3_000_000_000L))))
                    .containsExactly(RecordId.of(1));
            assertThat(fixture.source()
                            .page(scope, IdRange.after(Cursor.after(3_000_000_000L)), 10)
                            .end())
                    .isTrue();
            assertThat(fixture.source()
                            .ids(scope, IdRange.of(0, 3_000_000_000L), 10)
                            .entries())
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void repeatedIdShouldBeRejectedAndNamed(OdooVersion version, Transport transport) {
        UnaryOperator<OdooModelBuilder> repeating = model -> model.sendsIds(id -> id == 7 ? 5 : id);
        try (OdooServerFixture fixture = fixture(version, transport, repeating, 1, 5, 7, 9)) {
            RecordPage page = fixture.source().page(scope(REPORT, "name"), IdRange.ALL, 10);
            assertThat(page.end()).isTrue();
            assertThat(ids(page.records())).containsExactly(1L, 9L);
            assertThat(page.rejected()).singleElement().satisfies(rejected -> {
                assertThat(rejected.id()).isEqualTo(RecordId.of(5));
                assertThat(rejected.reason()).contains("sale.report has 2 records with the id 5");
            });
            assertThat(fixture.source().ids(scope(REPORT), IdRange.ALL, 10).entries())
                    .extracting(entry -> entry.id().number())
                    .containsExactly(1L, 5L, 9L);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void idThatIsATextOrADecimalShouldBeNamed(OdooVersion version, Transport transport) {
        for (Object odd : List.<Object>of("SO-7", 7.5, 1e26)) {
            UnaryOperator<OdooModelBuilder> sending = model -> model.sendsIds(id -> id == 7 ? odd : id);
            try (OdooServerFixture fixture = fixture(version, transport, sending, 1, 7, 9)) {
                assertThatThrownBy(() -> all(fixture.source(), scope(REPORT, "name"), 10))
                        .isInstanceOf(SetupException.class)
                        .hasMessageContaining("record " + (odd instanceof String ? "'SO-7'" : odd) + " of sale.report")
                        .hasMessageContaining("exclude it with a filter");
                assertThatThrownBy(() -> fixture.source().ids(scope(REPORT), IdRange.ALL, 10))
                        .isInstanceOf(SetupException.class)
                        .hasMessageContaining("of sale.report");
                assertThat(ids(fixture.source()
                                .page(scope(REPORT, "name"), IdRange.of(0, 6), 10)
                                .records()))
                        .as("the others can be read")
                        .containsExactly(1L);
            }
        }
    }

    @Test
    void idBeyondSixtyFourBitsShouldBeNamed() {
        BigInteger odd = new BigInteger("100000000000000000000000000");
        UnaryOperator<OdooModelBuilder> sending = model -> model.sendsIds(id -> id == 7 ? odd : id);
        try (OdooServerFixture fixture = fixture(OdooVersion.V19, Transport.JSON_2, sending, 1, 7)) {
            assertThatThrownBy(() -> all(fixture.source(), scope(REPORT, "name"), 10))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("record " + odd + " of sale.report");
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void numberThatAnIntegerCannotHoldShouldRejectItsRecordOnly(OdooVersion version, Transport transport) {
        UnaryOperator<OdooModelBuilder> wide = model -> model.fields(OdooField.computed(
                "amount",
                OdooFieldType.INTEGER,
                record -> record.id() == 2 ? new BigDecimal("1e26").toBigInteger() : record.id()));
        try (OdooServerFixture fixture = fixture(version, transport, wide, 1, 2, 3)) {
            RecordPage page = fixture.source().page(scope(REPORT, "amount"), IdRange.ALL, 10);
            assertThat(ids(page.records())).containsExactly(1L, 3L);
            assertThat(page.rejected()).singleElement().satisfies(rejected -> {
                assertThat(rejected.id()).isEqualTo(RecordId.of(2));
                assertThat(rejected.reason())
                        .isEqualTo("field amount has the number 1.0E26, which has more than 64 bits");
            });
            assertThat(page.end()).isTrue();
        }
    }

    @Test
    void wholeNumberBeyondSixtyFourBitsInJsonShouldRejectItsRecordOnly() {
        try (OdooServerFixture fixture = fixture(
                OdooVersion.V19,
                Transport.JSON_2,
                model -> model.fields(OdooField.of("amount", OdooFieldType.INTEGER)),
                1)) {
            fixture.source().describe(REPORT);
            List<Map<String, Object>> rows = List.of(
                    Map.of("id", 1, "amount", new BigInteger("100000000000000000000000000")),
                    Map.of("id", 2, "amount", Long.MAX_VALUE));
            fixture.server()
                    .intercept(call ->
                            call.method().equals("search_read") ? new OdooReply.Result(rows) : OdooReply.proceed());
            RecordPage page = fixture.source().page(scope(REPORT, "amount"), IdRange.ALL, 2);
            assertThat(page.rejected())
                    .singleElement()
                    .satisfies(
                            rejected -> assertThat(rejected.reason())
                                    .isEqualTo(
                                            "field amount has the number 100000000000000000000000000, which has more than 64 bits"));
            assertThat(page.records())
                    .singleElement()
                    .satisfies(record ->
                            assertThat(record.field("amount")).isEqualTo(new FieldValue.Whole(Long.MAX_VALUE)));
        }
    }
}
