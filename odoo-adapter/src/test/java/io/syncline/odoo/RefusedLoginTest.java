package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.syncline.api.failure.SetupException;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told about a password that is not accepted, or about a key of somebody else. */
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

    private static OdooRecordSourceBuilder keyOfAdmin(OdooServerFixture fixture) {
        return OdooRecordSource.builder()
                .url(fixture.server().url())
                .database(fixture.server().databaseName())
                .apiKey(OdooServerFixture.KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner", "nobody", "Admin"})
    void keyOfAnotherUserShouldBeRefusedOverJson(String username) {
        for (Transport transport : List.of(Transport.JSON_2, Transport.AUTO)) {
            try (OdooServerFixture fixture = new OdooServerFixture(OdooVersion.V19, transport);
                    OdooRecordSource source = keyOfAdmin(fixture)
                            .username(username)
                            .transport(transport)
                            .build()) {
                assertThatThrownBy(() -> source.describe(OdooServerFixture.PARTNER))
                        .isInstanceOf(SetupException.class)
                        .hasMessageContaining("the API key does not belong to user " + username)
                        .hasMessageContaining("correct 'username'")
                        .hasMessageNotContaining(OdooServerFixture.KEY);
            }
        }
    }

    @Test
    void keyOfTheUserAndKeyAloneShouldBeAcceptedOverJson() {
        try (OdooServerFixture fixture = new OdooServerFixture(OdooVersion.V19, Transport.JSON_2);
                OdooRecordSource named = keyOfAdmin(fixture)
                        .username("admin")
                        .transport(Transport.JSON_2)
                        .build();
                OdooRecordSource unnamed =
                        keyOfAdmin(fixture).transport(Transport.JSON_2).build()) {
            assertThat(named.describe(OdooServerFixture.PARTNER))
                    .isEqualTo(unnamed.describe(OdooServerFixture.PARTNER));
        }
    }
}
