package io.syncline.core.port.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointIdTest {

    private static final long PREFIX = PointId.prefix(new ModelKey("odoo:https://erp", ModelName.of("res.partner")));

    @ParameterizedTest
    @CsvSource({"1,0", "1,2047", "4503599627370495,1", "4503599627370496,1", "9223372036854775807,2047"})
    void recordAndChunkShouldBeReadBack(long record, int chunk) {
        UUID id = PointId.of(PREFIX, RecordId.of(record), chunk);

        assertThat(PointId.record(id)).isEqualTo(RecordId.of(record));
        assertThat(PointId.chunk(id)).isEqualTo(chunk);
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(PointId.belongsTo(PREFIX, id)).isTrue();
    }

    @Test
    void idsShouldAscendByRecordAndChunk() {
        String last = PointId.of(PREFIX, RecordId.of(5), 2047).toString();
        String border = PointId.firstAfter(PREFIX, 5).toString();
        String next = PointId.of(PREFIX, RecordId.of(6), 0).toString();

        assertThat(last).isLessThan(border);
        assertThat(border).isLessThanOrEqualTo(next);
        assertThat(PointId.firstAfter(PREFIX, Long.MAX_VALUE).toString())
                .isGreaterThanOrEqualTo(
                        PointId.of(PREFIX, RecordId.of(Long.MAX_VALUE), 2047).toString());
    }

    @Test
    void modelsShouldHaveDifferentPrefixes() {
        long other = PointId.prefix(new ModelKey("odoo:https://erp", ModelName.of("res.users")));

        assertThat(other).isNotEqualTo(PREFIX);
        assertThat(PointId.belongsTo(other, PointId.of(PREFIX, RecordId.of(1), 0)))
                .isFalse();
    }

    @Test
    void chunkOutOfRangeShouldBeRefused() {
        assertThatThrownBy(() -> PointId.of(PREFIX, RecordId.of(1), 2048))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2048");
    }
}
