package io.syncline.spring.boot;

import io.syncline.core.adapter.ConfigNode;
import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import io.syncline.core.port.MetadataStore;
import io.syncline.jdbc.JdbcMetadataStore;
import io.syncline.jdbc.JdbcMetadataStoreBuilder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;

/** The state in the database of the application, in a schema of its own. Loaded only if syncline-jdbc is there. */
final class SharedDataSource {

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.spring");
    private static final String URL = "syncline.state.url";

    /** Those keys of a state of type {@code jdbc} that say nothing about where its database is. */
    private static final OptionSet<JdbcMetadataStoreBuilder> OPTIONS = OptionSet.of(JdbcMetadataStore::builder)
            // apart from the tables of the application, which Flyway and Liquibase want to find alone
            .with(
                    Option.text("schema", "schema of the tables").defaultValue("syncline"),
                    JdbcMetadataStoreBuilder::schema)
            .with(
                    Option.flag("create-tables", "whether to create and upgrade the tables")
                            .defaultValue("true"),
                    JdbcMetadataStoreBuilder::createTables);

    private final ConfigNode section;
    private final boolean otherPlace;

    /**
     * A state that has no address.
     *
     * @param section its section, without its type
     * @param otherPlace whether it can be in the place of the sink too
     */
    SharedDataSource(ConfigNode section, boolean otherPlace) {
        this.section = section;
        this.otherPlace = otherPlace;
    }

    /** Opens it; empty if the application has no database for it. */
    Optional<MetadataStore> open(ObjectProvider<DataSource> dataSources) {
        DataSource only = dataSources.getIfUnique();
        if (only != null) {
            return Optional.of(in(only));
        }
        if (!otherPlace && dataSources.stream().count() > 1) {
            throw section.failure(
                    "'" + URL + "' is missing: the application has several DataSources, so mark one of them"
                            + " as primary, or name the database of the state");
        }
        return Optional.empty();
    }

    private MetadataStore in(DataSource dataSource) {
        Map<String, ConfigNode> given = section.entries().orElse(Map.of());
        for (String login : List.of("username", "password")) {
            if (given.containsKey(login)) {
                throw section.failure(
                        "'" + section.path() + "." + login + "' needs '" + URL
                                + "': without it, the state is in the database of the application, with the login of its DataSource");
            }
        }
        JdbcMetadataStoreBuilder builder = OPTIONS.read(section);
        requirePostgres(dataSource);
        LOG.info("State in the database of the application (its DataSource)");
        return builder.dataSource(dataSource).build();
    }

    private void requirePostgres(DataSource dataSource) {
        String product;
        try (Connection connection = dataSource.getConnection()) {
            product = connection.getMetaData().getDatabaseProductName();
        } catch (SQLException e) {
            LOG.debug("The store connects too, and reports why it cannot", e);
            return;
        }
        if (!product.equals("PostgreSQL")) {
            throw section.failure("A state of type jdbc needs PostgreSQL, but the application's DataSource is "
                    + product + ": set '" + URL + "', or another 'syncline.state.type'");
        }
    }
}
