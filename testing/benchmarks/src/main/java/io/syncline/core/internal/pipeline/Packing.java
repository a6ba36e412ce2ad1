package io.syncline.core.internal.pipeline;

import io.syncline.api.RecordId;
import io.syncline.core.port.Payload;
import io.syncline.core.text.Chunk;
import io.syncline.core.text.Document;
import java.util.ArrayList;
import java.util.List;

/** The engine's own packing of chunks into requests. In its package, because it is not public. Not thread-safe. */
public final class Packing {

    private static final int MOST_INPUTS = 128;
    private static final int MOST_TOKENS = 60_000;

    private final List<RecordProgress> records = new ArrayList<>();

    /**
     * Prepares records of one chunk each.
     *
     * @param chunks what is packed
     */
    public Packing(List<Chunk> chunks) {
        PageProgress page = new PageProgress(chunks.size(), chunks.size(), 0, 0);
        for (Chunk chunk : chunks) {
            Document document = new Document(List.of(chunk), Payload.EMPTY, "");
            PreparedRecord prepared = new PreparedRecord(RecordId.of(records.size() + 1L), 0, document, null);
            records.add(new RecordProgress(page, prepared, document, null));
        }
    }

    /**
     * Packs all of them.
     *
     * @return how many texts were packed
     */
    public int pack() {
        ChunkQueue queue = new ChunkQueue(MOST_INPUTS, MOST_TOKENS, 1, () -> 1);
        records.forEach(queue::add);
        int packed = 0;
        while (!queue.isEmpty()) {
            packed += EmbedBatch.of(queue.take()).texts().size();
        }
        return packed;
    }
}
