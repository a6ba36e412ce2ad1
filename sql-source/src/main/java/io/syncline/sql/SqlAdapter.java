package io.syncline.sql;

import io.syncline.core.adapter.Adapter;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.adapter.AdapterProvider;
import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import java.util.List;

/** Declares the source of type {@code sql} to configuration files. */
public final class SqlAdapter implements AdapterProvider {

    /** For the service loader. */
    public SqlAdapter() {}

    @Override
    public List<Adapter<?>> adapters() {
        return List.of(Adapter.builder(AdapterKind.SOURCE, "sql", options())
                .description("Tables, views and queries of a database, read over JDBC")
                .modelOptions(
                        SqlModelOptions.OPTIONS, (builder, model, settings) -> builder.model(model, settings.build()))
                .exampleModel("products", """
                        table: products
                        key: id
                        version: updated_at
                        fields: [name, description, price]
                        """)
                .opens(SqlRecordSourceBuilder::build));
    }

    private static OptionSet<SqlRecordSourceBuilder> options() {
        return OptionSet.of(SqlRecordSource::builder)
                .with(
                        Option.textWithPath(
                                        "url",
                                        "address of the database for JDBC, such as `jdbc:postgresql://db.example.com/shop`, without user and password; a file of SQLite is relative to the directory of the configuration",
                                        "jdbc:sqlite:")
                                .confidential()
                                .required()
                                .example("jdbc:postgresql://localhost/shop"),
                        SqlRecordSourceBuilder::url)
                .with(
                        Option.text("username", "login of the database, which needs no right but to read")
                                .confidential()
                                .personal()
                                .common()
                                .example("sync"),
                        SqlRecordSourceBuilder::username)
                .with(
                        Option.secret("password", "password of the login")
                                .common()
                                .example("${DB_PASSWORD}"),
                        SqlRecordSourceBuilder::password)
                .with(
                        Option.text(
                                        "name",
                                        "name under which the records are stored; see [Moving a source](operating.md#moving-a-source) before you change it")
                                .defaultText("`url` without `jdbc:` and parameters")
                                .example("shop"),
                        SqlRecordSourceBuilder::name)
                .with(
                        Option.text("time-zone", "zone of timestamps without one, such as `Europe/Berlin`")
                                .defaultText("UTC, reading 12 hours further back")
                                .example("Europe/Berlin"),
                        SqlRecordSourceBuilder::timeZone)
                .with(
                        Option.duration("statement-timeout", "limit for one statement")
                                .range("1s to 1d")
                                .defaultValue("60s"),
                        SqlRecordSourceBuilder::statementTimeout)
                .with(
                        Option.number("connections", "the most connections at a time")
                                .range("1 to 32")
                                .defaultValue("4"),
                        SqlRecordSourceBuilder::connections)
                .with(
                        Option.text(
                                        "signals",
                                        "publication of PostgreSQL that reports rows as they are written; see [Signals](sql.md#signals)")
                                .defaultText("none: listings find changes")
                                .example("syncline"),
                        SqlRecordSourceBuilder::signals)
                .with(
                        Option.text("signal-slot", "replication slot that keeps signals while no process reads them")
                                .defaultText("one that ends with its connection")
                                .example("syncline_shop"),
                        SqlRecordSourceBuilder::signalSlot);
    }
}
