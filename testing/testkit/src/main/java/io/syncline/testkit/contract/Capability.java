package io.syncline.testkit.contract;

/** What adapters and their fixtures can do, unless a contract test lists it as lacking. */
public enum Capability {

    /**
     * The source records change times, so that changes can be listed. Where it does not, every record is in every
     * listing of changes and has version 0.
     */
    CHANGE_TIME,

    /** The source is a {@link io.syncline.core.port.ChangeProbe}. Where it is not, it does not implement that interface. */
    CHANGE_PROBE,

    /**
     * The fixture can make records without a change time. Where it cannot, {@code createUndated} throws
     * {@link UnsupportedOperationException} and every record has a version.
     */
    UNDATED_RECORDS,

    /**
     * Records can be archived. Where they cannot, {@code archive} throws {@link UnsupportedOperationException}, and it
     * makes no difference whether archived records are in scope.
     */
    ARCHIVE,

    /**
     * The embedder counts tokens as they are billed. Where it does not, it estimates, and never too low for the texts of
     * the contract.
     */
    EXACT_TOKENS,

    /**
     * The sink detects that its guard refused a write, and throws
     * {@link io.syncline.api.failure.LostRaceException}. Where it does not, such a write returns normally.
     */
    LOST_RACE_REPORT,

    /** Data survives {@code reopen}. Where it does not, a reopened store is empty. */
    DURABILITY,

    /**
     * Two stores can be open over the same data concurrently. Where they cannot, {@code openSecond} throws
     * {@link io.syncline.api.failure.SetupException}.
     */
    SHARING,

    /**
     * The fixture can damage what is stored. Where it cannot, {@code damage} throws
     * {@link UnsupportedOperationException}.
     */
    DAMAGE,
    /**
     * The fixture can copy the store of a sink and restore it later. Where it cannot, {@code keepCopy} throws
     * {@link UnsupportedOperationException}.
     */
    COPIES
}
