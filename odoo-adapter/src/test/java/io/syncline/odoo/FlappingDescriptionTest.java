package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.VerifyRequest;
import io.syncline.api.failure.TransientException;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooCall;
import io.syncline.odoo.testserver.OdooFaults;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooReply;
import io.syncline.odoo.testserver.OdooVersion;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a model is called, what new records have, and the fields of linked models are asked for by calls of their own. A run in
 * which one of them breaks embeds nothing again, and neither does the next one.
 */
class FlappingDescriptionTest {

    private static final ModelName PLACE = ModelName.of("x_place");
    private static final ModelName ORDER = ModelName.of("sale.order");

    private static final OdooReply BAD_GATEWAY =
            new OdooReply.Http(502, "<html><title>502 Bad Gateway</title></html>", Map.of());

    private static final OdooReply NO_ACCESS = new OdooReply.Fault(4, "You are not allowed to access this model");

    private static OdooServerFixture fixture() {
        OdooServerFixture fixture = new OdooServerFixture(OdooVersion.V17, Transport.XML_RPC);
        fixture.database()
                .define(OdooModel.named("x_place")
                        .fields(
                                OdooField.chars("x_name"),
                                OdooField.selection("x_kind", Map.of("inn", "Inn", "port", "Port")),
                                OdooField.many2one("x_country", "res.country"))
                        .build());
        for (String name : List.of("Bree", "Dale", "Lake-town")) {
            fixture.database().create("x_place", Map.of("x_name", name, "x_kind", "inn"));
        }
        return fixture;
    }

    private static SyncEngine engine(OdooServerFixture fixture) {
        return SyncEngine.builder()
                .source(fixture.source())
                .embedder(InMemoryEmbedder.builder().dimension(8).build())
                .sink(new InMemoryVectorSink())
                .metadata(new InMemoryMetadataStore(fixture.clock()))
                .build();
    }

    private static SyncReport later(OdooServerFixture fixture, SyncEngine engine, boolean full) {
        fixture.clock().advance(Duration.ofHours(1));
        return engine.sync(SyncRequest.builder().model(PLACE).forceFull(full).build());
    }

    private static Function<OdooCall, OdooReply> breaking(String method) {
        Predicate<OdooCall> broken = call -> call.method().equals(method);
        return call -> broken.test(call) ? BAD_GATEWAY : OdooReply.proceed();
    }

    @Test
    void labelThatComesAndGoesShouldEmbedNothingAgain() {
        try (OdooServerFixture fixture = fixture();
                SyncEngine engine = engine(fixture)) {
            assertThat(later(fixture, engine, false).recordsEmbedded()).isEqualTo(3);
            for (int flip = 0; flip < 3; flip++) {
                fixture.server().intercept(breaking("display_name_for"));
                SyncReport broken = later(fixture, engine, false);
                assertThat(broken.outcome()).isEqualTo(RunOutcome.FAILED);
                assertThat(broken.recordsEmbedded()).isZero();
                assertThat(broken.failure().orElseThrow())
                        .isInstanceOf(TransientException.class)
                        .hasMessageContaining("x_place only in part")
                        .hasMessageContaining("502");
                assertThat(engine.verify(VerifyRequest.builder()
                                        .model(PLACE)
                                        .repair(true)
                                        .build())
                                .outcome())
                        .isEqualTo(RunOutcome.FAILED);

                fixture.server().intercept(call -> OdooReply.proceed());
                SyncReport whole = later(fixture, engine, false);
                assertThat(whole.outcome()).isEqualTo(RunOutcome.COMPLETED);
                assertThat(whole.recordsEmbedded()).isZero();
            }
        }
    }

    @Test
    void callThatIsBrokenForGoodShouldEndNoRunOnceThatIsAccepted() {
        try (OdooServerFixture fixture = fixture();
                SyncEngine engine = engine(fixture)) {
            later(fixture, engine, false);
            fixture.server().intercept(breaking("display_name_for"));

            assertThat(later(fixture, engine, true).recordsEmbedded()).isEqualTo(3);
            SyncReport next = later(fixture, engine, false);

            assertThat(next.outcome()).isEqualTo(RunOutcome.COMPLETED);
            assertThat(next.recordsEmbedded()).isZero();
        }
    }

    @Test
    void firstSyncShouldEmbedNothingThatTheNextOneWouldEmbedAgain() {
        try (OdooServerFixture fixture = fixture();
                SyncEngine engine = engine(fixture)) {
            fixture.server().intercept(breaking("display_name_for"));

            SyncReport first = later(fixture, engine, false);

            assertThat(first.outcome()).isEqualTo(RunOutcome.FAILED);
            assertThat(first.recordsEmbedded()).isZero();
            assertThat(first.errors()).singleElement().asString().contains("Retry later, or run a full sync");
            assertThat(engine.plan(SyncRequest.of(PLACE.value())).warnings())
                    .anyMatch(warning ->
                            warning.startsWith("This sync would be refused") && warning.contains("only in part"));
            fixture.server().intercept(call -> OdooReply.proceed());
            assertThat(later(fixture, engine, false).recordsEmbedded()).isEqualTo(3);
        }
    }

    @Test
    void limitedFirstSyncShouldGoOnWithoutACallThatItCanDoWithout() {
        try (OdooServerFixture fixture = fixture();
                SyncEngine engine = engine(fixture)) {
            fixture.server().intercept(breaking("display_name_for"));

            SyncReport first =
                    engine.sync(SyncRequest.builder().model(PLACE).testLimit(2).build());

            assertThat(first.outcome()).isEqualTo(RunOutcome.COMPLETED);
            assertThat(first.recordsEmbedded()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ir.model.display_name_for", "x_place.default_get"})
    void brokenCallShouldMakeTheDescriptionProvisional(String name) {
        try (OdooServerFixture fixture = fixture()) {
            Predicate<OdooCall> calls = call -> call.name().equals(name);
            assertThat(fixture.source().describe(PLACE).provisional()).isEmpty();

            fixture.server().intercept(call -> calls.test(call) ? BAD_GATEWAY : OdooReply.proceed());
            assertThat(fixture.source().describe(PLACE).provisional())
                    .hasValueSatisfying(cause -> assertThat(cause).contains("502"));

            fixture.server().intercept(call -> calls.test(call) ? NO_ACCESS : OdooReply.proceed());
            assertThat(fixture.source().describe(PLACE).provisional())
                    .as("a missing right is lasting")
                    .isEmpty();

            fixture.server().intercept(OdooFaults.once(calls, BAD_GATEWAY));
            assertThat(fixture.source().describe(PLACE).provisional())
                    .as("the call is repeated")
                    .isEmpty();
        }
    }

    @Test
    void linkedModelWhoseFieldsCannotBeAskedForShouldMakeTheDescriptionProvisional() {
        try (OdooServerFixture fixture = new OdooServerFixture(OdooVersion.V17, Transport.XML_RPC)) {
            shop(fixture);
            ModelDescription whole = fixture.source().describe(ORDER);
            Predicate<OdooCall> calls = call -> call.name().equals("sale.order.line.fields_get");
            assertThat(whole.provisional()).isEmpty();

            fixture.server().resetCalls();
            fixture.server().intercept(OdooFaults.once(calls, BAD_GATEWAY));
            assertThat(fixture.source().describe(ORDER)).as("failing once").isEqualTo(whole);
            assertThat(fixture.server().callCount("sale.order.line.fields_get")).isGreaterThanOrEqualTo(2);

            fixture.server().intercept(call -> calls.test(call) ? BAD_GATEWAY : OdooReply.proceed());
            ModelDescription broken = fixture.source().describe(ORDER);
            assertThat(broken.provisional()).as("failing always").isPresent();
            assertThat(broken.defaultFields()).isNotEmpty();

            fixture.server().intercept(call -> calls.test(call) ? NO_ACCESS : OdooReply.proceed());
            ModelDescription refused = fixture.source().describe(ORDER);
            assertThat(refused.provisional()).as("refused").isEmpty();
            assertThat(refused.defaultFields()).isEqualTo(broken.defaultFields());
        }
    }

    private static void shop(OdooServerFixture fixture) {
        fixture.database()
                .define(OdooModel.named("sale.order.line")
                        .fields(
                                OdooField.chars("name"),
                                OdooField.of("product_uom_qty", io.syncline.odoo.testserver.OdooFieldType.FLOAT),
                                OdooField.many2one("order_id", "sale.order"))
                        .build());
        fixture.database()
                .define(OdooModel.named("sale.order")
                        .fields(
                                OdooField.chars("name"),
                                OdooField.one2many("order_line", "sale.order.line", "order_id"))
                        .build());
    }
}
