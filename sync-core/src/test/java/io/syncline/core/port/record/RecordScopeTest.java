package io.syncline.core.port.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecordScopeTest {

    private static RecordScope.Builder scope() {
        return RecordScope.builder().model(ModelName.of("res.partner")).addFields("name");
    }

    @Test
    void fractionOfASecondShouldBeRefused() {
        assertThatThrownBy(
                        () -> scope().changedSince(Instant.ofEpochMilli(1_500)).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1970-01-01T00:00:01.500Z");
    }

    @Test
    void changeTimeShouldBeRemovedAlone() {
        RecordScope changes =
                scope().includeArchived(false).changedSince(Instant.EPOCH).build();

        assertThat(changes.withoutChangeTime())
                .isEqualTo(scope().includeArchived(false).build());
    }
}
