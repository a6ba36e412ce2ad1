package io.syncline.core.port.extraction;

import java.time.Duration;
import org.immutables.value.Value;

/** The limits of extraction. Everything has a default. Sizes are in bytes. */
@Value.Immutable
public interface ExtractionSettings {

    /** The least {@link #memory()}, 64 MiB: a Java process with less does not read office documents. */
    long LEAST_MEMORY = 64L << 20;

    /** The most bytes of any limit, 16 GiB. */
    long MOST_BYTES = 16L << 30;

    /**
     * All defaults.
     *
     * @return settings
     */
    static ExtractionSettings defaults() {
        return builder().build();
    }

    /**
     * The largest file that is read.
     *
     * @return bytes, from 1 to {@link #MOST_BYTES}; 50 MiB by default
     */
    @Value.Default
    default long maxFileSize() {
        return 50L << 20;
    }

    /**
     * The longest text. A longer one is cut; if the file is tiny in comparison, it is {@link NoTextReason#TOO_LARGE}
     * instead, since only files that are made to exhaust a reader expand so far.
     *
     * @return UTF-16 characters, from 1 to 100,000,000; 1,000,000 by default
     */
    @Value.Default
    default int maxTextLength() {
        return 1_000_000;
    }

    /**
     * How many embedded files (attachments of a mail, entries of an archive, objects in a document) are read, on all
     * levels together. Further ones are left out.
     *
     * @return a number of files, from 0 to 100,000; 100 by default
     */
    @Value.Default
    default int maxEmbeddedFiles() {
        return 100;
    }

    /**
     * How much may be unpacked from a file, and written to temporary files while it is read.
     *
     * @return bytes, from 1 to {@link #MOST_BYTES}; 512 MiB by default
     */
    @Value.Default
    default long maxExpandedSize() {
        return 512L << 20;
    }

    /**
     * How long reading a file may take, from the moment when its content is there.
     *
     * @return from 1 ms to 1 day; 1 minute by default
     */
    @Value.Default
    default Duration timeout() {
        return Duration.ofMinutes(1);
    }

    /**
     * The heap of each process that reads files. A process takes some 100 MiB beside it.
     *
     * @return bytes, from {@link #LEAST_MEMORY} to {@link #MOST_BYTES}; 512 MiB by default
     */
    @Value.Default
    default long memory() {
        return 512L << 20;
    }

    /**
     * How many files are read concurrently, each in a process. Processes are started when they are needed.
     *
     * @return from 1 to 64; 1 by default
     */
    @Value.Default
    default int processes() {
        return 1;
    }

    /** Refuses values out of range. */
    @Value.Check
    default void check() {
        require("maxFileSize", maxFileSize(), 1, MOST_BYTES);
        require("maxTextLength", maxTextLength(), 1, 100_000_000);
        require("maxEmbeddedFiles", maxEmbeddedFiles(), 0, 100_000);
        require("maxExpandedSize", maxExpandedSize(), 1, MOST_BYTES);
        require("memory", memory(), LEAST_MEMORY, MOST_BYTES);
        require("processes", processes(), 1, 64);
        if (timeout().compareTo(Duration.ofMillis(1)) < 0 || timeout().compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("'timeout' must be from PT0.001S to PT24H, but is " + timeout());
        }
    }

    private static void require(String setting, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "'" + setting + "' must be from " + least + " to " + most + ", but is " + value);
        }
    }

    /**
     * Starts settings.
     *
     * @return a builder; not thread-safe
     */
    static Builder builder() {
        return new Builder();
    }

    /** Builds {@link ExtractionSettings}; not thread-safe. */
    final class Builder extends ImmutableExtractionSettings.Builder {
        Builder() {}
    }
}
