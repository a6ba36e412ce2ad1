package io.syncline.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UntrustedTextTest {

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
                "The model res.partner has no field x_foo | The model res.partner has no field x_foo",
                "10% done (5/50 records) at 2026-11-29T08:00:00Z | 10% done (5/50 records) at 2026-11-29T08:00:00Z",
            })
    void messageShouldLoseAddressesAndPathsOnly(String message, String shown) {
        assertThat(UntrustedText.message(message)).isEqualTo(shown);
    }

    @Test
    void messageShouldBeOneLineOfABoundedLength() {
        assertThat(UntrustedText.message("a\nb\tc" + "x".repeat(5000)))
                .startsWith("a b c")
                .endsWith(" [cut]")
                .hasSize(506);
    }

    /** An address is looked for at each place, which takes the square of the length of such a text. */
    @Test
    void messageOfMegabytesShouldBeCutBeforeAddressesAreLookedFor() {
        assertThat(UntrustedText.message("-a".repeat(2_000_000)))
                .endsWith(" [cut]")
                .hasSize(506);
        assertThat(UntrustedText.message("short" + " ".repeat(5000))).isEqualTo("short [cut]");
    }

    @Test
    void cutShouldNotHalveACharacter() {
        assertThat(UntrustedText.cut("😀😀😀", 2)).isEqualTo("😀😀");
    }

    @Test
    void textShouldHideNothing() {
        String hidden = "a\u202eb\u200bc\u2066d" + new String(Character.toChars(0xE0041)) + "e\u0007f";

        assertThat(UntrustedText.cut(hidden, 100)).isEqualTo("abcde f");
    }

    @Test
    void valuesShouldBeCutAndOrdered() {
        assertThat(UntrustedText.values(Map.of("b", List.of("x".repeat(500)), "a", 7L)))
                .containsExactly(Map.entry("a", 7L), Map.entry("b", List.of("x".repeat(200))));
    }
}
