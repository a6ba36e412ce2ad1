package io.syncline.core.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNamesTest {

    private static final List<String> KNOWN = List.of("write_date", "write_uid", "name", "partner_name", "comment");

    @Test
    void namesShouldComeNearestFirst() {
        assertThat(NearestNames.to("write_dat", KNOWN, 3)).containsExactly("write_date", "write_uid");
    }

    @Test
    void namesShouldBeNoMoreThanAsked() {
        assertThat(NearestNames.to("write_dat", KNOWN, 1)).containsExactly("write_date");
    }

    @Test
    void equallyNearNamesShouldComeInAlphabeticalOrder() {
        assertThat(NearestNames.to("cat", List.of("rat", "bat"), 2)).containsExactly("bat", "rat");
    }

    @Test
    void swappedLettersShouldBeTwoEdits() {
        assertThat(NearestNames.to("nmae", KNOWN, 1)).containsExactly("name");
    }

    @Test
    void nothingShouldBeNearAStrangeName() {
        assertThat(NearestNames.to("quantity", KNOWN, 3)).isEmpty();
    }
}
