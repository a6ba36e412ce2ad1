package io.syncline.core.port.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class FieldValueTest {

    /** It would fail where texts are made, and stop the model. */
    @Test
    void timeThatNoCalendarShowsShouldBeRefused() {
        assertThatThrownBy(() -> new FieldValue.Timestamp(Instant.MAX)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FieldValue.Timestamp(Instant.MIN)).isInstanceOf(IllegalArgumentException.class);
        Instant last = LocalDateTime.MAX.toInstant(ZoneOffset.UTC);
        assertThat(new FieldValue.Timestamp(last).value()).isEqualTo(last);
    }
}
