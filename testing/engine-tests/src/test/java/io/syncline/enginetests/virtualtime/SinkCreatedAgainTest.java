package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SinkMark;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.testkit.forward.ForwardingVectorSink;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A sink that another process deletes, and creates again under the same name, before a first sync has left a mark in it. */
class SinkCreatedAgainTest {

    private static final int RECORDS = 20;

    private final VirtualEngine engine = new VirtualEngine();
    private int upserts;

    SinkCreatedAgainTest() {
        engine.create(RECORDS);
    }

    /** Is created again right after it was first asked for its mark. */
    private final class Replaced extends ForwardingVectorSink {

        private Optional<SinkSchema> prepared = Optional.empty();

        Replaced() {
            super(engine.points);
        }

        @Override
        public SinkIdentity prepare(SinkSchema schema) {
            prepared = Optional.of(schema);
            return super.prepare(schema);
        }

        @Override
        public Optional<SinkMark> mark(ModelKey key) {
            Optional<SinkMark> mark = super.mark(key);
            prepared.ifPresent(schema -> {
                engine.points.collection().lose();
                engine.points.reopen().prepare(schema);
            });
            prepared = Optional.empty();
            return mark;
        }

        @Override
        public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
            upserts++;
            super.upsert(key, epoch, documents);
        }
    }

    @Test
    void firstSyncShouldWriteNothingIntoTheNewOne() {
        engine.sink = new Replaced();

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(report.errors()).singleElement().asString().contains("the next sync reads all records");
        assertThat(upserts).isZero();
    }

    @Test
    void nextSyncShouldFillTheNewOne() {
        engine.sink = new Replaced();
        engine.sync();
        engine.sink = engine.points;

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(report.recordsEmbedded()).isEqualTo(RECORDS);
        assertThat(engine.verify().inSync()).isTrue();
    }
}
