package io.syncline.flink.internal;

import org.apache.flink.api.connector.source.SourceEvent;

/** A request of a worker or its answer, on its way between reader and enumerator. */
final class SyncMessage implements SourceEvent {

    /** The number of the message that carries the report of the run, as JSON. */
    static final long REPORT = 0;

    private static final long serialVersionUID = 1L;

    private final long number;
    private final byte[] content;

    /**
     * A message.
     *
     * @param number of the request, for its answer too; positive and unique for the reader
     * @param content as {@link MessageCodec} writes it
     */
    SyncMessage(long number, byte[] content) {
        this.number = number;
        this.content = content.clone();
    }

    long number() {
        return number;
    }

    byte[] content() {
        return content.clone();
    }
}
