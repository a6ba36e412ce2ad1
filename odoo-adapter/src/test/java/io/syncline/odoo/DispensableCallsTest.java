package io.syncline.odoo;

import static io.syncline.odoo.OdooServerFixture.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.TransientException;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooCall;
import io.syncline.odoo.testserver.OdooReply;
import io.syncline.odoo.testserver.OdooVersion;
import java.util.List;
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

    static Stream<Named<Predicate<OdooCall>>> dispensable() {
        return Stream.of(
                Named.of("the name of a model", call -> call.method().equals("display_name_for")),
                Named.of("default values", call -> call.method().equals("default_get")),
                Named.of(
                        "the fields of linked models",
                        call -> call.method().equals("fields_get") && !call.model().equals("res.partner")));
    }

    @ParameterizedTest
    @MethodSource("dispensable")
    void callThatAlwaysBreaksShouldNotEndARun(Predicate<OdooCall> which) {
        try (OdooServerFixture fixture = new OdooServerFixture(OdooVersion.V17, Transport.XML_RPC)) {
            fixture.create("Ada");
            fixture.server().intercept(call -> which.test(call) ? BAD_GATEWAY : OdooReply.proceed());

            ModelDescription description = fixture.source().describe(PARTNER);

            assertThat(description.defaultFields()).contains("display_name");
            assertThat(fixture.source()
                            .page(
                                    OdooDataLossTest.scope(
                                            PARTNER,
                                            description.defaultFields().toArray(String[]::new)),
                                    IdRange.ALL,
                                    10)
                            .records())
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @MethodSource("dispensable")
    void callShouldBeRetriedWhileNothingIsAnswered(Predicate<OdooCall> which) {
        try (OdooServerFixture fixture = new OdooServerFixture(OdooVersion.V17, Transport.XML_RPC)) {
            fixture.source().count(OdooDataLossTest.scope(PARTNER));
            boolean[] down = new boolean[1];
            fixture.server().intercept(call -> {
                down[0] = down[0] || which.test(call);
                return down[0] ? BAD_GATEWAY : OdooReply.proceed();
            });

            assertThatThrownBy(() -> fixture.source().describe(PARTNER)).isInstanceOf(TransientException.class);
        }
    }
}
