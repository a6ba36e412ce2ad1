package io.syncline.testkit.contract;

/** What adapters and their fixtures can do, unless a contract test lists it as lacking. */
public enum Capability {

    /**
     * The source stamps changes, so that they can be listed. Where it does not, every record is in every listing of
     * changes and has version 0.
     */
    CHANGE_TIME,

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
     * The sink notices that its guard kept a write out, and throws
     * {@link io.syncline.api.failure.LostRaceException}. Where it does not, such a write returns normally.
     */
    LOST_RACE_REPORT,

    /** What was written is there after {@code reopen}. Where it is not, everything is as new. */
    DURABILITY,

    /**
     * Two stores can be open over the same data at once. Where they cannot, {@code openSecond} throws
     * {@link io.syncline.api.failure.SetupException}.
     */
    SHARING,

    /**
     * The fixture can damage what is stored. Where it cannot, {@code damage} throws
     * {@link UnsupportedOperationException}.
     */
    DAMAGE
}
