package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told about a password that is not accepted. */
class RefusedLoginTest {

    @ParameterizedTest
    @ValueSource(strings = {"demo", "bot", "s3cr3t-word"})
    void messageShouldNameTheDatabaseEvenIfThePasswordIsTheSame(String password) {
        try (OdooServerFixture fixture = new OdooServerFixture(OdooVersion.V17, Transport.XML_RPC);
                OdooRecordSource source = OdooRecordSource.builder()
                        .url(fixture.server().url())
                        .database(fixture.server().databaseName())
                        .username("bot")
                        .password(password)
                        .build()) {
            Throwable refusal = catchThrowable(() -> source.describe(OdooServerFixture.PARTNER));

            assertThat(refusal)
                    .hasMessageContaining("database " + fixture.server().databaseName() + " does not accept user bot")
                    .hasMessageNotContaining("***")
                    .hasMessageNotContaining("s3cr3t-word");
        }
    }
}
