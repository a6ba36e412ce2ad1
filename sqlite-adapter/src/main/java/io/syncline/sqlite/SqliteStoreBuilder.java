package io.syncline.sqlite;

import static java.util.Objects.requireNonNull;

import io.syncline.core.adapter.Limits;
import io.syncline.core.adapter.Setting;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Builds a {@link SqliteStore}.
 *
 * <p>Each method throws {@link NullPointerException} for null, {@link IllegalArgumentException} for a value out of range,
 * and {@link IllegalStateException} for a setting that was already set. Not thread-safe.
 */
public final class SqliteStoreBuilder {

    private static final Duration MAX_BUSY_TIMEOUT = Duration.ofHours(1);
    private static final int CACHE_SHARE_OF_HEAP = 4;

    private final Setting<Path> path = Setting.named("path");
    private final Setting<Duration> busyTimeout = Setting.named("busyTimeout");
    private final Setting<InstantSource> clock = Setting.named("clock");
    private final Setting<Long> searchCacheBytes = Setting.named("searchCacheBytes");

    SqliteStoreBuilder() {}

    /**
     * Sets the path of the file, which need not exist; required.
     *
     * @param file a path; a relative one is resolved against the current directory
     */
    public SqliteStoreBuilder path(Path file) {
        requireNonNull(file, "path");
        path.set(file.toAbsolutePath().normalize());
        return this;
    }

    /**
     * Sets how long a call waits for a lock that another writer holds, in this process or another one.
     *
     * @param timeout from 0 to one hour; 10 s by default
     */
    public SqliteStoreBuilder busyTimeout(Duration timeout) {
        requireNonNull(timeout, "busyTimeout");
        if (timeout.isNegative() || timeout.compareTo(MAX_BUSY_TIMEOUT) > 0) {
            throw new IllegalArgumentException("'busyTimeout' must be from 0 to 1 h, but is " + timeout);
        }
        busyTimeout.set(timeout);
        return this;
    }

    /**
     * Sets the clock that leases expire by. The clocks of all processes that share the file must agree.
     *
     * @param source a clock; the system clock by default
     */
    public SqliteStoreBuilder clock(InstantSource source) {
        clock.set(source);
        return this;
    }

    /**
     * Sets how much memory a sink may use to cache vectors for searches. Models that do not fit are read from the file
     * at each search, which takes a few times as long.
     *
     * @param bytes 0 or more; a quarter of the maximum heap by default
     */
    public SqliteStoreBuilder searchCacheBytes(long bytes) {
        Limits.check("searchCacheBytes", bytes, 0, Limits.BYTES);
        searchCacheBytes.set(bytes);
        return this;
    }

    /**
     * Builds the store, without opening the file.
     *
     * @throws IllegalStateException if the path is missing
     */
    public SqliteStore build() {
        Setting.require("A SQLite store", path);
        return new SqliteStore(
                new IndexFile(path.get(), busyTimeout.or(Duration.ofSeconds(10)), Schema.CURRENT),
                clock.or(Clock.systemUTC()),
                searchCacheBytes.or(Runtime.getRuntime().maxMemory() / CACHE_SHARE_OF_HEAP));
    }
}
