package io.syncline.sql;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.record.SignalBatch;
import io.syncline.sql.internal.replication.PgoutputMessage;
import io.syncline.sql.internal.replication.RowState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;

/** Collects the records of whole transactions. What it holds is bounded, however large a transaction is. */
final class SignalCollector {

    /** More ids of a model are not kept: a listing of its changes costs less then. */
    static final int MOST_IDS = 1000;

    private final SignalTables tables;
    private final LongFunction<List<Long>> ancestors;
    private final Map<Integer, List<SignalTable.Reported>> relations = new HashMap<>();
    private final Set<String> warned = new HashSet<>();
    private Map<ModelName, Set<RecordId>> touched = new LinkedHashMap<>();
    private Set<ModelName> missed = new TreeSet<>();
    private List<String> warnings = new ArrayList<>();

    /**
     * Collects the rows of tables.
     *
     * @param ancestors finds the tables that a partition belongs to, which may be younger than this
     */
    SignalCollector(SignalTables tables, LongFunction<List<Long>> ancestors) {
        this.tables = tables;
        this.ancestors = ancestors;
    }

    /** Takes a message in. */
    void add(PgoutputMessage message) {
        if (message instanceof PgoutputMessage.Relation relation) {
            relation(relation);
        } else if (message instanceof PgoutputMessage.Change change) {
            reported(change.relation()).forEach(table -> change(table, change.states()));
        } else if (message instanceof PgoutputMessage.Truncation truncation) {
            truncation.relations().forEach(oid -> reported(oid).forEach(this::truncated));
        }
    }

    private List<SignalTable.Reported> reported(int relation) {
        return relations.getOrDefault(relation, List.of());
    }

    private void relation(PgoutputMessage.Relation relation) {
        List<SignalTable.Reported> reported = ancestors.apply(Integer.toUnsignedLong(relation.oid())).stream()
                .flatMap(oid -> tables.of(oid).stream())
                .map(table -> table.reported(relation))
                .toList();
        relations.put(relation.oid(), reported);
        reported.stream()
                .filter(table -> !table.tellsDeletions())
                .forEach(table -> warnOnce("Deleted rows of " + relation.schema() + "." + relation.name()
                        + " are not signalled, since its replica"
                        + " identity lacks " + String.join(", ", table.table().columns())
                        + ": only a cleanup finds them. ALTER TABLE ... REPLICA IDENTITY FULL, or USING INDEX a unique index on"
                        + " these columns, changes that"));
    }

    private void warnOnce(String warning) {
        if (warned.add(warning)) {
            warnings.add(warning);
        }
    }

    private void change(SignalTable.Reported table, List<RowState> states) {
        for (RowState state : states) {
            Optional<RecordId> id = table.id(state);
            ModelName model = table.table().model();
            if (id.isEmpty() || missed.contains(model)) {
                continue; // what a listing finds anyway, or only a cleanup does
            }
            Set<RecordId> ids = touched.computeIfAbsent(model, unused -> new TreeSet<>());
            ids.add(id.get());
            if (ids.size() > MOST_IDS) {
                touched.remove(model);
                missed.add(model);
            }
        }
    }

    private void truncated(SignalTable.Reported table) {
        missed.add(table.table().model());
        warnings.add("A table of " + table.table().model() + " was truncated: a cleanup deletes its records");
    }

    /** Whether nothing has to be reported. */
    boolean isEmpty() {
        return touched.isEmpty() && missed.isEmpty() && warnings.isEmpty();
    }

    /** Whether it holds as much as a batch may. */
    boolean isFull() {
        return touched.values().stream().anyMatch(ids -> ids.size() >= MOST_IDS / 2) || !missed.isEmpty();
    }

    /** What was collected since the last call. */
    SignalBatch take() {
        SignalBatch batch = new SignalBatch(touched, missed, warnings);
        touched = new LinkedHashMap<>();
        missed = new TreeSet<>();
        warnings = new ArrayList<>();
        return batch;
    }
}
