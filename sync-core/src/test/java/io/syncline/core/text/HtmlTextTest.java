package io.syncline.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void linesOfPreformattedTextShouldStay() {
        assertThat(HtmlText.of("<p>a\nb</p><pre>\nfirst\n  second\n</pre>c")).isEqualTo("a b\nfirst\nsecond\nc");
        assertThat(HtmlText.of("<div style=\"white-space: pre-wrap\">first\n<span>second</span></div>"))
                .isEqualTo("first\nsecond");
        assertThat(HtmlText.of("<textarea>first\nsecond</textarea>")).isEqualTo("first\nsecond");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>pay <del>net</del> <ins>within</ins> 30 days</p> | pay net within 30 days",
                "<p>a <svg><title>icon</title></svg> b</p> | a b",
                "<p>a <canvas>old</canvas>b <video>no <b>video</b></video>c</p> | a b c",
                "<p>very<wbr>long</p> | verylong",
            })
    void whatBrowsersShowInALineShouldStayInALine(String html, String text) {
        assertThat(HtmlText.of(html)).isEqualTo(text);
    }

    @Test
    void rowsOfTablesShouldBeLines() {
        assertThat(HtmlText.of("<table><tr><th>Size</th><td>3 m</td></tr><tr><th>Colour<td>red</table>"))
                .isEqualTo("Size 3 m\nColour red");
        assertThat(HtmlText.of("a<span style='Display:Block'>b</span>c")).isEqualTo("a\nb\nc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<noscript><p>Turn on <b>scripts</b></p></noscript>",
                "<template><p>row</p></template>",
                "<xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml>",
                "<!--[if gte mso 9]><xml><o:PixelsPerInch>96</o:PixelsPerInch></xml><![endif]-->",
                "<div hidden><p>later</p></div>",
                "<div style='color: red; DISPLAY : none'>preview <b>of the mail</b></div>",
                "<span style='visibility:hidden'>x</span>",
                "<math><semantics><annotation encoding='application/x-tex'>\\frac</annotation></semantics></math>",
                "<iframe>old browser</iframe>",
                "<ul><li><br></li><li>&nbsp;<ul><li></li></ul></li></ul>",
                "<p>&zwnj;&nbsp;&#8203;&shy;&#847;&#65279;</p>",
            })
    void whatIsNotShownShouldNotBeText(String html) {
        assertThat(HtmlText.of(html)).isEmpty();
        assertThat(HtmlText.of("<p>a</p>" + html + "<p>b</p>")).isEqualTo("a\nb");
    }

    @Test
    void markOfAnItemShouldPrecedeItsText() {
        assertThat(HtmlText.of("<ul><li>\n<p>One</p><p>more</p></li><li></li></ul><p>Two</p>"))
                .isEqualTo("- One\nmore\nTwo");
    }

    @Test
    void headingsShouldBeMarked() {
        assertThat(HtmlText.of("<h2>Warranty</h2><p>Two years</p><h3></h3><ul><li>Legs</li></ul>"))
                .isEqualTo("# Warranty\nTwo years\n- Legs");
    }
}
