package io.syncline.core.cluster;

import io.syncline.api.RecordId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a worker asks of its coordinator. */
public sealed interface WorkerRequest {

    /** Whether the coordinator calls the sink before it answers. */
    default boolean blocks() {
        return false;
    }

    /**
     * Asks for a range.
     *
     * @param worker what people call the worker
     */
    record Next(String worker) implements WorkerRequest {}

    /** A request under a grant. */
    sealed interface OfGrant extends WorkerRequest {

        /** {@link RangeGrant#number()}. */
        long grant();
    }

    /** Asks for more time. */
    record Renew(long grant) implements OfGrant {}

    /** Reports that all records of the range up to a position are stored, unchanged or failed. */
    record Acknowledge(long grant, RangeProgress progress) implements OfGrant {}

    /**
     * Asks to save that records are going to be stored without some of their fields.
     *
     * @param lacks the records, with what they lack
     */
    record Announce(long grant, List<RecordProblem> lacks) implements OfGrant {

        /** Copies the list. */
        public Announce {
            lacks = List.copyOf(lacks);
        }
    }

    /** Asks to write something that is none of the records, which shows whether the sink takes writes at all. */
    record Control(long grant) implements OfGrant {

        @Override
        public boolean blocks() {
            return true;
        }
    }

    /**
     * Asks to change points that are stored already. Only the coordinator does that, since it knows which grants are valid: a
     * worker that was given up must not delete what its successor relies on.
     *
     * @param trims how many chunks each of these records has now
     * @param deletions records of which nothing is to be stored
     * @param lifts records to be lifted out of quarantine
     */
    record Maintain(long grant, Map<RecordId, Integer> trims, List<RecordId> deletions, List<RecordId> lifts)
            implements OfGrant {

        /** Copies the collections. */
        public Maintain {
            trims = Map.copyOf(trims);
            deletions = List.copyOf(deletions);
            lifts = List.copyOf(lifts);
        }

        @Override
        public boolean blocks() {
            return true;
        }
    }

    /**
     * Reports that the worker writes nothing more under the grant.
     *
     * @param complete whether all records of the range are done
     * @param failure why the run cannot go on, or empty if it can
     */
    record End(long grant, boolean complete, Optional<WorkerFailure> failure) implements OfGrant {}
}
