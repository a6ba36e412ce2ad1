package io.syncline.sqlite;

import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.core.port.QuarantiningSink;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.QuarantinePage;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.core.port.vector.SinkSchema;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Stores points in an index file. */
final class SqliteVectorSink implements VectorSink, QuarantiningSink {

    private static final int MAX_IDS = 1000;

    private final Database database;
    private final VectorCache cache;

    SqliteVectorSink(Database database, VectorCache cache) {
        this.database = database;
        this.cache = cache;
    }

    @Override
    public void prepare(SinkSchema schema) {
        EmbedderFingerprint wanted = schema.embedder();
        EmbedderFingerprint found = database.read("read the index", IndexEmbedder::find)
                .orElseGet(() ->
                        database.write("prepare the index", connection -> IndexEmbedder.claim(connection, wanted)));
        IndexEmbedder.check(database.path(), found, wanted);
    }

    @Override
    public Map<RecordId, RecordStamp> stamps(ModelKey key, Collection<RecordId> ids) {
        checkSize(ids);
        return database.read("read stamps of " + key, connection -> new PointReader(connection, key).stamps(ids));
    }

    @Override
    public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
        checkEpoch(epoch);
        if (documents.isEmpty()
                || documents.stream().map(EmbeddedDocument::id).distinct().count() < documents.size()) {
            throw new IllegalArgumentException("An upsert needs at least one record, and each record only once");
        }
        database.write("store " + documents.size() + " records of " + key, connection -> {
            new PointWriter(connection, key, epoch).upsert(documents);
            return documents;
        });
    }

    @Override
    public void trim(ModelKey key, long epoch, Map<RecordId, Integer> keep) {
        keep.forEach((id, chunks) -> {
            if (chunks < 1) {
                throw new IllegalArgumentException("Record " + id + " must keep at least 1 chunk, not " + chunks);
            }
        });
        delete(key, epoch, keep);
    }

    @Override
    public void delete(ModelKey key, long epoch, Collection<RecordId> ids) {
        checkSize(ids);
        delete(key, epoch, ids.stream().distinct().collect(Collectors.toMap(id -> id, id -> 0)));
    }

    private void delete(ModelKey key, long epoch, Map<RecordId, Integer> fromChunk) {
        checkEpoch(epoch);
        if (!fromChunk.isEmpty()) {
            database.write("delete points of " + fromChunk.size() + " records of " + key, connection -> {
                new PointWriter(connection, key, epoch).delete(fromChunk);
                return fromChunk;
            });
        }
    }

    @Override
    public IdPage ids(ModelKey key, IdRange range, int limit) {
        if (limit <= 0) {
            throw new IllegalArgumentException("The limit of a listing must be positive, not " + limit);
        }
        return database.read(
                "list records of " + key, connection -> new PointReader(connection, key).ids(range, limit));
    }

    @Override
    public long count(ModelKey key) {
        return database.read("count records of " + key, connection -> new PointReader(connection, key).count());
    }

    @Override
    public List<SinkHit> search(SinkQuery query) {
        return database.read("search", connection -> new PointSearch(connection, query).run(cache));
    }

    @Override
    public void quarantine(ModelKey key, long epoch, Collection<RecordId> ids, Quarantine quarantine) {
        checkEpoch(epoch);
        checkSize(ids);
        database.write("quarantine " + ids.size() + " records of " + key, connection -> {
            new PointWriter(connection, key, epoch).quarantine(ids, quarantine);
            return ids;
        });
    }

    @Override
    public void lift(ModelKey key, long epoch, Collection<RecordId> ids) {
        checkEpoch(epoch);
        checkSize(ids);
        database.write("lift the quarantine of " + ids.size() + " records of " + key, connection -> {
            new PointWriter(connection, key, epoch).lift(ids);
            return ids;
        });
    }

    @Override
    public QuarantinePage quarantined(ModelKey key, IdRange range, int limit) {
        if (limit <= 0) {
            throw new IllegalArgumentException("The limit of a listing must be positive, not " + limit);
        }
        return database.read(
                "list quarantined records of " + key,
                connection -> new PointReader(connection, key).quarantined(range, limit));
    }

    private static void checkSize(Collection<RecordId> ids) {
        if (ids.size() > MAX_IDS) {
            throw new IllegalArgumentException(
                    "At most " + MAX_IDS + " ids are allowed in one call, not " + ids.size());
        }
    }

    private static void checkEpoch(long epoch) {
        if (epoch <= 0) {
            throw new IllegalArgumentException("The epoch must be positive, not " + epoch);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
