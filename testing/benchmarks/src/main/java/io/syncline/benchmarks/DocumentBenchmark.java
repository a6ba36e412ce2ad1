package io.syncline.benchmarks;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.core.text.Document;
import io.syncline.core.text.DocumentMaker;
import io.syncline.core.text.DocumentPlan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Making the document of a record of 1 KB, beside the hash that is part of it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class DocumentBenchmark {

    private final String text = Texts.of(1, 1024).get(0);
    private final SourceRecord record =
            new SourceRecord(RecordId.of(1), 1, Map.of("description", new FieldValue.Text(text)));
    private final DocumentMaker maker = DocumentMaker.of(
            DocumentPlan.of(
                    ModelDescription.builder()
                            .model(NoOpSource.MODEL)
                            .addFields(new FieldDescription("description", "Description", FieldType.TEXT))
                            .addDefaultFields("description")
                            .build(),
                    List.of(),
                    Optional.empty(),
                    List.of()),
            new NoOpEmbedder(),
            512,
            64);

    private final SourceRecord longRecord = new SourceRecord(
            RecordId.of(2),
            1,
            Map.of("description", new FieldValue.Text(Texts.of(1, 20_000).get(0))));

    /** SHA-256 of the text. */
    @Benchmark
    public byte[] hash() throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The whole document: text, chunks, payload and hash. */
    @Benchmark
    public Document document() {
        return maker.make(record);
    }

    /** A document of 20 KB, which is cut into chunks. */
    @Benchmark
    public Document longDocument() {
        return maker.make(longRecord);
    }
}
