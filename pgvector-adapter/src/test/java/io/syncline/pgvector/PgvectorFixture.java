package io.syncline.pgvector;

import io.syncline.core.port.VectorSink;
import io.syncline.testkit.contract.VectorSinkFixture;
import java.util.List;

/** A sink in a schema of its own. */
final class PgvectorFixture implements VectorSinkFixture {

    private static final List<String> TABLES = List.of("", "_model", "_setting");

    private final PgvectorTestSchema schema;
    private final int leastIndexed;
    private PgvectorSink sink;

    PgvectorFixture(PgvectorTestSchema schema, int leastIndexed) {
        this.schema = schema;
        this.leastIndexed = leastIndexed;
        sink = open();
    }

    private PgvectorSink open() {
        return schema.pooledSink().leastIndexed(leastIndexed).build();
    }

    @Override
    public VectorSink sink() {
        return sink;
    }

    @Override
    public VectorSink reopen() {
        sink.close();
        sink = open();
        return sink;
    }

    /** An administrator drops the table of points, which takes the view along, and leaves what is beside it. */
    @Override
    public VectorSink lose() {
        schema.execute("DROP TABLE " + schema.name() + ".syncline_g1 CASCADE");
        return reopen();
    }

    @Override
    public void keepCopy() {
        TABLES.forEach(table -> schema.execute(
                "CREATE TABLE %1$s.copy%2$s AS TABLE %1$s.syncline_g1%2$s".formatted(schema.name(), table)));
    }

    @Override
    public VectorSink restoreCopy() {
        TABLES.forEach(table -> schema.execute(
                "TRUNCATE %1$s.syncline_g1%2$s; INSERT INTO %1$s.syncline_g1%2$s OVERRIDING SYSTEM VALUE TABLE %1$s.copy%2$s"
                        .formatted(schema.name(), table)));
        return reopen();
    }

    @Override
    public void close() {
        sink.close();
        schema.close();
    }
}
