package io.syncline.jdbc;

import io.syncline.core.adapter.Adapter;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.adapter.AdapterProvider;
import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import java.util.List;

/** Declares the state of type {@code jdbc} to configuration files. Opening it needs PostgreSQL's driver. */
public final class JdbcAdapter implements AdapterProvider {

    private static final Option<String> URL = Option.secret(
                    "url", "PostgreSQL address, such as `jdbc:postgresql://db.example.com/syncline`")
            .required()
            .inheritedFrom(AdapterKind.SINK)
            .defaultText("the address of the sink, with its login, if that is pgvector")
            .example("jdbc:postgresql://localhost/syncline");

    private static final Option<String> USERNAME = Option.text("username", "login of the database")
            .confidential()
            .personal()
            .inheritedFrom(AdapterKind.SINK)
            .example("syncline");

    private static final Option<String> PASSWORD = Option.secret("password", "password of the login")
            .inheritedFrom(AdapterKind.SINK)
            .example("${DB_PASSWORD}");

    private static final Option<String> SCHEMA = Option.text("schema", "schema of the tables")
            .inheritedFrom(AdapterKind.SINK)
            .defaultText(
                    "the schema of the sink, if its address is inherited; else where the search path of the login finds it")
            .example("public");

    private static final Option<Boolean> CREATE_TABLES = Option.flag(
                    "create-tables", "whether to create and upgrade the tables; if not, apply the scripts")
            .defaultValue("true");

    /** For the service loader. */
    public JdbcAdapter() {}

    @Override
    public List<Adapter<?>> adapters() {
        OptionSet<PostgresAddress> options = OptionSet.of(PostgresAddress::new)
                .with(URL, PostgresAddress::url)
                .with(USERNAME, PostgresAddress::username)
                .with(PASSWORD, PostgresAddress::password)
                .with(SCHEMA, PostgresAddress::schema)
                .with(CREATE_TABLES, PostgresAddress::createTables);
        return List.of(Adapter.builder(AdapterKind.STATE, "jdbc", options)
                .description("Tables in a PostgreSQL database, for processes on many hosts")
                .opens(PostgresAddress::open));
    }
}
