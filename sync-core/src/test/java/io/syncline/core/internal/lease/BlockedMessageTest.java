package io.syncline.core.internal.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ActiveRun;
import io.syncline.api.ModelName;
import io.syncline.api.RunKind;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockedMessageTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final Instant EXPIRY = Instant.parse("2026-11-24T08:00:59.300Z");

    @ParameterizedTest
    @CsvSource({"0, 0 s ago", "119, 119 s ago", "120, 2 min ago", "7199, 119 min ago", "7260, 2 h 1 min ago"})
    void messageShouldSayHowLongAgoTheOtherRunStarted(long seconds, String ago) {
        assertThat(BlockedMessage.of(run(OptionalLong.empty()), START.plusSeconds(seconds), EXPIRY))
                .isEqualTo("Cleanup already in progress for res.partner, started " + ago
                        + ", 30 records done, by host:1. Retry when it has ended; if its process was killed, "
                        + "from 2026-11-24T08:01:00Z, when its lease expires");
    }

    @Test
    void messageShouldSayThePercentageWhenTheTotalIsKnown() {
        assertThat(BlockedMessage.of(run(OptionalLong.of(120)), START, EXPIRY)).contains("25% done (30/120 records)");
    }

    private static ActiveRun run(OptionalLong total) {
        return ActiveRun.builder()
                .model(ModelName.of("res.partner"))
                .kind(RunKind.CLEANUP)
                .owner("host:1")
                .startedAt(START)
                .done(30)
                .total(total)
                .build();
    }
}
