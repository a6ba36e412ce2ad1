package io.syncline.mcp.internal.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UntrustedTextTest {

    @Test
    void cutShouldNotHalveACharacter() {
        assertThat(UntrustedText.cut("😀😀😀", 2)).isEqualTo("😀😀");
    }

    @Test
    void textShouldHideNothing() {
        String hidden = "a\u202eb\u200bc\u2066d" + new String(Character.toChars(0xE0041)) + "e\u0007f\u034fg\ufe0fh";

        assertThat(UntrustedText.cut(hidden, 100)).isEqualTo("abcdefgh");
    }

    @Test
    void joinersThatSpellAWordOrAnEmojiShouldStay() {
        String persian = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645";
        String family = "\ud83d\udc69\u200d\ud83d\udc67";

        assertThat(UntrustedText.cut(persian + " " + family, 100)).isEqualTo(persian + " " + family);
    }

    @Test
    void valuesShouldBeCutAndOrdered() {
        assertThat(UntrustedText.values(Map.of("b", List.of("x".repeat(500)), "a", 7L)))
                .containsExactly(Map.entry("a", 7L), Map.entry("b", List.of("x".repeat(200))));
    }
}
