package io.syncline.core.adapter.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.core.port.vector.RecordStamp;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChunkStampsTest {

    @Test
    void stampShouldBeThatOfTheFirstChunkWithTheNumberOfStoredOnes() {
        ChunkStamps builder = builder();
        builder.add(0, chunk("new", "fp"));
        builder.add(1, chunk("new", "fp"));

        assertThat(builder.build(Optional.empty()))
                .isEqualTo(new RecordStamp(RecordId.of(7), 5, "new", "fp", 2, 2, 3, true));
    }

    @Test
    void surplusChunksShouldCountButNotAffectWhetherTheStampIsIntact() {
        ChunkStamps builder = builder();
        builder.add(0, chunk("new", "fp"));
        builder.add(1, chunk("new", "fp"));
        builder.add(2, chunk("old", "old"));

        assertThat(builder.build(Optional.empty()))
                .isEqualTo(new RecordStamp(RecordId.of(7), 5, "new", "fp", 2, 3, 3, true));
    }

    @Test
    void stampShouldNotBeIntactWhenAChunkIsMissingOrDiffers() {
        ChunkStamps missing = builder();
        missing.add(0, chunk("new", "fp"));
        missing.add(2, chunk("new", "fp"));
        ChunkStamps otherHash = builder();
        otherHash.add(0, chunk("new", "fp"));
        otherHash.add(1, chunk("old", "fp"));
        ChunkStamps otherFingerprint = builder();
        otherFingerprint.add(0, chunk("new", "fp"));
        otherFingerprint.add(1, chunk("new", "old"));

        assertThat(missing.build(Optional.empty()).intact()).isFalse();
        assertThat(otherHash.build(Optional.empty()).intact()).isFalse();
        assertThat(otherFingerprint.build(Optional.empty()).intact()).isFalse();
    }

    private static ChunkStamps builder() {
        return new ChunkStamps(chunk("new", "fp"));
    }

    private static RecordStamp chunk(String hash, String fingerprint) {
        return new RecordStamp(RecordId.of(7), 5, hash, fingerprint, 2, 1, 3, true);
    }
}
