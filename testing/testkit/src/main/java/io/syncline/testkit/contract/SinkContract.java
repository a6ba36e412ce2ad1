package io.syncline.testkit.contract;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.Cursor;
import java.util.List;
import java.util.stream.LongStream;

/** What all contracts of sinks have in common. Their tests name records by small numbers, which {@link #kind} maps to ids. */
public interface SinkContract extends Contract<VectorSinkFixture> {

    /**
     * What the ids of the records are. A test of an adapter implements the contract once per kind.
     *
     * @return positive numbers by default
     */
    default IdKind kind() {
        return IdKind.POSITIVE_NUMBERS;
    }

    /** The id of a record. */
    default RecordId id(long number) {
        return kind().id(number);
    }

    /** The ids of records. */
    default List<RecordId> ids(long... numbers) {
        return LongStream.of(numbers).mapToObj(this::id).toList();
    }

    /** The position right after a record. */
    default Cursor after(long number) {
        return Cursor.after(id(number));
    }

    /** The number of a record. */
    default long number(RecordId id) {
        return kind().number(id);
    }
}
