package io.syncline.testkit.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs of a server with pgvector: those that are installed, else those of Debian's packages, which need no right to install
 * anything.
 *
 * @param directory where {@code postgres} and {@code initdb} are
 * @param pgbouncer the pooler, or empty if it is not there
 */
record PgvectorPrograms(Path directory, Optional<Path> pgbouncer) {

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

    static PgvectorPrograms find() {
        return installed().orElseGet(DebianPrograms::get);
    }

    private static Optional<PgvectorPrograms> installed() {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.filter(version -> Files.exists(version.resolve("lib/vector.so"))
                            && Files.isExecutable(version.resolve("bin/initdb")))
                    .max(Comparator.naturalOrder())
                    .map(version -> new PgvectorPrograms(version.resolve("bin"), installedPgbouncer()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> installedPgbouncer() {
        return Stream.of("/usr/sbin/pgbouncer", "/usr/local/bin/pgbouncer")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    Path postgres() {
        return directory.resolve("postgres");
    }

    Path initdb() {
        return directory.resolve("initdb");
    }

    /** What runs a program as another user than root, which these programs refuse. */
    static List<String> unprivileged() {
        return isRoot()
                ? List.of("setpriv", "--reuid", "nobody", "--regid", "65534", "--clear-groups", "--")
                : List.of();
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
