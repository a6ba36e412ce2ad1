package io.syncline.qdrant;

import static java.util.Objects.requireNonNull;

import io.syncline.core.adapter.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Builds a {@link QdrantVectorSink}, or a {@link QdrantReindex} with the same settings. Settings of the collection's
 * shape apply when the sink creates the collection; an existing collection is not changed.
 *
 * <p>Each method throws {@link NullPointerException} for null, {@link IllegalArgumentException} for a value that is
 * malformed or out of range, and {@link IllegalStateException} for a setting that was already set or contradicts another.
 * Not thread-safe.
 */
public final class QdrantVectorSinkBuilder {

    private static final Pattern VISIBLE_ASCII = Pattern.compile("[\\x21-\\x7e]+");
    /** A name, or an address of IPv4 or IPv6. */
    private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}._-]+|\\[?[0-9A-Fa-f:.]+(%\\w+)?]?");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final int MAX_POINTS = 10_000;
    private static final int MIN_BYTES = 64 << 10;
    private static final int MAX_BYTES = 32 << 20;
    private static final int MAX_IN_FLIGHT = 64;
    private static final Duration MAX_DEADLINE = Duration.ofHours(1);

    private final Setting<String> host = Setting.named("host");
    private final Setting<Integer> port = Setting.named("port");
    private final Setting<Boolean> tls = Setting.named("tls");
    private final Setting<Path> trustedCertificates = Setting.named("trustedCertificates");
    private final Setting<String> apiKey = Setting.named("apiKey");
    private final Setting<Duration> deadline = Setting.named("deadline");
    private final Setting<String> collection = Setting.named("collection");
    private final Setting<String> vectorName = Setting.named("vectorName");
    private final Setting<Integer> batchPoints = Setting.named("batchPoints");
    private final Setting<Integer> batchBytes = Setting.named("batchBytes");
    private final Setting<Integer> inFlight = Setting.named("inFlight");
    private final Setting<Boolean> vectorsOnDisk = Setting.named("vectorsOnDisk");
    private final Setting<Boolean> payloadOnDisk = Setting.named("payloadOnDisk");
    private final Setting<Quantisation> quantisation = Setting.named("quantisation");
    private final Setting<Integer> shards = Setting.named("shards");
    private final Setting<Integer> replicas = Setting.named("replicas");
    private final Setting<Boolean> bulkLoad = Setting.named("bulkLoad");
    private final Setting<Boolean> hybrid = Setting.named("hybrid");
    private final Setting<Boolean> indexExisting = Setting.named("indexExisting");

    QdrantVectorSinkBuilder() {}

    /**
     * Sets the server's host.
     *
     * @param name a host name or address; {@code localhost} by default
     */
    public QdrantVectorSinkBuilder host(String name) {
        requireNonNull(name, "host");
        check(
                HOST.matcher(name).matches(),
                "'host' must be a name or address without scheme, user, port and path, such as db.example.com");
        host.set(name);
        return this;
    }

    /**
     * Sets the server's gRPC port.
     *
     * @param number from 1 to 65535; 6334 by default
     */
    public QdrantVectorSinkBuilder port(int number) {
        port.set(inRange("port", number, 1, 65_535));
        return this;
    }

    /**
     * Sets whether to encrypt the connection. Set it whenever an API key travels over a network.
     *
     * @param encrypted false by default
     */
    public QdrantVectorSinkBuilder tls(boolean encrypted) {
        requireTls(encrypted || !trustedCertificates.isSet());
        tls.set(encrypted);
        return this;
    }

    /**
     * Sets the certificates to trust instead of those that the Java platform trusts. Requires {@link #tls}.
     *
     * @param file a readable file in PEM format
     */
    public QdrantVectorSinkBuilder trustedCertificates(Path file) {
        requireTls(tls.or(true));
        trustedCertificates.set(file);
        return this;
    }

    /**
     * Sets the API key. It appears in no message, log or {@code toString}.
     *
     * @param key visible ASCII characters; no key by default
     */
    public QdrantVectorSinkBuilder apiKey(String key) {
        requireNonNull(key, "apiKey");
        check(VISIBLE_ASCII.matcher(key).matches(), "The API key must consist of visible ASCII characters");
        apiKey.set(key);
        return this;
    }

    /**
     * Sets the time limit of one request.
     *
     * @param limit at least 1 ms, at most an hour; 60 seconds by default
     */
    public QdrantVectorSinkBuilder deadline(Duration limit) {
        requireNonNull(limit, "deadline");
        check(
                limit.compareTo(Duration.ofMillis(1)) >= 0 && limit.compareTo(MAX_DEADLINE) <= 0,
                "The deadline must be from 1 ms to " + MAX_DEADLINE + ", not " + limit);
        deadline.set(limit);
        return this;
    }

    /**
     * Sets the name of the collection; required.
     *
     * @param name at most 128 letters, digits, dots, underscores and hyphens
     */
    public QdrantVectorSinkBuilder collection(String name) {
        collection.set(checkedName("collection", name));
        return this;
    }

    /**
     * Sets the name of the vector in each point.
     *
     * @param name at most 128 letters, digits, dots, underscores and hyphens; {@code text} by default
     */
    public QdrantVectorSinkBuilder vectorName(String name) {
        vectorName.set(checkedName("vectorName", name));
        return this;
    }

    /**
     * Sets the maximum number of points in one write request. A stricter limit of the server takes precedence.
     *
     * @param points from 1 to 10000; 500 by default
     */
    public QdrantVectorSinkBuilder batchPoints(int points) {
        batchPoints.set(inRange("batchPoints", points, 1, MAX_POINTS));
        return this;
    }

    /**
     * Sets the maximum size of one write request. A single larger point is sent alone.
     *
     * @param bytes from 64 KiB to 32 MiB; 4 MiB by default
     */
    public QdrantVectorSinkBuilder batchBytes(int bytes) {
        batchBytes.set(inRange("batchBytes", bytes, MIN_BYTES, MAX_BYTES));
        return this;
    }

    /**
     * Sets the maximum number of write requests that one call has in flight.
     *
     * @param requests from 1 to 64; 4 by default
     */
    public QdrantVectorSinkBuilder inFlight(int requests) {
        inFlight.set(inRange("inFlight", requests, 1, MAX_IN_FLIGHT));
        return this;
    }

    /**
     * Sets whether a new collection stores vectors on disk instead of in memory.
     *
     * @param onDisk false by default
     */
    public QdrantVectorSinkBuilder vectorsOnDisk(boolean onDisk) {
        vectorsOnDisk.set(onDisk);
        return this;
    }

    /**
     * Sets whether a new collection stores payloads on disk. Indexed payload fields are in memory in any case.
     *
     * @param onDisk true by default
     */
    public QdrantVectorSinkBuilder payloadOnDisk(boolean onDisk) {
        payloadOnDisk.set(onDisk);
        return this;
    }

    /**
     * Sets how a new collection compresses vectors.
     *
     * @param kind {@link Quantisation#NONE} by default
     */
    public QdrantVectorSinkBuilder quantisation(Quantisation kind) {
        quantisation.set(kind);
        return this;
    }

    /**
     * Sets the number of shards of a new collection.
     *
     * @param number at least 1; the server's default unless set
     */
    public QdrantVectorSinkBuilder shards(int number) {
        shards.set(inRange("shards", number, 1, Integer.MAX_VALUE));
        return this;
    }

    /**
     * Sets the number of copies of each shard of a new collection.
     *
     * @param number at least 1; the server's default unless set
     */
    public QdrantVectorSinkBuilder replicas(int number) {
        replicas.set(inRange("replicas", number, 1, Integer.MAX_VALUE));
        return this;
    }

    /**
     * Sets whether to defer building the vector index while an empty collection is filled. The load is faster; searches
     * are slower until {@link QdrantVectorSink#close} enables indexing. After a crash, the next run with this setting
     * continues the bulk load, and the next run without it enables indexing. Requires Qdrant 1.16.
     *
     * @param deferred false by default
     */
    public QdrantVectorSinkBuilder bulkLoad(boolean deferred) {
        bulkLoad.set(deferred);
        return this;
    }

    /**
     * Sets whether to store a sparse vector of the words beside each embedding, for hybrid search.
     *
     * @param stored true to refuse a collection that has none, false to store none; by default they are stored, except in a
     *     collection that was created without
     */
    public QdrantVectorSinkBuilder hybrid(boolean stored) {
        hybrid.set(stored);
        return this;
    }

    /**
     * Sets whether missing payload indexes are created in a collection that already has points. Otherwise such a
     * collection is refused. Nothing else may write to the collection while the indexes are created.
     *
     * @param allowed false by default
     */
    public QdrantVectorSinkBuilder indexExisting(boolean allowed) {
        indexExisting.set(allowed);
        return this;
    }

    /**
     * Builds a sink, which connects on first use.
     *
     * @return a sink that the caller closes
     * @throws IllegalStateException if the collection is missing, or certificates are given without TLS
     * @throws io.syncline.api.failure.SetupException if the trusted certificates cannot be read
     */
    public QdrantVectorSink build() {
        return new QdrantVectorSink(connectionSettings(), collectionSettings(), limits(), UUID::randomUUID);
    }

    /**
     * Builds a reindex, which replaces the collection by a new one with these settings. It connects on first use.
     *
     * @return a reindex that the caller closes
     * @throws IllegalStateException if the collection is missing, or certificates are given without TLS
     * @throws io.syncline.api.failure.SetupException if the trusted certificates cannot be read
     */
    public QdrantReindex reindex() {
        return reindex(InstantSource.system());
    }

    /** Builds a reindex that notes the times of a clock. */
    QdrantReindex reindex(InstantSource clock) {
        return new QdrantReindex(connectionSettings(), collectionSettings(), limits(), UUID::randomUUID, clock);
    }

    private ConnectionSettings connectionSettings() {
        if (trustedCertificates.isSet()) {
            Setting.require("A Qdrant sink with trusted certificates", collection, tls);
        }
        Setting.require("A Qdrant sink", collection);
        return ImmutableConnectionSettings.builder()
                .host(host.or("localhost"))
                .port(port.or(6334))
                .tls(tls.or(false))
                .trusted(trustedCertificates.optional())
                .apiKey(apiKey.optional())
                .deadline(deadline.or(Duration.ofSeconds(60)))
                .build();
    }

    private CollectionSettings collectionSettings() {
        ImmutableCollectionSettings.Builder settings = ImmutableCollectionSettings.builder()
                .name(collection.get())
                .vector(vectorName.or("text"))
                .vectorsOnDisk(vectorsOnDisk.or(false))
                .payloadOnDisk(payloadOnDisk.or(true))
                .quantisation(quantisation.or(Quantisation.NONE))
                .bulkLoad(bulkLoad.or(false))
                .hybrid(hybrid.optional())
                .indexExisting(indexExisting.or(false));
        shards.optional().ifPresent(settings::shards);
        replicas.optional().ifPresent(settings::replicas);
        return settings.build();
    }

    private WriteLimits limits() {
        return new WriteLimits(batchPoints.or(500), batchBytes.or(4 << 20), inFlight.or(4));
    }

    private static void requireTls(boolean possible) {
        if (!possible) {
            throw new IllegalStateException("'trustedCertificates' requires tls(true)");
        }
    }

    private static String checkedName(String setting, String name) {
        requireNonNull(name, setting);
        check(
                NAME.matcher(name).matches(),
                "'" + setting + "' must be 1 to 128 letters, digits, dots, underscores and hyphens, not '" + name
                        + "'");
        return name;
    }

    private static int inRange(String setting, int value, int min, int max) {
        String range = max == Integer.MAX_VALUE ? "at least " + min : "from " + min + " to " + max;
        check(value >= min && value <= max, "'" + setting + "' must be " + range + ", not " + value);
        return value;
    }

    private static void check(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
