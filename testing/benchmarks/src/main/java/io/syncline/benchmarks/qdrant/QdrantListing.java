package io.syncline.benchmarks.qdrant;

import io.syncline.api.RecordId;
import io.syncline.benchmarks.Harness;
import io.syncline.benchmarks.Ratios;
import io.syncline.benchmarks.Records;
import io.syncline.benchmarks.Section;
import io.syncline.benchmarks.Size;
import io.syncline.benchmarks.Table;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.qdrant.QdrantVectorSink;
import io.syncline.testkit.qdrant.QdrantProcess;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How fast stored ids are listed in order and merged with another listing, compared with a bare scroll. */
public final class QdrantListing implements Harness {

    private static final int DIMENSION = 8;
    private static final int PER_CALL = 1_000;
    private static final List<Integer> PAGES = List.of(1_000, 10_000);

    @Override
    public String name() {
        return "qdrant-listing";
    }

    @Override
    public String purpose() {
        return "ids a second out of a real Qdrant, in order and merged, beside a bare scroll";
    }

    @Override
    public Section run(Size size) throws Exception {
        int points = size.of(2_000, 100_000);
        int rounds = size.of(1, 15);
        Records records = new Records(DIMENSION);
        Table table = new Table("page", "bare scroll, ids a second", "sink and merge, ids a second", "ratio");
        try (QdrantProcess server = QdrantProcess.startOnDisk();
                BareClient client = new BareClient(server, records);
                QdrantVectorSink sink = QdrantVectorSink.builder()
                        .host(server.host())
                        .port(server.port())
                        .collection("listing")
                        .build()) {
            sink.prepare(records.schema());
            for (int from = 1; from <= points; from += PER_CALL) {
                sink.upsert(Records.KEY, 1, records.documents(from, from + PER_CALL - 1L));
            }
            for (int page : PAGES) {
                Ratios bare = new Ratios();
                Ratios ours = new Ratios();
                for (int round = 0; round < rounds; round++) {
                    bare.time(() -> require(client.scroll("listing-g1", page) == points));
                    ours.time(() -> require(merge(sink, page, points) == 0));
                }
                table.row(page, bare.rate(points), ours.rate(points), ours.faster(bare));
            }
        }
        return new Section(
                "Listing what is stored in Qdrant",
                points + " records of one point each; the sink's listing is merged with one of the same ids that costs"
                        + " nothing, as a cleanup does. Both read the same payload; median of " + rounds
                        + " rounds in turn.\n\n" + table);
    }

    /** The number of stored records that are missing in a listing of all ids. */
    private static int merge(QdrantVectorSink sink, int page, int points) {
        int stale = 0;
        long other = 0;
        Cursor after = Cursor.START;
        while (true) {
            IdPage stored = sink.ids(Records.KEY, IdRange.after(after), page);
            Set<RecordId> left = new HashSet<>();
            stored.entries().forEach(entry -> left.add(entry.id()));
            long reached = stored.end()
                    ? points
                    : Math.min(points, stored.resumeAfter().id().number());
            for (IdAndVersion listed : listed(other, reached)) {
                left.remove(listed.id());
            }
            other = reached;
            stale += left.size();
            after = stored.resumeAfter();
            if (stored.end()) {
                return stale;
            }
        }
    }

    private static List<IdAndVersion> listed(long after, long upTo) {
        List<IdAndVersion> ids = new ArrayList<>();
        for (long id = after + 1; id <= upTo; id++) {
            ids.add(new IdAndVersion(RecordId.of(id), Records.version(id)));
        }
        return ids;
    }

    private static void require(boolean right) {
        if (!right) {
            throw new IllegalStateException("A listing is not complete");
        }
    }
}
