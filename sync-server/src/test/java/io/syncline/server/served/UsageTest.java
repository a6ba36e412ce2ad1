package io.syncline.server.served;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.EmbeddingCall;
import io.syncline.api.ModelName;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.embedding.EmbedderQuota;
import io.syncline.service.memory.MonthUsage;
import io.syncline.service.memory.UsageLedger;
import io.syncline.testkit.ManualClock;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UsageTest {

    private static final ModelName PARTNER = ModelName.of("res.partner");
    private static final EmbedderQuota QUOTA = EmbedderQuota.builder()
            .requestsPerMinute(100)
            .tokensPerMinute(1000)
            .pricePerMillionTokens(new BigDecimal("0.06"))
            .build();

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-30T23:59:00Z"));
    private final InMemoryMetadataStore store = new InMemoryMetadataStore(clock);
    private long nanos = -5;

    private Usage usage(Optional<EmbedderQuota> quota) {
        return new Usage(clock, () -> nanos, UsageLedger.in(store, () -> "scope", () -> nanos), quota);
    }

    private static EmbeddingCall call(long tokens) {
        return new EmbeddingCall("voyage/voyage-4/1024", 1, tokens, Duration.ZERO, Optional.empty());
    }

    @Test
    void monthShouldCountTokensAndTheirPriceAndOutlastTheProcess() {
        Usage usage = usage(Optional.of(QUOTA));
        usage.embedded(PARTNER, call(1_500_000));
        usage.embedded(
                PARTNER, new EmbeddingCall("e", 1, 0, Duration.ZERO, Optional.of(new TransientException("no", null))));
        usage.ended(PARTNER);

        assertThat(usage(Optional.of(QUOTA)).ofMonth().tokens()).isEqualTo(1_500_000);
        assertThat(usage(Optional.of(QUOTA)).ofMonth().requests()).isEqualTo(2);
        assertThat(usage(Optional.of(QUOTA)).ofMonth().cost().orElseThrow()).isEqualByComparingTo("0.09");
    }

    @Test
    void newMonthShouldBeginWithNothing() {
        Usage usage = usage(Optional.of(QUOTA));
        usage.embedded(PARTNER, call(10));
        clock.advance(Duration.ofMinutes(2));

        assertThat(usage.month()).hasToString("2026-12");
        assertThat(usage.ofMonth()).isEqualTo(MonthUsage.NONE);
    }

    @Test
    void unknownPriceShouldNotBeTakenForNothing() {
        Usage unknown = usage(Optional.of(EmbedderQuota.builder().build()));
        unknown.embedded(PARTNER, call(10));
        assertThat(unknown.ofMonth().cost()).isEmpty();

        Usage free = new Usage(clock, () -> nanos, UsageLedger.ofProcess(), Optional.empty());
        free.embedded(PARTNER, call(10));
        assertThat(free.ofMonth().cost()).contains(BigDecimal.ZERO);
        assertThat(free.ofQuota()).isEmpty();
    }

    @Test
    void quotaShouldCountTheLastMinuteOnly() {
        Usage usage = usage(Optional.of(QUOTA));
        usage.embedded(PARTNER, call(100));
        nanos += TimeUnit.SECONDS.toNanos(30);
        usage.embedded(PARTNER, call(20));
        usage.embedded(PARTNER, call(3));
        assertThat(usage.ofQuota()).contains(new Usage.OfQuota(QUOTA, 3, 123));

        nanos += TimeUnit.SECONDS.toNanos(31);
        assertThat(usage.ofQuota()).contains(new Usage.OfQuota(QUOTA, 2, 23));
        nanos += TimeUnit.SECONDS.toNanos(30);
        usage.embedded(PARTNER, call(4));
        assertThat(usage.ofQuota()).contains(new Usage.OfQuota(QUOTA, 1, 4));
    }
}
