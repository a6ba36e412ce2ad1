package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The self-contained archive of {@code mvn -Pdist verify}: unpacked anywhere, it runs with the Java inside. The only programs
 * that it finds are those of a bare system.
 */
class ArchiveIT {

    private static final Path ARCHIVE = Path.of("target", "syncline-dist.tar.gz");

    private static final List<String> PROGRAMS = List.of("bash", "cut", "readlink", "stty");
    private static final List<Path> SYSTEM = List.of(Path.of("/bin"), Path.of("/usr/bin"));

    /** Far fewer than any usual list of certificate authorities has, and more than none. */
    private static final int AUTHORITIES = 50;

    @TempDir
    private static Path parent;

    private static Path root;
    private static Path programs;

    @TempDir
    private Path directory;

    @BeforeAll
    static void unpack() throws Exception {
        Path place = Files.createDirectories(parent.resolve("opt and more"));
        Process tar = new ProcessBuilder("tar", "-xzf", ARCHIVE.toString(), "-C", place.toString())
                .redirectErrorStream(true)
                .start();
        String messages = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(tar.waitFor()).as(messages).isZero();
        root = place.resolve("syncline");
        programs = Files.createDirectories(parent.resolve("bin"));
        for (String program : PROGRAMS) {
            Path found = SYSTEM.stream()
                    .map(bin -> bin.resolve(program))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow();
            Files.createSymbolicLink(programs.resolve(program), found);
        }
    }

    private ProcessBuilder command(Path program, String... arguments) {
        List<String> words = new ArrayList<>(List.of(program.toString()));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("PATH", programs.toString());
        environment.put("HOME", directory.toString());
        return builder;
    }

    private String output(Path program, String... arguments) throws Exception {
        Path output = directory.resolve("output.txt");
        Process process = command(program, arguments)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int status = Processes.await(process);
        String text = Files.readString(output);
        assertThat(status).as(text).isZero();
        return text;
    }

    private static Path launcher() {
        return root.resolve("bin/syncline");
    }

    @Test
    void versionShouldBePrintedWithoutJavaOnTheSystem() throws Exception {
        assertThat(output(launcher(), "--version"))
                .contains("syncline ", "Java " + Runtime.version().feature());
    }

    @Test
    void launcherShouldBeFoundThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("syncline"), launcher());
        assertThat(output(link, "--version")).contains("syncline ");
    }

    /** A JDK of a distribution has a link to the list of the system, which another computer may not have. */
    @Test
    void javaShouldBringItsOwnCertificateAuthorities() throws Exception {
        Path runtime = root.resolve("runtime");
        Path authorities = runtime.resolve("lib/security/cacerts");
        assertThat(Files.isRegularFile(authorities, LinkOption.NOFOLLOW_LINKS))
                .as("%s is a file", authorities)
                .isTrue();
        assertThat(output(runtime.resolve("bin/keytool"), "-list", "-cacerts", "-storepass", "changeit")
                        .lines()
                        .filter(line -> line.contains("trustedCertEntry")))
                .hasSizeGreaterThan(AUTHORITIES);
    }

    @Test
    void noLinkShouldLeadOutOfTheArchive() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.filter(Files::isSymbolicLink))
                    .allSatisfy(link -> assertThat(link.toRealPath()).startsWith(root.toRealPath()));
        }
    }

    @Test
    void serverShouldSyncAndShowItsPage() throws Exception {
        try (TestOdoo odoo = new TestOdoo(5);
                TestEmbedders embedders = new TestEmbedders()) {
            Files.writeString(
                    directory.resolve("syncline.yaml"),
                    odoo.config("server: {port: 0}\nmodels: {res.partner: {}}\n" + embedders.section("words", 8)));
            try (CliProcess server = CliProcess.start(command(launcher(), "serve"))) {
                String read = server.readUntil("Serving at ");
                URI url = URI.create(read.substring(read.indexOf("Serving at ") + "Serving at ".length())
                        .strip());
                HttpClient http = HttpClient.newHttpClient();
                assertThat(get(http, url, "/healthz")).contains("\"up\"");
                assertThat(get(http, url, "/")).contains("<title>Syncline</title>");
                awaitEvent(http, url, "\"records_stored\":5");
                server.signal("TERM");
                assertThat(server.await()).isEqualTo(143);
            }
        }
    }

    private static void awaitEvent(HttpClient http, URI url, String part) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/api/events")).build();
        try (Stream<String> lines = http.send(request, BodyHandlers.ofLines()).body()) {
            assertThat(lines.anyMatch(line -> line.contains(part))).as(part).isTrue();
        }
    }

    private static String get(HttpClient http, URI url, String path) throws Exception {
        return http.send(HttpRequest.newBuilder(url.resolve(path)).build(), BodyHandlers.ofString())
                .body();
    }
}
