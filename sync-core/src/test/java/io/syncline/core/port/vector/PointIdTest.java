package io.syncline.core.port.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.vector.PointId.Kind;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PointIdTest {

    private static final long PREFIX = prefix("res.partner", Kind.NUMBER);

    private static long prefix(String model, Kind kind) {
        return PointId.prefix(new ModelKey("odoo:https://erp", ModelName.of(model)), kind);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,0", "1,2047", "4503599627370495,1", "4503599627370496,1", "9223372036854775807,2047"})
    void recordAndChunkShouldBeReadBack(long record, int chunk) {
        UUID id = PointId.of(PREFIX, RecordId.of(record), chunk);

        assertThat(PointId.record(id, Kind.NUMBER)).isEqualTo(RecordId.of(record));
        assertThat(PointId.chunk(id)).isEqualTo(chunk);
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(PointId.belongsTo(PREFIX, id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, -42, Long.MIN_VALUE, Long.MIN_VALUE + 1})
    void negativeRecordShouldBeReadBack(long record) {
        long negative = prefix("res.partner", Kind.NEGATIVE);
        RecordId id = RecordId.of(record);

        assertThat(Kind.of(id)).isEqualTo(Kind.NEGATIVE);
        assertThat(PointId.record(PointId.of(negative, id, 3), Kind.NEGATIVE)).isEqualTo(id);
    }

    @Test
    void negativeRecordsShouldAscend() {
        long negative = prefix("res.partner", Kind.NEGATIVE);

        assertThat(PointId.of(negative, RecordId.of(-7), 2047).toString())
                .isLessThan(PointId.of(negative, RecordId.of(-6), 0).toString());
    }

    @Test
    void textShouldHaveAPrefixOfItsOwnAndNotBeReadBack() {
        long text = prefix("res.partner", Kind.TEXT);
        UUID id = PointId.of(text, RecordId.of("7"), 0);

        assertThat(Kind.of(RecordId.of("7"))).isEqualTo(Kind.TEXT);
        assertThat(text).isNotIn(PREFIX, prefix("res.partner", Kind.NEGATIVE));
        assertThat(id)
                .isEqualTo(PointId.of(text, RecordId.of("7"), 0))
                .isNotEqualTo(PointId.of(text, RecordId.of("8"), 0));
        assertThat(PointId.bits(id)).isEqualTo(PointId.bits(RecordId.of("7")));
        assertThatThrownBy(() -> PointId.record(id, Kind.TEXT)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void idsShouldAscendByRecordAndChunk() {
        String last = PointId.of(PREFIX, RecordId.of(5), 2047).toString();
        String border = PointId.firstAfter(PREFIX, RecordId.of(5)).toString();
        String next = PointId.of(PREFIX, RecordId.of(6), 0).toString();

        assertThat(last).isLessThan(border);
        assertThat(border).isLessThanOrEqualTo(next);
        assertThat(PointId.firstAfter(PREFIX, RecordId.of(Long.MAX_VALUE)).toString())
                .isGreaterThanOrEqualTo(
                        PointId.of(PREFIX, RecordId.of(Long.MAX_VALUE), 2047).toString());
    }

    @Test
    void modelsShouldHaveDifferentPrefixes() {
        long other = prefix("res.users", Kind.NUMBER);

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
