package io.syncline.qdrant;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Builds a {@link QdrantVectorSink}. What concerns the shape of the collection counts when the sink creates it; an
 * existing collection keeps its shape. Not thread-safe.
 */
public final class QdrantSinkBuilder {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final int MAX_POINTS = 10_000;
    private static final int MIN_BYTES = 64 << 10;
    private static final int MAX_BYTES = 32 << 20;
    private static final int MAX_IN_FLIGHT = 64;
    private static final Duration MAX_DEADLINE = Duration.ofHours(1);

    private final ImmutableConnectionSettings.Builder connection = ImmutableConnectionSettings.builder();
    private final ImmutableCollectionSettings.Builder shape = ImmutableCollectionSettings.builder();
    private String host = "localhost";
    private int port = 6334;
    private boolean tls;
    private boolean trustsCertificates;
    private Duration deadline = Duration.ofSeconds(60);
    private String collection = "";
    private String vector = "text";
    private int batchPoints = 500;
    private int batchBytes = 4 << 20;
    private int inFlight = 4;
    private boolean vectorsOnDisk;
    private boolean payloadOnDisk = true;
    private Quantisation quantisation = Quantisation.NONE;
    private boolean bulkLoad;
    private boolean hybrid;
    private boolean indexExisting;

    QdrantSinkBuilder() {}

    /**
     * Where the server is.
     *
     * @param host a host name or address; {@code localhost} by default
     * @return this builder
     */
    public QdrantSinkBuilder host(String host) {
        check(!host.isBlank() && !host.contains("/"), "The host must be a name or address, not '" + host + "'");
        this.host = host;
        return this;
    }

    /**
     * The server's gRPC port.
     *
     * @param port from 1 to 65535; 6334 by default
     * @return this builder
     */
    public QdrantSinkBuilder port(int port) {
        check(port >= 1 && port <= 65_535, "The port must be from 1 to 65535, not " + port);
        this.port = port;
        return this;
    }

    /**
     * Whether to encrypt; always do so when a key travels over a network.
     *
     * @param tls false by default
     * @return this builder
     */
    public QdrantSinkBuilder tls(boolean tls) {
        this.tls = tls;
        return this;
    }

    /**
     * Certificates to trust instead of those that the Java platform trusts. Needs TLS.
     *
     * @param file a readable file in PEM format
     * @return this builder
     */
    public QdrantSinkBuilder trustedCertificates(Path file) {
        connection.trusted(file);
        trustsCertificates = true;
        return this;
    }

    /**
     * The key to show to the server. It appears in no message, log or {@code toString}.
     *
     * @param apiKey visible ASCII characters; none by default
     * @return this builder
     */
    public QdrantSinkBuilder apiKey(String apiKey) {
        check(KEY.matcher(apiKey).matches(), "The API key must be of visible ASCII characters, without spaces");
        connection.apiKey(apiKey);
        return this;
    }

    /**
     * The longest that one request may take.
     *
     * @param deadline positive, at most an hour; 60 seconds by default
     * @return this builder
     */
    public QdrantSinkBuilder deadline(Duration deadline) {
        check(
                deadline.toMillis() > 0 && deadline.compareTo(MAX_DEADLINE) <= 0,
                "The deadline must be positive and at most " + MAX_DEADLINE + ", not " + deadline);
        this.deadline = deadline;
        return this;
    }

    /**
     * The name of the collection; required.
     *
     * @param name letters, digits, dots, underscores and hyphens, at most 128
     * @return this builder
     */
    public QdrantSinkBuilder collection(String name) {
        this.collection = checkedName("collection", name);
        return this;
    }

    /**
     * The name of the vector within each point.
     *
     * @param name letters, digits, dots, underscores and hyphens, at most 128; {@code text} by default
     * @return this builder
     */
    public QdrantSinkBuilder vectorName(String name) {
        this.vector = checkedName("vector", name);
        return this;
    }

    /**
     * The most points in one write request. A stricter limit of the server is obeyed.
     *
     * @param points from 1 to 10000; 500 by default
     * @return this builder
     */
    public QdrantSinkBuilder batchPoints(int points) {
        check(points >= 1 && points <= MAX_POINTS, "A batch must have 1 to " + MAX_POINTS + " points, not " + points);
        this.batchPoints = points;
        return this;
    }

    /**
     * The most bytes in one write request; a single larger point is sent alone.
     *
     * @param bytes from 64 KiB to 32 MiB; 4 MiB by default
     * @return this builder
     */
    public QdrantSinkBuilder batchBytes(int bytes) {
        check(
                bytes >= MIN_BYTES && bytes <= MAX_BYTES,
                "A batch must have " + MIN_BYTES + " to " + MAX_BYTES + " bytes, not " + bytes);
        this.batchBytes = bytes;
        return this;
    }

    /**
     * The most write requests of one call that are on their way at once.
     *
     * @param requests from 1 to 64; 4 by default
     * @return this builder
     */
    public QdrantSinkBuilder inFlight(int requests) {
        check(
                requests >= 1 && requests <= MAX_IN_FLIGHT,
                "From 1 to " + MAX_IN_FLIGHT + " requests can be in flight, not " + requests);
        this.inFlight = requests;
        return this;
    }

    /**
     * Whether a new collection serves vectors from disk rather than from memory.
     *
     * @param onDisk false by default
     * @return this builder
     */
    public QdrantSinkBuilder vectorsOnDisk(boolean onDisk) {
        this.vectorsOnDisk = onDisk;
        return this;
    }

    /**
     * Whether a new collection keeps payloads on disk; indexed ones are in memory all the same.
     *
     * @param onDisk true by default
     * @return this builder
     */
    public QdrantSinkBuilder payloadOnDisk(boolean onDisk) {
        this.payloadOnDisk = onDisk;
        return this;
    }

    /**
     * How a new collection compresses vectors.
     *
     * @param quantisation {@link Quantisation#NONE} by default
     * @return this builder
     */
    public QdrantSinkBuilder quantisation(Quantisation quantisation) {
        this.quantisation = quantisation;
        return this;
    }

    /**
     * How many shards a new collection has.
     *
     * @param shards positive; the server's choice by default
     * @return this builder
     */
    public QdrantSinkBuilder shards(int shards) {
        check(shards >= 1, "There must be at least 1 shard, not " + shards);
        shape.shards(shards);
        return this;
    }

    /**
     * How many copies of each shard a new collection has.
     *
     * @param replicas positive; the server's choice by default
     * @return this builder
     */
    public QdrantSinkBuilder replicas(int replicas) {
        check(replicas >= 1, "There must be at least 1 replica, not " + replicas);
        shape.replicas(replicas);
        return this;
    }

    /**
     * Whether to leave the vector index for later while an empty collection is filled: faster in total, with slower
     * searches until {@link QdrantVectorSink#close} turns indexing on again. After a crash, the next run with this
     * setting goes on so, and the next one without turns indexing on. Needs Qdrant 1.16.
     *
     * @param bulkLoad false by default
     * @return this builder
     */
    public QdrantSinkBuilder bulkLoad(boolean bulkLoad) {
        this.bulkLoad = bulkLoad;
        return this;
    }

    /**
     * Whether to keep a sparse vector of words beside each embedding, for searches by both. Needs Qdrant 1.16.
     *
     * @param hybrid false by default
     * @return this builder
     */
    public QdrantSinkBuilder hybrid(boolean hybrid) {
        this.hybrid = hybrid;
        return this;
    }

    /**
     * Whether missing payload indexes are created although the collection has points already. Let nothing else write
     * there meanwhile.
     *
     * @param allowed false by default: it is an error then
     * @return this builder
     */
    public QdrantSinkBuilder indexExisting(boolean allowed) {
        this.indexExisting = allowed;
        return this;
    }

    /**
     * Builds the sink; connects at its first use only.
     *
     * @return a sink to be closed after use
     * @throws IllegalStateException if the collection is not named or settings contradict each other
     * @throws io.syncline.api.failure.SetupException if the trusted certificates cannot be read
     */
    public QdrantVectorSink build() {
        check();
        return new QdrantVectorSink(connection(), collection(), limits());
    }

    /**
     * Prepares to replace the collection by a new one with these settings; connects at its first use only.
     *
     * @return a reindex to be closed after use
     * @throws IllegalStateException if the collection is not named or settings contradict each other
     * @throws io.syncline.api.failure.SetupException if the trusted certificates cannot be read
     */
    public QdrantReindex reindex() {
        check();
        return new QdrantReindex(connection(), collection(), limits());
    }

    private void check() {
        if (collection.isEmpty()) {
            throw new IllegalStateException("A Qdrant sink needs: collection");
        }
        if (trustsCertificates && !tls) {
            throw new IllegalStateException("Trusted certificates are given, but TLS is off; turn it on");
        }
    }

    private ConnectionSettings connection() {
        return connection.host(host).port(port).tls(tls).deadline(deadline).build();
    }

    private CollectionSettings collection() {
        return shape.name(collection)
                .vector(vector)
                .vectorsOnDisk(vectorsOnDisk)
                .payloadOnDisk(payloadOnDisk)
                .quantisation(quantisation)
                .bulkLoad(bulkLoad)
                .hybrid(hybrid)
                .indexExisting(indexExisting)
                .build();
    }

    private WriteLimits limits() {
        return new WriteLimits(batchPoints, batchBytes, inFlight);
    }

    private static String checkedName(String what, String name) {
        check(
                NAME.matcher(name).matches(),
                "The " + what + " name must be of letters, digits, dots, underscores and hyphens, not '" + name + "'");
        return name;
    }

    private static void check(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
