package io.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTextTest {

    @ParameterizedTest
    @CsvSource({
        "PT-5S,0 s ago",
        "PT1M59S,119 s ago",
        "PT2M,2 min ago",
        "PT1H59M59S,119 min ago",
        "PT26H5M,26 h 5 min ago"
    })
    void timeSinceTheStartShouldBeInAUnitThatPeopleRead(Duration elapsed, String text) {
        assertThat(ProgressText.ago(elapsed)).isEqualTo(text);
    }

    @Test
    void progressShouldNameTheTotalIfItIsKnown() {
        assertThat(ProgressText.done(600, OptionalLong.of(1200))).isEqualTo("50% done (600/1200 records)");
        assertThat(ProgressText.done(7, OptionalLong.empty())).isEqualTo("7 records done");
    }
}
