package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.TransientException;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooReply;
import io.syncline.odoo.testserver.OdooUser;
import io.syncline.odoo.testserver.OdooVersion;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DatabaseIdentityTest {

    private static final String CALL = "ir.config_parameter.search_read";

    static Stream<Arguments> servers() {
        return OdooDataLossTest.servers();
    }

    private static String uuid(OdooServerFixture fixture) {
        return fixture.database()
                .find(
                        "ir.config_parameter",
                        fixture.database().ids("ir.config_parameter").get(0))
                .orElseThrow()
                .text("value");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void administratorShouldReadItWithOneCall(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = new OdooServerFixture(version, transport)) {
            fixture.source().describe(OdooServerFixture.PARTNER);
            assertThat(fixture.server().callCount(CALL))
                    .as("only when asked for")
                    .isZero();
            assertThat(fixture.source().database()).contains(uuid(fixture));
            assertThat(fixture.server().callCount(CALL)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void ordinaryUserShouldGetNoneWithTwoCalls(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = new OdooServerFixture(
                version,
                transport,
                OdooUser.limited("limited", OdooServerFixture.PASSWORD, "base.group_user"),
                UnaryOperator.identity())) {
            assertThat(fixture.source().database()).isEmpty();
            assertThat(fixture.server().callCount(CALL))
                    .as("repeated before the missing right counts")
                    .isEqualTo(2);
        }
    }

    @Test
    void databaseThatWasReplacedShouldBeNoticedByAnOpenSource() {
        try (OdooServerFixture fixture = new OdooServerFixture(OdooVersion.V18, Transport.XML_RPC)) {
            String before = uuid(fixture);
            assertThat(fixture.source().database()).contains(before);
            long id = fixture.database().ids("ir.config_parameter").get(0);
            fixture.database().write("ir.config_parameter", id, Map.of("value", "another"));
            assertThat(fixture.source().database()).contains("another");
        }
    }

    @Test
    void databaseWithoutOneShouldHaveNone() {
        try (OdooServerFixture fixture = new OdooServerFixture(OdooVersion.V18, Transport.XML_RPC)) {
            long id = fixture.database().ids("ir.config_parameter").get(0);
            fixture.database().write("ir.config_parameter", id, Map.of("value", " "));
            assertThat(fixture.source().database()).isEmpty();
            fixture.database().unlink("ir.config_parameter", id);
            assertThat(fixture.freshSource().database()).isEmpty();
        }
    }

    @Test
    void outageShouldNotPassForADatabaseWithoutOne() {
        try (OdooServerFixture fixture = new OdooServerFixture(OdooVersion.V18, Transport.XML_RPC)) {
            for (OdooReply outage : List.of(OdooReply.databaseDown(), new OdooReply.Drop(false))) {
                fixture.server().intercept(call -> outage);
                assertThatThrownBy(fixture.source()::database)
                        .isInstanceOf(TransientException.class)
                        .hasMessageContaining("Reading the identity of odoo:");
            }
            fixture.server().intercept(call -> OdooReply.proceed());
            assertThat(fixture.source().database()).contains(uuid(fixture));
        }
    }
}
