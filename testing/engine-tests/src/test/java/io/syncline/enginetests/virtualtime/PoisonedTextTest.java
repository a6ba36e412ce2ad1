package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.VerifyReport;
import io.syncline.api.VerifyRequest;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.settings.RetrySettings;
import io.syncline.testkit.forward.ForwardingEmbedder;
import io.syncline.testkit.memory.InMemoryEmbedder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A text that the embedder fails over is told from an outage, also where no other text is at hand. */
class PoisonedTextTest {

    private static final String MARKER = "poison";

    private final VirtualEngine engine = new VirtualEngine();

    /** How embedders fail over a text. */
    enum Fault {
        SERVER_ERROR,
        UNUSABLE_VECTOR,
        REFUSAL,
        /** The status or the form of an answer that means a wrong setting, if all texts get it. */
        LIKE_A_WRONG_SETUP;

        SyncException failure(String message) {
            return switch (this) {
                case SERVER_ERROR -> new TransientException(message, null);
                case UNUSABLE_VECTOR -> new UnknownOutcomeException(message);
                case REFUSAL -> new RejectedException(message);
                case LIKE_A_WRONG_SETUP -> new SetupException(message);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void incrementalRunShouldCompleteWhenTheOnlyTextIsPoisoned(Fault fault) {
        engine.create(60);
        engine.put(30, MARKER);
        poison(fault);
        assertThat(engine.sync().recordsEmbedded()).isEqualTo(59);
        engine.wait(Duration.ofHours(1));
        Instant before = engine.time.instant();

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED_WITH_FAILURES);
        assertThat(report.duration()).isLessThan(Duration.ofMinutes(2));
        assertThat(failures()).singleElement().satisfies(failed -> {
            assertThat(failed.id()).isEqualTo(RecordId.of(30));
            assertThat(failed.attempts()).isEqualTo(2);
        });
        assertThat(engine.states.read(VirtualEngine.STATE).state().watermark().orElseThrow())
                .isAfterOrEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void changesShouldBeStoredWhenAPoisonedRecordIsAmongThem(Fault fault) {
        engine.create(60);
        engine.sync();
        poison(fault);
        engine.wait(Duration.ofHours(1));
        engine.put(30, MARKER);
        engine.put(5, "Changed");

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED_WITH_FAILURES);
        assertThat(report.recordsEmbedded()).isEqualTo(1);
        assertThat(failures()).extracting(FailedRecord::id).containsExactly(RecordId.of(30));
    }

    @ParameterizedTest
    @EnumSource
    void firstSyncShouldCompleteWhenItsOnlyTextIsPoisoned(Fault fault) {
        engine.put(1, MARKER);
        poison(fault);

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED_WITH_FAILURES);
        assertThat(report.recordsFailed()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void repairShouldCompleteWhenTheOnlyDifferenceIsPoisoned(Fault fault) {
        engine.create(10);
        engine.sync();
        poison(fault);
        engine.wait(Duration.ofHours(1));
        engine.put(3, MARKER);

        VerifyReport report = engine.verify(
                VerifyRequest.builder().model(VirtualEngine.MODEL).repair(true).build());

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(report.recordsRepaired()).isZero();
        assertThat(failures()).extracting(FailedRecord::id).containsExactly(RecordId.of(3));
    }

    @ParameterizedTest
    @EnumSource
    void healthyRecordShouldBeStoredWhenAnotherFailedOneIsStillPoisoned(Fault fault) {
        engine.create(60);
        engine.put(30, MARKER + " for ever");
        engine.put(31, MARKER + " for now");
        poison(fault);
        assertThat(engine.sync().recordsFailed()).isEqualTo(2);
        failing(text -> text.contains("for ever"), fault);
        engine.wait(Duration.ofHours(1));

        SyncReport report = engine.sync();

        assertThat(report.recordsEmbedded()).isEqualTo(1);
        assertThat(failures()).singleElement().satisfies(failed -> {
            assertThat(failed.id()).isEqualTo(RecordId.of(30));
            assertThat(failed.attempts()).isEqualTo(2);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "UNUSABLE_VECTOR"})
    void poisonedRecordShouldBeFoundWithoutRetriesToo(Fault fault) {
        engine.settings.retry(RetrySettings.builder().giveUpAfter(Duration.ZERO).build());
        engine.create(20);
        engine.put(7, MARKER);
        poison(fault);

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED_WITH_FAILURES);
        assertThat(failures()).extracting(FailedRecord::id).containsExactly(RecordId.of(7));
    }

    @Test
    void outageShouldFailNoRecordWhenTheOnlyTextMeetsIt() {
        engine.create(10);
        engine.sync();
        engine.wait(Duration.ofHours(1));
        engine.put(3, "Changed");
        failing(text -> true, Fault.SERVER_ERROR);

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(report.failure()).containsInstanceOf(TransientException.class);
        assertThat(failures()).isEmpty();
    }

    @Test
    void refusalOfTheRequestShouldEndTheRunWithOneErrorAndFailNoRecord() {
        engine.create(300);
        List<Integer> requests = new ArrayList<>();
        engine.embedder = new ForwardingEmbedder(engine.vectors) {
            @Override
            public EmbeddingResult embed(List<String> texts, InputType type) {
                requests.add(texts.size());
                throw new RejectedException("This model does not support specifying dimensions");
            }
        };

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(report.failure().orElseThrow())
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("This model does not support specifying dimensions");
        assertThat(report.errors()).hasSize(1);
        assertThat(report.recordsFailed()).isZero();
        assertThat(failures()).isEmpty();
        assertThat(requests).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void requestThatIsRefusedInMidRunShouldEndTheRunAndFailNoRecord() {
        engine.settings.embedBatchSize(5).embedConcurrency(1);
        engine.create(60);
        List<Integer> requests = new ArrayList<>();
        engine.embedder = new ForwardingEmbedder(engine.vectors) {
            @Override
            public EmbeddingResult embed(List<String> texts, InputType type) {
                requests.add(texts.size());
                if (requests.size() > 3) {
                    throw new RejectedException("Insufficient balance");
                }
                return next.embed(texts, type);
            }
        };

        SyncReport report = engine.sync();

        assertThat(report.failure().orElseThrow())
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("Insufficient balance. A harmless text is refused as well");
        assertThat(report.recordsFailed()).isZero();
        assertThat(failures()).isEmpty();
        assertThat(requests).hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void refusedTextShouldBeRetriedAtIntervalsAndNotForeverWhileTheControlFails() {
        engine.put(1, MARKER);
        List<List<String>> requests = new ArrayList<>();
        engine.embedder = new ForwardingEmbedder(engine.vectors) {
            @Override
            public EmbeddingResult embed(List<String> texts, InputType type) {
                requests.add(texts);
                throw (texts.get(0).contains(MARKER) ? Fault.REFUSAL : Fault.SERVER_ERROR).failure("No");
            }
        };

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(report.duration()).isLessThan(Duration.ofMinutes(12));
        assertThat(failures()).isEmpty();
        assertThat(requests).hasSizeLessThan(150);
    }

    @Test
    void vectorsOfAnotherDimensionShouldEndTheRunImmediately() {
        engine.create(300);
        Embedder other = InMemoryEmbedder.builder().dimension(7).build();
        engine.embedder = new ForwardingEmbedder(engine.vectors) {
            @Override
            public EmbeddingResult embed(List<String> texts, InputType type) {
                return other.embed(texts, type);
            }
        };

        SyncReport report = engine.sync();

        assertThat(report.failure().orElseThrow())
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("dimension 7");
        assertThat(report.duration()).isLessThan(Duration.ofSeconds(2));
        assertThat(failures()).isEmpty();
    }

    private void poison(Fault fault) {
        failing(text -> text.contains(MARKER), fault);
    }

    private void failing(Predicate<String> poison, Fault fault) {
        engine.embedder = new ForwardingEmbedder(engine.vectors) {
            @Override
            public EmbeddingResult embed(List<String> texts, InputType type) {
                if (texts.stream().anyMatch(poison)) {
                    throw fault.failure("HTTP 500 for one of " + texts.size() + " texts");
                }
                return next.embed(texts, type);
            }
        };
    }

    private List<FailedRecord> failures() {
        return engine.states.failures(VirtualEngine.STATE, Cursor.START, 100);
    }
}
