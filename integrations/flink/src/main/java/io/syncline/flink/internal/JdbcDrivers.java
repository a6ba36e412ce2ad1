package io.syncline.flink.internal;

import io.syncline.flink.job.EngineProvider;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/**
 * The JDBC drivers among the jars of a job, registered while an engine of it is open. Java looks for drivers once in a process, by the
 * class loader of whoever asks first, so it finds none of a later job; and it keeps those that it has found, so the classes of a job
 * that has ended would stay in the memory of the cluster. Thread-safe.
 */
final class JdbcDrivers {

    /** Each job has classes of its own, so this is one object for each job and process. */
    static final JdbcDrivers OF_JOB = new JdbcDrivers();

    private static final ClassLoader LOADER = JdbcDrivers.class.getClassLoader();

    private int users;

    /** Opens an engine, with the drivers registered until it is closed. Blocks. */
    EngineProvider.ProvidedEngine open(Supplier<EngineProvider.ProvidedEngine> provider) {
        acquire();
        try {
            EngineProvider.ProvidedEngine opened = provider.get();
            return new EngineProvider.ProvidedEngine(opened.engine(), () -> close(opened));
        } catch (RuntimeException | Error e) {
            release();
            throw e;
        }
    }

    private void close(EngineProvider.ProvidedEngine opened) {
        try {
            opened.closeAdapters().run();
        } finally {
            release();
        }
    }

    /** Whether an engine of the job is open. */
    synchronized boolean isUsed() {
        return users > 0;
    }

    synchronized void acquire() {
        if (users++ > 0 || LOADER == ClassLoader.getSystemClassLoader()) {
            return;
        }
        for (Driver driver : ServiceLoader.load(Driver.class, LOADER)) {
            if (isOurs(driver)) {
                register(driver);
            }
        }
    }

    private static void register(Driver driver) {
        try {
            DriverManager.registerDriver(driver);
        } catch (SQLException e) {
            throw new IllegalStateException("The driver " + driver.getClass().getName() + " cannot be registered", e);
        }
    }

    synchronized void release() {
        if (--users > 0 || LOADER == ClassLoader.getSystemClassLoader()) {
            return;
        }
        List<Driver> ours = DriverManager.drivers().filter(JdbcDrivers::isOurs).toList();
        for (Driver driver : ours) {
            try {
                DriverManager.deregisterDriver(driver);
            } catch (SQLException e) {
                throw new IllegalStateException(
                        "The driver " + driver.getClass().getName() + " cannot be removed from the process", e);
            }
        }
    }

    private static boolean isOurs(Driver driver) {
        return driver.getClass().getClassLoader() == LOADER;
    }
}
