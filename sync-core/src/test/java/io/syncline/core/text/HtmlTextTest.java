package io.syncline.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTextTest {

    @Test
    void blocksAndBreaksShouldBeLines() {
        assertThat(HtmlText.of("<p>One</p><div>Two<br/>Three</div>")).isEqualTo("One\nTwo\nThree");
    }

    @Test
    void listItemsShouldBeMarked() {
        assertThat(HtmlText.of("<ul><li>One</li><li>Two</li></ul>")).isEqualTo("- One\n- Two");
    }

    @Test
    void scriptsAndStylesShouldBeDropped() {
        assertThat(HtmlText.of("<style>p {}</style><p>Seen</p><script>run()</script>"))
                .isEqualTo("Seen");
    }

    @Test
    void entitiesShouldBeDecoded() {
        assertThat(HtmlText.of("Tom &amp; Jerry")).isEqualTo("Tom & Jerry");
    }

    @Test
    void inlineMarkupShouldNotSplitWords() {
        assertThat(HtmlText.of("<p>a<b>b</b>c\nd</p>")).isEqualTo("abc d");
    }

    @Test
    void plainTextShouldStay() {
        assertThat(HtmlText.of("no markup")).isEqualTo("no markup");
    }
}
