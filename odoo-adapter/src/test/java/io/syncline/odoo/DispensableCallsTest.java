package io.syncline.odoo;

import static io.syncline.odoo.OdooServerFixture.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooCall;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooReply;
import io.syncline.odoo.testserver.OdooVersion;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls behind a text that it can do without: what breaks them for good costs what they would have told, and nothing else. */
class DispensableCallsTest {

    private static final OdooReply BAD_GATEWAY =
            new OdooReply.Http(502, "<html><title>502 Bad Gateway</title></html>", Map.of());

    /**
     * A call that a text can do without.
     *
     * @param model the model whose description makes it
     */
    private record Dispensable(ModelName model, Predicate<OdooCall> call) {}

    static Stream<Named<Dispensable>> dispensable() {
        return Stream.of(
                Named.of(
                        "the name of a model",
                        new Dispensable(
                                ModelName.of("x_place"), call -> call.method().equals("display_name_for"))),
                Named.of(
                        "default values",
                        new Dispensable(
                                ModelName.of("x_place"), call -> call.method().equals("default_get"))));
    }

    /** A server with a model that no recipe is for. */
    private static OdooServerFixture fixture() {
        OdooServerFixture fixture = new OdooServerFixture(OdooVersion.V17, Transport.XML_RPC);
        fixture.database()
                .define(OdooModel.named("x_place")
                        .fields(
                                OdooField.chars("x_name"),
                                OdooField.selection("x_kind", Map.of("inn", "Inn", "port", "Port")))
                        .build());
        fixture.database().create("x_place", Map.of("x_name", "Bree", "x_kind", "inn"));
        return fixture;
    }

    @ParameterizedTest
    @MethodSource("dispensable")
    void callThatAlwaysBreaksShouldNotEndARun(Dispensable dispensable) {
        try (OdooServerFixture fixture = fixture()) {
            int[] broken = new int[1];
            fixture.server().intercept(call -> {
                if (dispensable.call().test(call)) {
                    broken[0]++;
                    return BAD_GATEWAY;
                }
                return OdooReply.proceed();
            });

            ModelDescription description = fixture.source().describe(dispensable.model());

            assertThat(broken[0]).as("each is repeated").isGreaterThanOrEqualTo(2);
            assertThat(description.defaultFields()).isNotEmpty();
            assertThat(fixture.source()
                            .page(
                                    OdooDataLossTest.scope(
                                            dispensable.model(),
                                            description.defaultFields().toArray(String[]::new)),
                                    IdRange.ALL,
                                    10)
                            .rejected())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dispensable")
    void callShouldBeLeftToTheEngineWhileNothingIsAnswered(Dispensable dispensable) {
        try (OdooServerFixture fixture = fixture()) {
            fixture.source().count(OdooDataLossTest.scope(PARTNER));
            boolean[] down = new boolean[1];
            fixture.server().intercept(call -> {
                down[0] = down[0] || dispensable.call().test(call);
                return down[0] ? BAD_GATEWAY : OdooReply.proceed();
            });

            assertThatThrownBy(() -> fixture.source().describe(dispensable.model()))
                    .isInstanceOf(TransientException.class);
        }
    }
}
