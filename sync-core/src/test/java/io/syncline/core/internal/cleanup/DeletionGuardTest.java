package io.syncline.core.internal.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.CleanupRequest;
import io.syncline.api.ModelName;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeletionGuardTest {

    private static final CleanupRequest LIMITS = CleanupRequest.builder()
            .model(ModelName.of("res.partner"))
            .maxDeleteShare(0.1)
            .maxDeleteCount(50)
            .build();

    @Test
    void nothingToDeleteShouldBeAllowed() {
        assertThat(objection(LIMITS, 100, 0, 0, 0)).isEmpty();
    }

    @Test
    void shareShouldBeAllowedUpToItsLimit() {
        assertThat(objection(LIMITS, 100, 90, 10, 0)).isEmpty();
        assertThat(objection(LIMITS, 100, 89, 11, 0)).get().asString().contains("11 of 100", "11.0%", "10.0%");
    }

    @Test
    void countShouldBeAllowedUpToItsLimit() {
        assertThat(objection(LIMITS, 1000, 950, 50, 0)).isEmpty();
        assertThat(objection(LIMITS, 1000, 949, 51, 0)).get().asString().contains("51 records", "allowed 50");
    }

    @Test
    void recordsThatWereHiddenBeforeShouldNotCountAgain() {
        assertThat(objection(LIMITS, 100, 50, 0, 50)).isEmpty();
    }

    @Test
    void emptySourceShouldStopEveryDeletion() {
        assertThat(objection(LIMITS, 100, 0, 1, 0)).get().asString().contains("lists no record", "100");
        assertThat(objection(LIMITS, 100, 0, 0, 1)).isPresent();
    }

    @Test
    void limitsShouldBeIgnoredOnRequest() {
        CleanupRequest ignoring = CleanupRequest.builder()
                .model(ModelName.of("res.partner"))
                .ignoreLimits(true)
                .build();

        assertThat(objection(ignoring, 100, 0, 100, 0)).isEmpty();
    }

    @Test
    void objectionShouldMentionHidingWhenThereIsAGracePeriod() {
        CleanupRequest hiding = CleanupRequest.builder()
                .model(ModelName.of("res.partner"))
                .quarantine(Duration.ofDays(30))
                .build();

        assertThat(objection(hiding, 100, 50, 50, 0)).get().asString().contains("would be hidden");
    }

    private static Optional<String> objection(CleanupRequest request, long stored, long listed, long fresh, long due) {
        return DeletionGuard.objection(request, new DeletionCounts(stored, listed, fresh, due));
    }
}
