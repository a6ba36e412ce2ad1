package io.syncline.sqlite;

import io.syncline.api.ModelName;
import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.api.failure.MissingStoreException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.sink.SinkArguments;
import io.syncline.core.port.HybridSink;
import io.syncline.core.port.QuarantiningSink;
import io.syncline.core.port.SourceCatalog;
import io.syncline.core.port.StoredVectors;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.QuarantinePage;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SinkMark;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.core.port.vector.SourceContent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Stores points in an index file. */
final class SqliteVectorSink implements VectorSink, HybridSink, QuarantiningSink, SourceCatalog, StoredVectors {

    private final GenerationDatabase generation;
    private final VectorCache cache;

    SqliteVectorSink(GenerationDatabase generation, VectorCache cache) {
        this.generation = generation;
        this.cache = cache;
    }

    @Override
    public SinkIdentity prepare(SinkSchema schema) {
        Database database = generation.choose();
        database.createIfMissing();
        EmbedderFingerprint wanted = schema.embedder();
        Optional<EmbedderFingerprint> found = database.read("read the index", IndexEmbedder::find);
        found.ifPresent(embedder -> IndexEmbedder.check(database.path(), embedder, wanted));
        if (found.isEmpty() || readIdentity().id().equals(SinkIdentity.UNKNOWN)) {
            IndexEmbedder.check(
                    database.path(),
                    database.write("prepare the index", connection -> IndexEmbedder.claim(connection, wanted)),
                    wanted);
        }
        WordRows.addMissing(database);
        return readIdentity();
    }

    @Override
    public SinkIdentity open(SinkSchema schema) {
        generation.choose();
        IndexEmbedder.check(database().path(), requirePrepared(), schema.embedder());
        return readIdentity();
    }

    private Database database() {
        return generation.present();
    }

    private EmbedderFingerprint requirePrepared() {
        return database()
                .read("read the index", IndexEmbedder::find)
                .orElseThrow(() -> new MissingStoreException(
                        "The file " + database().path() + " has no index yet. Run a sync to create it"));
    }

    private SinkIdentity readIdentity() {
        return database()
                .read(
                        "read the identity of the index",
                        connection -> IndexIdentity.read(connection, database().path()));
    }

    @Override
    public Optional<SinkMark> mark(ModelKey key) {
        return database().read("read the mark of " + key, connection -> Models.mark(connection, key));
    }

    @Override
    public boolean raiseMark(ModelKey key, String store, long expected, SinkMark next) {
        SinkArguments.checkMark(key, expected, next);
        return database()
                .write(
                        "raise the mark of " + key,
                        connection -> IndexIdentity.is(connection, store)
                                && Models.raiseMark(connection, key, expected, next));
    }

    @Override
    public boolean listsInOrder(ModelKey key) {
        return true;
    }

    @Override
    public Map<RecordId, RecordStamp> stamps(ModelKey key, Collection<RecordId> ids) {
        SinkArguments.checkSize(ids);
        return database().read("read stamps of " + key, connection -> new PointReader(connection, key).stamps(ids));
    }

    @Override
    public Map<RecordId, List<EmbeddedChunk>> chunks(ModelKey key, Collection<RecordId> ids) {
        SinkArguments.checkSize(ids);
        return database().read("read texts of " + key, connection -> new PointReader(connection, key).chunks(ids));
    }

    @Override
    public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
        SinkArguments.checkEpoch(epoch);
        SinkArguments.checkDocuments(documents);
        List<EmbeddedDocument> rest = documents;
        while (!rest.isEmpty()) {
            List<EmbeddedDocument> from = rest;
            List<EmbeddedDocument> turn = WriterTurns.turn(from);
            database().writePage("store " + turn.size() + " records of " + key, connection -> {
                new PointWriter(connection, key, epoch).upsert(turn, from);
                return turn;
            });
            rest = rest.subList(turn.size(), rest.size());
        }
    }

    @Override
    public void trim(ModelKey key, long epoch, Map<RecordId, Integer> keep) {
        SinkArguments.checkKept(keep);
        delete(key, epoch, keep);
    }

    @Override
    public void delete(ModelKey key, long epoch, Collection<RecordId> ids) {
        SinkArguments.checkSize(ids);
        delete(key, epoch, ids.stream().distinct().collect(Collectors.toMap(id -> id, id -> 0)));
    }

    private void delete(ModelKey key, long epoch, Map<RecordId, Integer> fromChunk) {
        SinkArguments.checkEpoch(epoch);
        if (!fromChunk.isEmpty()) {
            database().writePage("delete points of " + fromChunk.size() + " records of " + key, connection -> {
                new PointWriter(connection, key, epoch).delete(fromChunk);
                return fromChunk;
            });
        }
    }

    @Override
    public IdPage ids(ModelKey key, IdRange range, int limit) {
        SinkArguments.checkLimit(limit);
        return database()
                .read("list records of " + key, connection -> new PointReader(connection, key).ids(range, limit));
    }

    @Override
    public long count(ModelKey key) {
        return database().read("count records of " + key, connection -> new PointReader(connection, key).count());
    }

    @Override
    public Set<String> payloadNames(String source, Set<ModelName> models, Set<String> wanted) {
        return database()
                .read(
                        "read the names of payload fields",
                        connection -> new IndexFields(connection).of(source, models, wanted));
    }

    @Override
    public List<SinkHit> search(SinkQuery query) {
        return database().read("search", connection -> new PointSearch(connection, query).run(cache));
    }

    @Override
    public List<SinkHit> searchWords(SinkQuery query, String words) {
        return database().read("search by words", connection -> {
            if (!new WordRows(connection).complete()) {
                throw new SetupException("The index " + database().path()
                        + " was written by an earlier release, which stored no words. Run a sync, which adds them, or"
                        + " search without hybrid");
            }
            return new WordSearch(connection, query).run(words);
        });
    }

    @Override
    public boolean isHybrid() {
        return database().exists()
                && database().read("read the index", connection -> new WordRows(connection).complete());
    }

    @Override
    public void quarantine(ModelKey key, long epoch, Collection<RecordId> ids, Quarantine quarantine) {
        SinkArguments.checkEpoch(epoch);
        SinkArguments.checkSize(ids);
        database().write("quarantine " + ids.size() + " records of " + key, connection -> {
            new PointWriter(connection, key, epoch).quarantine(ids, quarantine);
            return ids;
        });
    }

    @Override
    public void lift(ModelKey key, long epoch, Collection<RecordId> ids) {
        SinkArguments.checkEpoch(epoch);
        SinkArguments.checkSize(ids);
        database().write("lift the quarantine of " + ids.size() + " records of " + key, connection -> {
            new PointWriter(connection, key, epoch).lift(ids);
            return ids;
        });
    }

    @Override
    public QuarantinePage quarantined(ModelKey key, IdRange range, int limit) {
        SinkArguments.checkLimit(limit);
        return database()
                .read(
                        "list quarantined records of " + key,
                        connection -> new PointReader(connection, key).quarantined(range, limit));
    }

    @Override
    public SinkIdentity identity() {
        requirePrepared();
        return readIdentity();
    }

    @Override
    public List<SourceContent> contents() {
        requirePrepared();
        return database().read("list the sources", connection -> new SourceRows(connection).contents());
    }

    @Override
    public void rename(ModelKey from, String to, long epoch) {
        SinkArguments.checkEpoch(epoch);
        requirePrepared();
        ModelKey target = new ModelKey(to, from.model());
        database().write("rename " + from + " to " + to, connection -> {
            new SourceRows(connection).rename(from, target, epoch);
            return target;
        });
    }

    @Override
    public void drop(ModelKey key, long epoch) {
        SinkArguments.checkEpoch(epoch);
        requirePrepared();
        database().write("drop " + key, connection -> {
            new SourceRows(connection).drop(key, epoch);
            return key;
        });
    }

    @Override
    public void close() {
        generation.close();
    }
}
