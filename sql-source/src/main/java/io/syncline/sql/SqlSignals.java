package io.syncline.sql;

import io.syncline.api.ModelName;
import io.syncline.api.failure.SyncException;
import io.syncline.core.port.ChangeSignals;
import io.syncline.core.port.record.SignalBatch;
import io.syncline.sql.internal.replication.LogicalStream;
import io.syncline.sql.internal.replication.PgoutputMessage;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Signals of a PostgreSQL server by logical replication. Rows are believed to have been written, and nothing of them but their
 * key.
 *
 * <p>What the server keeps for this is bounded. A slot without a name ends with its connection, and the connection is given up
 * when a batch is not acknowledged. One with a name is used only if the server limits what slots keep.
 */
final class SqlSignals implements ChangeSignals {

    private final SignalSetup setup;
    private final Optional<String> slot;
    private final Set<String> told = new HashSet<>();

    private @Nullable LogicalStream stream;
    private @Nullable SignalCollector collector;
    private @Nullable SignalBatch pending;
    private long end;

    /** What close ends, while a connection is opened and later. */
    private @Nullable Runnable current;

    private boolean closed;

    SqlSignals(SignalSetup setup) {
        this.setup = setup;
        this.slot = setup.settings().slot();
    }

    @Override
    public SignalBatch next() {
        requireOpen();
        if (pending != null) {
            if (slot.isEmpty()) {
                disconnect(); // the server must not keep its log for as long as nobody takes the batch
            }
            return pending;
        }
        try {
            SignalBatch batch = stream == null ? connect() : new SignalBatch(Map.of(), Set.of(), List.of());
            while (batch.isEmpty()) {
                batch = collect(required(stream), required(collector));
            }
            pending = batch;
            return batch;
        } catch (SQLException e) {
            disconnect();
            requireOpen();
            throw setup.failure(e);
        } catch (SyncException e) {
            disconnect();
            requireOpen();
            throw e;
        }
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("There is no connection");
        }
        return value;
    }

    private void requireOpen() {
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("The signals of " + setup.source() + " are closed");
            }
        }
    }

    /** Opens a stream. What it does not deliver, since it was written before, is missed. */
    private SignalBatch connect() throws SQLException {
        SignalSetup.Found found = setup.find();
        List<String> warnings = new ArrayList<>(found.tables().warnings());
        warnings.removeIf(warning -> !told.add(warning));
        if (found.slot() == SlotFinder.Found.LOST) {
            warnings.add("The replication slot " + slot.orElse("") + " kept more of the log than max_slot_wal_keep_size"
                    + " allows, and was lost. It is made again; what was written meanwhile is found by a listing, and what"
                    + " was deleted by a cleanup");
        }
        Optional<String> waiting = found.slot() == SlotFinder.Found.KEPT ? Optional.empty() : found.running();
        if (waiting.isPresent() && told.add(waiting.get())) {
            return new SignalBatch(Map.of(), found.tables().models(), List.of(waiting.get()));
        }
        begin(found);
        Set<ModelName> missed = found.slot() == SlotFinder.Found.KEPT
                ? Set.of()
                : found.tables().models();
        return new SignalBatch(Map.of(), missed, warnings);
    }

    private void begin(SignalSetup.Found found) throws SQLException {
        LogicalStream.Opening opening = setup.open();
        use(opening::close);
        String name = slot.orElseGet(opening::temporaryName);
        if (found.slot() == SlotFinder.Found.LOST) {
            opening.drop(name);
        }
        if (found.slot() != SlotFinder.Found.KEPT) {
            opening.create(name, slot.isEmpty());
        }
        LogicalStream started = opening.start(name, setup.settings().publication());
        use(started::close);
        stream = started;
        collector = new SignalCollector(found.tables(), setup::ancestors);
    }

    /** Whole transactions, until there is something to report and no more to read. */
    private SignalBatch collect(LogicalStream from, SignalCollector into) throws SQLException {
        boolean isWhole = true;
        while (true) {
            if (isWhole && into.isFull()) {
                return into.take();
            }
            Optional<PgoutputMessage> message =
                    isWhole && !into.isEmpty() ? from.readPending() : Optional.of(from.read());
            if (message.isEmpty()) {
                return into.take();
            }
            isWhole = message.get() instanceof PgoutputMessage.Commit;
            if (message.get() instanceof PgoutputMessage.Commit commit) {
                end = commit.end();
                if (into.isEmpty()) {
                    from.forget(end);
                }
            } else {
                into.add(message.get());
            }
        }
    }

    @Override
    public void acknowledge(SignalBatch batch) {
        if (!batch.equals(pending)) {
            throw new IllegalArgumentException("This is not the latest batch");
        }
        pending = null;
        if (stream != null && end != 0) {
            stream.forget(end);
        }
    }

    private void use(Runnable ending) {
        boolean late;
        synchronized (this) {
            current = ending;
            late = closed;
        }
        if (late) {
            disconnect();
            requireOpen();
        }
    }

    private void disconnect() {
        stream = null;
        collector = null;
        end = 0;
        abort();
    }

    private void abort() {
        Runnable ending;
        synchronized (this) {
            ending = current;
            current = null;
        }
        if (ending != null) {
            ending.run();
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        abort();
    }
}
