package io.syncline.sql;

/** A table of products whose users have transactions, and a clock, in virtual time. */
interface Shop extends AutoCloseable {

    /** Removes all products; no transaction is running. */
    void clear();

    /** Sets the clock of the server, in milliseconds since 1970. */
    void time(long now);

    /** Begins a transaction, which stamps its changes with its begin. */
    Transaction begin(long began);

    /** A source of the products, as it is used but for the clock and the begins of transactions. */
    SqlRecordSource source();

    @Override
    void close();

    /** A transaction that is running. */
    interface Transaction {

        /** Inserts or updates a product. */
        void put(long row, String text);

        /** Lets others see the changes, and ends it. */
        void commit();
    }
}
