package io.syncline.pgvector;

import io.syncline.api.RecordId;
import io.syncline.core.adapter.jdbc.PostgresNames;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.PointId;
import java.util.ArrayList;
import java.util.List;

/** Points to be written by one statement, column by column. Not thread-safe. */
final class PointColumns {

    private final int dimension;
    private final List<RecordId> records = new ArrayList<>();
    private final List<Integer> chunkIndexes = new ArrayList<>();
    private final List<Long> versions = new ArrayList<>();
    private final List<Integer> chunkCounts = new ArrayList<>();
    private final List<String> contentHashes = new ArrayList<>();
    private final List<String> fingerprints = new ArrayList<>();
    private final List<String> payloads = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final List<TermVector> words = new ArrayList<>();
    private final List<float[]> vectors = new ArrayList<>();

    PointColumns(int dimension) {
        this.dimension = dimension;
    }

    void add(EmbeddedDocument document, int index) {
        EmbeddedChunk chunk = document.chunks().get(index);
        records.add(document.id());
        chunkIndexes.add(index);
        versions.add(document.sourceVersion());
        chunkCounts.add(document.chunks().size());
        contentHashes.add(document.contentHash());
        fingerprints.add(document.fingerprint());
        payloads.add(StoredPayload.write(document.payload()));
        texts.add(PostgresNames.storable(chunk.text()));
        words.add(TermVector.of(chunk.text()));
        vectors.add(UnitVectors.of(chunk.embedding()));
    }

    int size() {
        return records.size();
    }

    RecordId first() {
        return records.get(0);
    }

    /** The parameters of an upsert. */
    Object[] parameters(int model, long epoch) {
        return new Object[] {
            model,
            epoch,
            numbers(),
            recordTexts(),
            recordNumbers(),
            chunkIndexes.toArray(Integer[]::new),
            records.stream().map(PointId::bits).toArray(Long[]::new),
            versions.toArray(Long[]::new),
            chunkCounts.toArray(Integer[]::new),
            contentHashes.toArray(String[]::new),
            fingerprints.toArray(String[]::new),
            payloads.toArray(String[]::new),
            texts.toArray(String[]::new),
            words.stream().map(TermVector::lexemes).toArray(String[]::new),
            words.stream().map(TermVector::words).toArray(Integer[]::new)
        };
    }

    /** The parameters of the question which points the guard kept. */
    Object[] guarded(int model, long epoch) {
        return new Object[] {
            recordTexts(),
            recordNumbers(),
            chunkIndexes.toArray(Integer[]::new),
            versions.toArray(Long[]::new),
            model,
            epoch,
            epoch
        };
    }

    private String[] recordTexts() {
        return records.stream().map(RecordKeys::text).toArray(String[]::new);
    }

    private Long[] recordNumbers() {
        return records.stream().map(RecordKeys::number).toArray(Long[]::new);
    }

    private float[] numbers() {
        float[] all = new float[vectors.size() * dimension];
        for (int i = 0; i < vectors.size(); i++) {
            System.arraycopy(vectors.get(i), 0, all, i * dimension, dimension);
        }
        return all;
    }
}
