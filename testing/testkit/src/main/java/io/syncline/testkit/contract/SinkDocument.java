package io.syncline.testkit.contract;

import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.Payload;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Builds documents for sinks. */
final class SinkDocument {

    private final long id;
    private long version = 1_700_000_000_000L;
    private String hash = hashOf(1);
    private String fingerprint = "fp-1";
    private Payload payload = Payload.EMPTY;
    private final List<EmbeddedChunk> chunks = new ArrayList<>();

    private SinkDocument(long id) {
        this.id = id;
    }

    static SinkDocument doc(long id) {
        return new SinkDocument(id);
    }

    /** A document with some chunks near an angle. */
    static SinkDocument doc(long id, int chunkCount) {
        SinkDocument document = doc(id);
        for (int i = 0; i < chunkCount; i++) {
            document.chunk("Text " + id + " part " + i, i);
        }
        return document;
    }

    SinkDocument version(long value) {
        version = value;
        return this;
    }

    SinkDocument hash(int number) {
        hash = hashOf(number);
        return this;
    }

    SinkDocument fingerprint(String value) {
        fingerprint = value;
        return this;
    }

    SinkDocument payload(Map<String, Object> values) {
        payload = Payload.of(values);
        return this;
    }

    SinkDocument chunk(String text, double degrees) {
        return chunk(text, SinkContent.angle(degrees));
    }

    SinkDocument chunk(String text, Embedding embedding) {
        chunks.add(new EmbeddedChunk(text, embedding));
        return this;
    }

    EmbeddedDocument build(IdKind kind) {
        return new EmbeddedDocument(kind.id(id), version, hash, fingerprint, payload, chunks);
    }

    /** A text in the form of a content hash. */
    static String hashOf(int number) {
        return HexFormat.of().toHexDigits(0x5EED_5EED_5EED_5EEDL)
                + HexFormat.of().toHexDigits((long) number);
    }
}
