package io.syncline.testkit.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The archive that this machine gets its own packages from, if it is one of Debian. */
final class DebianArchive {

    static final String OTHER_WAYS =
            "Set SYNCLINE_PGVECTOR_URL, SYNCLINE_PGVECTOR_USER and SYNCLINE_PGVECTOR_PASSWORD, or"
                    + " start Docker, or install PostgreSQL with pgvector";

    private static final Path APT = Path.of("/etc/apt");
    private static final String KEYS = "/usr/share/keyrings/debian-archive-keyring.gpg";

    /** "deb [options] URI bookworm main" */
    private static final Pattern LINE =
            Pattern.compile("(?m)^deb\\s+(?:\\[[^]]*]\\s+)?(\\S+)\\s+(?:bookworm|trixie)\\s+.*\\bmain\\b");

    /** The same in a file of paragraphs. */
    private static final Pattern URIS = Pattern.compile("(?m)^URIs:\\s*(\\S+)");

    private static final Pattern SUITES = Pattern.compile("(?m)^Suites:.*\\b(?:bookworm|trixie)(?:\\s|$)");

    private DebianArchive() {}

    /**
     * A line for a list of sources.
     *
     * @param release the release of Debian
     * @throws IllegalStateException if this machine is none of Debian 12 or 13 on x86-64
     */
    static String line(String release) throws IOException {
        boolean fits = List.of("amd64", "x86_64").contains(System.getProperty("os.arch"))
                && Files.exists(Path.of("/etc/debian_version"));
        Optional<String> address = fits ? address() : Optional.empty();
        return "deb [signed-by=" + KEYS + "] "
                + address.orElseThrow(
                        () -> new IllegalStateException("No PostgreSQL with pgvector to test with, and this"
                                + " machine has no packages of Debian 12 or 13 on x86-64. " + OTHER_WAYS))
                + " " + release + " main";
    }

    private static Optional<String> address() throws IOException {
        List<Path> files = new ArrayList<>(List.of(APT.resolve("sources.list")));
        if (Files.isDirectory(APT.resolve("sources.list.d"))) {
            try (Stream<Path> more = Files.list(APT.resolve("sources.list.d"))) {
                more.sorted().forEach(files::add);
            }
        }
        for (Path file : files) {
            Optional<String> found = Files.isReadable(file) ? address(Files.readString(file)) : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> address(String sources) {
        Matcher line = LINE.matcher(sources);
        if (line.find()) {
            return Optional.of(line.group(1));
        }
        return Stream.of(sources.split("\\R\\s*\\R"))
                .filter(paragraph -> SUITES.matcher(paragraph).find())
                .flatMap(paragraph -> URIS.matcher(paragraph).results())
                .map(found -> found.group(1))
                .findFirst();
    }
}
