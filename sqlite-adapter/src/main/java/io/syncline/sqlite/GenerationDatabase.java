package io.syncline.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The file of one generation of an index: of the one that serves when it is first used, or of a given one. Thread-safe.
 */
final class GenerationDatabase implements AutoCloseable {

    private final IndexFile first;
    private final OptionalInt pinned;
    private final Database firstDatabase;
    private final List<Database> others = new ArrayList<>();
    private @Nullable Database present;

    /**
     * Opens the first file, if it is there.
     *
     * @param first the file that records which generation serves
     * @param pinned the generation, whichever serves; empty for the one that serves
     */
    GenerationDatabase(IndexFile first, OptionalInt pinned) {
        this.first = first;
        this.pinned = pinned;
        firstDatabase = new Database(first);
    }

    /** The generation that was chosen before; on first use, the one that serves. */
    synchronized Database present() {
        return present == null ? choose() : present;
    }

    /** The generation that serves now. Calls that are running go on with the one before. */
    synchronized Database choose() {
        IndexFile wanted = new GenerationFiles(first).file(number());
        Database chosen = present;
        if (chosen == null || !chosen.path().equals(wanted.path())) {
            chosen = open(wanted);
            present = chosen;
        }
        return chosen;
    }

    private int number() {
        return pinned.orElseGet(() -> firstDatabase.exists()
                ? firstDatabase
                        .read("read the generations", IndexGenerations::read)
                        .serving()
                : 1);
    }

    private Database open(IndexFile wanted) {
        if (wanted.path().equals(first.path())) {
            return firstDatabase;
        }
        Database other = new Database(wanted);
        others.add(other);
        return other;
    }

    @Override
    public synchronized void close() {
        others.forEach(Database::close);
        firstDatabase.close();
    }
}
