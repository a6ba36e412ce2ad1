package io.syncline.flink.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Arrays;
import java.util.Properties;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drivers of jobs, each of which has a class loader of its own, in one process. */
class JdbcDriversTest {

    @TempDir
    private Path directory;

    /** A driver among the jars of a job. */
    public static final class JobDriver implements Driver {

        /** Whether code of the same job finds it. */
        public static boolean isFound() {
            return DriverManager.drivers().anyMatch(JobDriver.class::isInstance);
        }

        @Override
        public Connection connect(String url, Properties info) throws SQLException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public boolean acceptsURL(String url) {
            return false;
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
            return new DriverPropertyInfo[0];
        }

        @Override
        public int getMajorVersion() {
            return 1;
        }

        @Override
        public int getMinorVersion() {
            return 0;
        }

        @Override
        public boolean jdbcCompliant() {
            return false;
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException();
        }
    }

    /** A job, as Flink loads its classes. */
    private record Job(ClassLoader classes) {

        void call(String method) throws ReflectiveOperationException {
            Class<?> type = classes.loadClass(JdbcDrivers.class.getName());
            Field ofJob = type.getDeclaredField("OF_JOB");
            ofJob.setAccessible(true);
            Method called = type.getDeclaredMethod(method);
            called.setAccessible(true);
            called.invoke(ofJob.get(null));
        }

        boolean findsItsDriver() throws ReflectiveOperationException {
            return (boolean) classes.loadClass(JobDriver.class.getName())
                    .getMethod("isFound")
                    .invoke(null);
        }
    }

    private Job job() throws IOException {
        Files.writeString(
                Files.createDirectories(directory.resolve("META-INF/services")).resolve(Driver.class.getName()),
                JobDriver.class.getName());
        URL[] jars = Stream.concat(
                        Stream.of(directory),
                        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                                .map(Path::of))
                .map(JdbcDriversTest::url)
                .toArray(URL[]::new);
        return new Job(new URLClassLoader(jars, ClassLoader.getPlatformClassLoader()));
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void eachJobShouldFindItsDriverWhileItUsesIt() throws Exception {
        Job first = job();
        first.call("acquire");
        Job second = job();

        assertThat(second.findsItsDriver()).as("before it is asked for").isFalse();
        second.call("acquire");

        assertThat(first.findsItsDriver()).isTrue();
        assertThat(second.findsItsDriver()).isTrue();
        second.call("release");
        assertThat(second.findsItsDriver()).as("after the job").isFalse();
        assertThat(first.findsItsDriver()).as("of the other job").isTrue();
        first.call("release");
    }

    @Test
    void driverShouldStayUntilItsLastUserHasEnded() throws Exception {
        Job job = job();
        job.call("acquire");
        job.call("acquire");

        job.call("release");

        assertThat(job.findsItsDriver()).isTrue();
        job.call("release");
        assertThat(job.findsItsDriver()).isFalse();
        job.call("acquire");
        assertThat(job.findsItsDriver()).as("of an attempt that follows").isTrue();
        job.call("release");
    }
}
