package io.syncline.pgvector;

import io.syncline.core.adapter.Adapter;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.adapter.AdapterProvider;
import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import java.util.List;

/** Declares the sink of type {@code pgvector} to configuration files. Opening it needs PostgreSQL's driver. */
public final class PgvectorAdapter implements AdapterProvider {

    /** For the service loader. */
    public PgvectorAdapter() {}

    @Override
    public List<Adapter<?>> adapters() {
        OptionSet<PgvectorSinkBuilder> options = OptionSet.of(PgvectorSink::builder)
                .with(
                        Option.secret("url", "PostgreSQL address, such as `jdbc:postgresql://db.example.com/vectors`")
                                .required()
                                .example("jdbc:postgresql://localhost/vectors"),
                        PgvectorSinkBuilder::url)
                .with(
                        Option.text("username", "login of the database").example("syncline"),
                        PgvectorSinkBuilder::username)
                .with(
                        Option.secret("password", "password of the login").example("${DB_PASSWORD}"),
                        PgvectorSinkBuilder::password)
                .with(
                        Option.text("schema", "schema of the tables, which must exist")
                                .defaultText("the first one in the search path of the login")
                                .example("public"),
                        PgvectorSinkBuilder::schema)
                .with(
                        Option.text(
                                        "collection",
                                        "name of the view that applications read, and of the tables behind it")
                                .defaultValue("syncline"),
                        PgvectorSinkBuilder::collection)
                .with(
                        Option.flag("create-tables", "whether to create the tables; if not, apply the scripts")
                                .defaultValue("true"),
                        PgvectorSinkBuilder::createTables)
                .with(
                        Option.number("connections", "connections at a time at most")
                                .range("1 to 1024")
                                .defaultValue("8"),
                        PgvectorSinkBuilder::connections);
        return List.of(Adapter.builder(AdapterKind.SINK, "pgvector", options)
                .description("Tables in a PostgreSQL database with the extension pgvector")
                .stateType("jdbc")
                .opens(PgvectorSinkBuilder::build));
    }
}
