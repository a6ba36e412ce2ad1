package io.syncline.benchmarks.endtoend;

import io.qdrant.client.QdrantClient;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/**
 * An implementation with a library that embeds and stores documents. All peers read from Odoo by Syncline's adapter.
 *
 * @param name its display name
 * @param settings a description of how it is used
 * @param threads 1 to read the next page while one is written; more to read and write that many pages concurrently
 * @param writer makes the writer of pages
 */
record Peer(String name, String settings, int threads, BiFunction<World, QdrantClient, PageWriter> writer) {

    /** Does the work; returns the seconds that it took. */
    double seconds(World world, String collection, int pages) throws Exception {
        try (QdrantClient client = world.qdrantClient()) {
            world.createCollection(client, collection);
            PageWriter pageWriter = writer.apply(world, client);
            long start = System.nanoTime();
            if (threads == 1) {
                inTurn(world, pageWriter, pages);
            } else {
                concurrently(world, pageWriter, pages);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            long stored = client.countAsync(collection).get();
            if (stored != (long) pages * World.PAGE) {
                throw new IllegalStateException(name + " stored " + stored + " records");
            }
            return seconds;
        }
    }

    private static void inTurn(World world, PageWriter writer, int pages) {
        CompletableFuture<List<SourceRecord>> next = CompletableFuture.supplyAsync(() -> world.page(0));
        for (int i = 0; i < pages; i++) {
            List<SourceRecord> page = next.join();
            int following = i + 1;
            if (following < pages) {
                next = CompletableFuture.supplyAsync(() -> world.page(following));
            }
            writer.write(page);
        }
    }

    private void concurrently(World world, PageWriter writer, int pages) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            AtomicInteger next = new AtomicInteger();
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(executor.submit(() -> {
                    for (int page = next.getAndIncrement(); page < pages; page = next.getAndIncrement()) {
                        writer.write(world.page(page));
                    }
                }));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    static String text(SourceRecord record) {
        return ((FieldValue.Text) record.field("name")).value() + "\n"
                + ((FieldValue.Text) record.field("comment")).value();
    }
}
