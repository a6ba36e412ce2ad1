/**
 * Reads records from databases over JDBC; start with {@link io.syncline.sql.SqlRecordSource}. The types, in the order in which a
 * call passes through them:
 *
 * <ol>
 *   <li>Settings: {@code SqlAdapter} and {@code SqlModelOptions} declare the source to configurations;
 *       {@code SqlRecordSourceBuilder}, {@code SqlModelBuilder} and {@code SqlChildrenBuilder} take values for
 *       {@code SqlRecordSource}, {@code SqlModel} and {@code SqlChildren}. {@code JdbcAddress}, {@code SqlLogin} and
 *       {@code Relation} are values.
 *   <li>Connection: {@code SqlConnections} lends a {@code SqlSession} for a transaction and keeps {@code IdleConnections};
 *       {@code SqlFault} classifies what fails. {@code SourceTime} is the server's clock with its running transactions.
 *   <li>Model: {@code ModelCatalog} keeps a {@code ModelShape} with its {@code KeyColumn}s and {@code ChildShape}s, which
 *       {@code ShapeReader}, {@code ChildReader} and {@code ColumnReader} find out from the database. {@code ShapeDescriber}
 *       describes it to the engine, by {@code ColumnRoles} and without {@code PrivateColumns};
 *       {@code OpenTransactionNotice} warns of transactions, {@code VersionIndex} of slow listings of changes,
 *       {@code AssumedZones} of times in a zone that nobody has named.
 *   <li>Rows: {@code RowStatements} with {@code KeyConditions} writes statements, {@code RowLayout} reads rows as {@code RowFields}, {@code ChildRows}
 *       with {@code ChildJoin} reads those of other tables as {@code ChildText}, which show values as the engine does.
 *   <li>Signals: {@code SqlSignals} reads the rows that a database reports, with {@code SignalSetup}, {@code SignalSettings} and
 *       {@code SlotFinder}, {@code SignalSlot} shows and drops what is kept; {@code SignalCollector} finds their records by {@code SignalTables} and {@code SignalTable}.
 * </ol>
 *
 * What differs between databases is in the package {@code internal.dialect}, keys as ids in {@code internal.key}, the
 * protocol of signals in {@code internal.replication}.
 */
@NullMarked
package io.syncline.sql;

import org.jspecify.annotations.NullMarked;
