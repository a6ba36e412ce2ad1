package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import io.syncline.core.port.record.Cursor;
import io.syncline.testkit.forward.ForwardingEmbedder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers about some texts that mean something else, if all texts get them: a wrong setup, an exceeded rate, an outage. */
class MisleadingAnswersTest {

    private static final String MARKER = "poison";

    private final VirtualEngine engine = new VirtualEngine();

    @Test
    void answerLikeAWrongSetupShouldFailNothingWhenItPasses() {
        engine.settings.embedBatchSize(10);
        engine.create(60);
        List<Integer> requests = new ArrayList<>();
        engine.embedder = new ForwardingEmbedder(engine.vectors) {
            @Override
            public EmbeddingResult embed(List<String> texts, InputType type) {
                requests.add(texts.size());
                if (requests.size() == 2) {
                    throw new SetupException("HTTP 404: default backend");
                }
                return next.embed(texts, type);
            }
        };

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(report.recordsEmbedded()).isEqualTo(60);
        int repeatedAndControl = 2;
        assertThat(requests).hasSize(6 + repeatedAndControl);
    }

    @Test
    void wrongSetupShouldEndTheRunWithItsOwnReasonAtOnce() {
        engine.create(300);
        List<Integer> requests = new ArrayList<>();
        engine.embedder = new ForwardingEmbedder(engine.vectors) {
            @Override
            public EmbeddingResult embed(List<String> texts, InputType type) {
                requests.add(texts.size());
                throw new SetupException("HTTP 401: check the API key");
            }
        };

        SyncReport report = engine.sync();

        assertThat(report.failure().orElseThrow()).hasMessage("HTTP 401: check the API key");
        assertThat(report.duration()).isLessThan(Duration.ofSeconds(2));
        assertThat(failures()).isEmpty();
        assertThat(requests).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void keyThatIsRevokedWhileATextIsSoughtShouldFailNoRecord() {
        engine.settings.embedBatchSize(8).embedConcurrency(1);
        engine.create(8);
        engine.put(3, MARKER);
        List<Integer> requests = new ArrayList<>();
        engine.embedder = new ForwardingEmbedder(engine.vectors) {
            @Override
            public EmbeddingResult embed(List<String> texts, InputType type) {
                requests.add(texts.size());
                if (requests.size() > 4 || texts.stream().anyMatch(text -> text.contains(MARKER))) {
                    throw new SetupException("HTTP 403");
                }
                return next.embed(texts, type);
            }
        };

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(failures()).isEmpty();
    }

    @Test
    void textThatBreaksTheServiceForAWhileShouldFailNoOthers() {
        engine.settings.embedBatchSize(10);
        engine.create(40);
        engine.put(7, MARKER);
        breakingDown(Duration.ofSeconds(4));

        SyncReport report = engine.sync();

        assertThat(report.recordsEmbedded()).isEqualTo(39);
        assertThat(failures()).extracting(FailedRecord::id).containsExactly(RecordId.of(7));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void textsThatBreakTheServiceShouldFailNoOthersThatAreSentWithTheControl(int concurrency) {
        engine.settings.embedBatchSize(2).embedConcurrency(concurrency);
        engine.create(30);
        List<Integer> poisoned = List.of(3, 8, 9, 17, 24);
        poisoned.forEach(id -> engine.put(id, MARKER + " " + id));
        breakingDown(Duration.ofMillis(600 + 300L * concurrency));

        SyncReport report = engine.sync();

        assertThat(failures())
                .extracting(FailedRecord::id)
                .containsExactlyElementsOf(poisoned.stream().map(RecordId::of).toList());
        assertThat(report.recordsEmbedded()).isEqualTo(30 - poisoned.size());
    }

    @Test
    void requestsThatExceedARateWhileShortOnesPassShouldBeHalved() {
        engine.settings.embedBatchSize(10);
        engine.create(40);
        rateLimiting(texts -> texts.size() > 3);

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(report.recordsEmbedded()).isEqualTo(40);
    }

    @Test
    void textThatAloneExceedsARateShouldFailItsRecordOnly() {
        engine.create(40);
        engine.put(7, MARKER);
        rateLimiting(texts -> texts.stream().anyMatch(text -> text.contains(MARKER)));

        SyncReport report = engine.sync();

        assertThat(report.recordsEmbedded()).isEqualTo(39);
        assertThat(failures()).extracting(FailedRecord::id).containsExactly(RecordId.of(7));
    }

    @Test
    void textsShouldStayTogetherAndNotFailWhenFewRequestsAreAccepted() {
        engine.settings.embedBatchSize(4).embedConcurrency(4);
        engine.create(80);
        List<Instant> accepted = new ArrayList<>();
        rateLimiting(texts -> {
            Instant now = engine.time.instant();
            boolean exceeds =
                    accepted.stream().anyMatch(before -> before.plusSeconds(50).isAfter(now));
            if (!exceeds) {
                accepted.add(now);
            }
            return exceeds;
        });

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(report.recordsEmbedded()).isEqualTo(80);
        int whole = 80 / 4;
        int halves = 80 / 2;
        assertThat(accepted).hasSizeBetween(whole, halves - 1);
    }

    @Test
    void exceededRateShouldEndTheRunAndFailNoRecordWhenNothingPasses() {
        engine.create(40);
        rateLimiting(texts -> true);

        SyncReport report = engine.sync();

        assertThat(report.failure().orElseThrow()).hasMessageContaining("slow down");
        assertThat(failures()).isEmpty();
    }

    private void breakingDown(Duration time) {
        engine.embedder = new ForwardingEmbedder(engine.vectors) {
            private Instant back = Instant.MIN;

            @Override
            public EmbeddingResult embed(List<String> texts, InputType type) {
                Instant now = engine.time.instant();
                if (texts.stream().anyMatch(text -> text.contains(MARKER))) {
                    back = now.plus(time);
                }
                if (now.isBefore(back)) {
                    throw new TransientException("Connection refused", null);
                }
                return next.embed(texts, type);
            }
        };
    }

    private void rateLimiting(Predicate<List<String>> exceeds) {
        engine.embedder = new ForwardingEmbedder(engine.vectors) {
            @Override
            public EmbeddingResult embed(List<String> texts, InputType type) {
                if (exceeds.test(texts)) {
                    throw TransientException.rateLimited("HTTP 429: slow down", null);
                }
                return next.embed(texts, type);
            }
        };
    }

    private List<FailedRecord> failures() {
        return engine.states.failures(VirtualEngine.STATE, Cursor.START, 100);
    }
}
