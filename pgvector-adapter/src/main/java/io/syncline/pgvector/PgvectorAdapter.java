package io.syncline.pgvector;

import io.syncline.core.adapter.Adapter;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.adapter.AdapterProvider;
import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import io.syncline.core.port.Reindexing;
import java.util.List;

/** Declares the sink of type {@code pgvector} to configuration files. Opening it needs PostgreSQL's driver. */
public final class PgvectorAdapter implements AdapterProvider {

    private static final Option<String> URL = Option.secret(
                    "url", "PostgreSQL address, such as `jdbc:postgresql://db.example.com/vectors`")
            .required()
            .example("jdbc:postgresql://localhost/vectors");

    private static final Option<String> USERNAME = Option.text("username", "login of the database")
            .confidential()
            .personal()
            .example("syncline");

    private static final Option<String> PASSWORD =
            Option.secret("password", "password of the login").example("${DB_PASSWORD}");

    private static final Option<String> SCHEMA = Option.text("schema", "schema of the tables, which must exist")
            .defaultText("where the search path of the login finds it")
            .example("public");

    private static final Option<String> COLLECTION = Option.text(
                    "collection", "name of the view that applications read, and of the tables behind it")
            .defaultValue("syncline");

    private static final Option<Boolean> CREATE_TABLES = Option.flag(
                    "create-tables", "whether to create the tables; if not, apply the scripts")
            .defaultValue("true");

    private static final Option<Integer> CONNECTIONS = Option.number("connections", "connections at a time at most")
            .range("1 to 1024")
            .defaultValue("8");

    /** For the service loader. */
    public PgvectorAdapter() {}

    @Override
    public List<Adapter<?>> adapters() {
        OptionSet<PgvectorSinkBuilder> options = OptionSet.of(PgvectorSink::builder)
                .with(URL, PgvectorSinkBuilder::url)
                .with(USERNAME, PgvectorSinkBuilder::username)
                .with(PASSWORD, PgvectorSinkBuilder::password)
                .with(SCHEMA, PgvectorSinkBuilder::schema)
                .with(COLLECTION, PgvectorSinkBuilder::collection)
                .with(CREATE_TABLES, PgvectorSinkBuilder::createTables)
                .with(CONNECTIONS, PgvectorSinkBuilder::connections);
        return List.of(Adapter.builder(AdapterKind.SINK, "pgvector", options)
                .description("Tables in a PostgreSQL database with the extension pgvector")
                .stateType("jdbc")
                .ability(Reindexing.class, PgvectorSinkBuilder::reindex)
                .opens(PgvectorSinkBuilder::build));
    }
}
