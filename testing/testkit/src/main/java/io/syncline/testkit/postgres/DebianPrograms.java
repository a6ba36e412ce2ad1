package io.syncline.testkit.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * PostgreSQL 17 with pgvector, and PgBouncer, from the packages of Debian 13, unpacked into a directory. The programs run with the
 * libraries of their own release, so that Debian 12 can run them too. Fetched once by {@code apt-get}, which verifies them, from the
 * archive that the machine itself uses.
 */
final class DebianPrograms {

    private static final String RELEASE = "trixie";
    private static final String LOADER = "usr/lib64/ld-linux-x86-64.so.2";
    private static final String LIBRARIES = "usr/lib/x86_64-linux-gnu";
    private static final String PROGRAMS = "usr/lib/postgresql/17/bin";
    private static final long FETCH_MINUTES = 10;

    /** The server and the libraries that its programs load; the packages depend on more, such as users and locales. */
    private static final List<String> PACKAGES = List.of(
            "postgresql-17",
            "postgresql-17-pgvector",
            "pgbouncer",
            "libc6",
            "libgcc-s1",
            "libstdc++6",
            "libaudit1",
            "libcap-ng0",
            "libcap2",
            "libpam0g",
            "libsystemd0",
            "zlib1g",
            "libzstd1",
            "liblz4-1",
            "liblzma5",
            "libxxhash0",
            "libssl3t64",
            "libcom-err2",
            "libkeyutils1",
            "libkrb5support0",
            "libk5crypto3",
            "libkrb5-3",
            "libgssapi-krb5-2",
            "libldap2",
            "libsasl2-2",
            "libxml2",
            "libicu76",
            "libpq5",
            "libuuid1",
            "libgpg-error0",
            "libgcrypt20",
            "libnuma1",
            "libcares2",
            "libevent-2.1-7t64");

    private final Path work;

    private DebianPrograms(Path work) {
        this.work = work;
    }

    /** The programs, fetched if they are not in the cache. */
    static PgvectorPrograms get() {
        try {
            Path home = Files.createDirectories(cache()).resolve("postgresql-17-pgvector-1");
            if (!Files.isDirectory(home)) {
                fetch(home);
            }
            return new PgvectorPrograms(home.resolve(PROGRAMS), Optional.of(home.resolve("usr/sbin/pgbouncer")));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot fetch PostgreSQL", e);
        }
    }

    /** Root starts the server as a user who may not look into root's home. */
    private static Path cache() {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path home = configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        return (PgvectorPrograms.isRoot() ? Path.of("/var/cache") : home).resolve("syncline");
    }

    private static void fetch(Path home) throws IOException {
        Path work = Files.createTempDirectory(home.getParent(), "fetch-");
        DebianPrograms programs = new DebianPrograms(work);
        programs.unpack(programs.download());
        Path root = work.resolve("root");
        for (String program : List.of(PROGRAMS + "/postgres", PROGRAMS + "/initdb", "usr/sbin/pgbouncer")) {
            wrap(root.resolve(program), home);
        }
        try {
            Files.move(root, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IllegalStateException("The cache directory cannot rename directories: " + home, e);
        } catch (FileSystemException e) {
            // Another process was faster; its directory is the same.
            if (!Files.isDirectory(home)) {
                throw e;
            }
        }
        try (Stream<Path> rest = Files.walk(work)) {
            rest.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }

    /** A script in the place of a program, which runs it with the libraries beside it. */
    private static void wrap(Path program, Path home) throws IOException {
        Path binary = program.resolveSibling(program.getFileName() + ".bin");
        Files.move(program, binary);
        String self = "\"$(cd \"$(dirname \"$0\")\" && pwd)/" + program.getFileName() + "\"";
        Files.writeString(
                program,
                "#!/bin/sh\nexec '" + home.resolve(LOADER) + "' --library-path '" + home.resolve(LIBRARIES)
                        + "' --argv0 " + self + " " + self + ".bin \"$@\"\n");
        if (!program.toFile().setExecutable(true, false)) {
            throw new IllegalStateException("Cannot make " + program + " executable");
        }
    }

    private Path download() throws IOException {
        Path apt = Files.createDirectories(work.resolve("apt"));
        Files.createDirectories(apt.resolve("lists/partial"));
        Files.createDirectories(apt.resolve("cache/archives/partial"));
        Path archives = Files.createDirectories(apt.resolve("archives"));
        Files.writeString(apt.resolve("status"), "");
        Files.writeString(apt.resolve("sources.list"), DebianArchive.line(RELEASE) + "\n");
        List<String> options = new ArrayList<>();
        for (String option : List.of(
                "Dir::Etc::SourceList=" + apt.resolve("sources.list"),
                "Dir::Etc::SourceParts=/dev/null",
                "Dir::State::lists=" + apt.resolve("lists"),
                "Dir::State::status=" + apt.resolve("status"),
                "Dir::Cache=" + apt.resolve("cache"),
                "APT::Architecture=amd64",
                "Acquire::Languages=none")) {
            options.addAll(List.of("-o", option));
        }
        // By default apt downloads as a user of its own, who may not write here.
        if (PgvectorPrograms.isRoot()) {
            options.addAll(List.of("-o", "APT::Sandbox::User=root"));
        }
        run(archives, Stream.of(Stream.of("apt-get", "-q"), options.stream(), Stream.of("update")));
        run(
                archives,
                Stream.of(Stream.of("apt-get", "-q"), options.stream(), Stream.of("download"), PACKAGES.stream()));
        return archives;
    }

    private void unpack(Path archives) throws IOException {
        Path root = Files.createDirectories(work.resolve("root"));
        try (Stream<Path> files = Files.list(archives)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".deb")).toList()) {
                run(archives, Stream.of(Stream.of("dpkg-deb", "-x", file.toString(), root.toString())));
            }
        }
    }

    private void run(Path directory, Stream<Stream<String>> parts) throws IOException {
        List<String> command = parts.flatMap(part -> part).toList();
        Path output = work.resolve("output.txt");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(FETCH_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("No PostgreSQL with pgvector to test with: '" + command.get(0)
                        + "' failed: " + Files.readString(output) + ". " + DebianArchive.OTHER_WAYS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while fetching PostgreSQL", e);
        }
    }
}
