package io.syncline.jdbc;

import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Creates the tables, or brings them up to this version; whoever comes at the same time waits. */
final class Migration {

    private Migration() {}

    static void run(DataSource dataSource, Tables tables) {
        try {
            Flyway flyway = configuration(dataSource, tables).load();
            flyway.migrate();
        } catch (FlywayValidateException e) {
            throw new SetupException(
                    "The Syncline tables in the database are not of this version, but newer or changed. Update Syncline,"
                            + " or give another prefix or schema (" + e.getMessage() + ")",
                    e);
        } catch (FlywayException e) {
            throw failure(e);
        }
    }

    private static FluentConfiguration configuration(DataSource dataSource, Tables tables) {
        FluentConfiguration configuration = Flyway.configure(Migration.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:io/syncline/jdbc/migration")
                .table(tables.history())
                .placeholders(Map.of("tables", tables.prefix()))
                // The schema may be an application's; what is in it already is none of our business.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                // Nothing is ignored: tables of a newer version must not be used by an older one.
                .ignoreMigrationPatterns(new String[0])
                .cleanDisabled(true);
        tables.schema().ifPresent(configuration::schemas);
        return configuration;
    }

    private static SyncException failure(FlywayException failure) {
        String what = "prepare the Syncline tables";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Failures.of(what, sql);
            }
        }
        return new SetupException("Could not " + what + " in the database: " + failure.getMessage(), failure);
    }
}
