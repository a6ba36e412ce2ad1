package io.syncline.pgvector;

import java.util.Optional;
import javax.sql.DataSource;

/**
 * What sinks of a collection are made of. One of data source and address is there.
 *
 * @param dataSource where connections come from, if it belongs to somebody else
 * @param address the database, if each sink opens connections of its own
 * @param names names of the collection
 * @param createTables whether missing tables are created
 * @param leastIndexed the number of points from which on there are indexes
 */
record PgvectorParts(
        Optional<DataSource> dataSource,
        Optional<PgvectorAddress> address,
        PgvectorNames names,
        boolean createTables,
        int leastIndexed) {

    PgvectorConnections connections() {
        return dataSource.map(PgvectorConnections::of).orElseGet(() -> PgvectorConnections.pool(address.orElseThrow()));
    }

    /**
     * A sink.
     *
     * @param pinned the tables to use, whatever the view reads; empty for those that it reads
     */
    PgvectorSink sink(Optional<Generation> pinned) {
        PgvectorConnections connections = connections();
        return new PgvectorSink(
                connections,
                new PgvectorPreparation(new PgvectorTransactions(connections), names, createTables, pinned),
                leastIndexed);
    }
}
