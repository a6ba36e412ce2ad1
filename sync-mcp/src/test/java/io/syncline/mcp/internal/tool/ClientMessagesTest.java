package io.syncline.mcp.internal.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientMessagesTest {

    private static final ClientMessages MESSAGES = new ClientMessages(List.of(), List.of());

    /** As a configuration has them. */
    private static final ClientMessages CONFIGURED = new ClientMessages(
            List.of(
                    "https://odoo.corp.local",
                    "jdbc:postgresql://db1:5432,db2/vectors?user=me",
                    "vec.corp.local",
                    "/state.json",
                    "https://proxyuser:sesame@gate/x",
                    "a"),
            List.of("bot@corp.local", "sync"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cannot reach http://odoo.internal:8069/xmlrpc: refused | Cannot reach [address] refused",
                "Cannot connect to jdbc:postgresql://db:5432/x?user=me | Cannot connect to [address]",
                "no connection to 127.0.0.1:1; is the url right? | no connection to [address]; is the url right?",
                "Qdrant at [::1]:6334 or 10.0.0.7 is away | Qdrant at [address] or [address] is away",
                "The call took 08:30 of 1.2.3 tries | The call took 08:30 of 1.2.3 tries",
                "Qdrant at 10.0.0.7:6334 is unavailable | Qdrant at [address] is unavailable",
                "No file /var/lib/syncline/vectors.db. Run a sync | No file [path] Run a sync",
                "No connection to db.corp.local:5432 | No connection to [address]",
                "Failed records: id:12345, ref:777 | Failed records: id:12345, ref:777",
                "The model res.partner has no field x_foo | The model res.partner has no field x_foo",
                "10% done (5/50 records) at 2026-11-29T08:00:00Z | 10% done (5/50 records) at 2026-11-29T08:00:00Z",
            })
    void messageShouldLoseAddressesAndPathsOnly(String message, String shown) {
        assertThat(MESSAGES.of(message)).isEqualTo(shown);
    }

    @Test
    void messageShouldBeOneLineOfABoundedLength() {
        assertThat(MESSAGES.of("a\nb\tc" + "x".repeat(5000)))
                .startsWith("a b c")
                .endsWith(" [cut]")
                .hasSize(506);
    }

    /** An address is looked for at each place, which takes the square of the length of such a text. */
    @Test
    void messageOfMegabytesShouldBeCutBeforeAddressesAreLookedFor() {
        assertThat(MESSAGES.of("-a".repeat(2_000_000))).endsWith(" [cut]").hasSize(506);
        assertThat(MESSAGES.of("short" + " ".repeat(5000))).isEqualTo("short [cut]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Unknown host vec.corp.local; check the base URL | Unknown host [hidden]; check the base URL",
                "host odoo.corp.local cannot be resolved | host [hidden] cannot be resolved",
                "Host ODOO.CORP.LOCAL:8069 is away | Host [hidden] is away",
                "no connection to db1, db2 or db1:5432 | no connection to [hidden], [hidden] or [hidden]",
                "the login bot@corp.local was refused | the login [hidden] was refused",
                "/state.json cannot be written | [hidden] cannot be written",
                "407 for proxyuser with sesame at gate | 407 for [hidden] with [hidden] at [hidden]",
                "vectors of a gateway in gate-1 | vectors of a gateway in gate-1",
            })
    void configuredAddressesAndLoginsShouldBeHiddenWhereverTheyStand(String message, String shown) {
        assertThat(CONFIGURED.of(message)).isEqualTo(shown);
    }

    @Test
    void optionOfTheCommandLineShouldBeExplained() {
        assertThat(MESSAGES.of("If it has replaced the other, sync with --accept-database"))
                .endsWith(". Options that begin with -- are those of the operator's command line");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "The last completed sync of res.partner | The last completed sync of res.partner",
                "database shop does not accept user sync or its password | database shop does not accept user [hidden] or its password",
                "FATAL: password authentication failed for user \"sync\" | FATAL: password authentication failed for user \"[hidden]\"",
                "Access denied for user 'sync'@'10.0.0.7' | Access denied for user '[hidden]'@'[address]'",
                "Login: Sync, which bot@corp.local is not | Login: [hidden], which [hidden] is not",
            })
    void loginThatIsAWordShouldBeHiddenWhereAMessageNamesAUser(String message, String shown) {
        assertThat(CONFIGURED.of(message)).isEqualTo(shown);
    }
}
