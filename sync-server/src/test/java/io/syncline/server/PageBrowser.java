package io.syncline.server;

import io.syncline.testkit.node.NodePackages;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A headless Chromium that tests drive by Node. The property {@code syncline.browser} names its program; without it, the one of
 * an npm package is used on Linux on x86-64, and elsewhere one that is installed.
 */
final class PageBrowser implements AutoCloseable {

    private static final String PROPERTY = "syncline.browser";
    private static final Logger LOG = LoggerFactory.getLogger(PageBrowser.class);
    private static final long BOUND_SECONDS = 110;
    private static final NodePackages DRIVER =
            NodePackages.of(PageBrowser.class, "browser", "package.json", "package-lock.json");
    private static final NodePackages CHROMIUM = NodePackages.of(
                    PageBrowser.class, "chromium", "package.json", "package-lock.json", "unpack.mjs")
            .preparedBy("unpack.mjs");
    private static final List<String> SCRIPTS = List.of(
            "browser.mjs",
            "fixture.mjs",
            "accessible.test.mjs",
            "crowd.test.mjs",
            "hostile.test.mjs",
            "many.test.mjs",
            "operate.test.mjs",
            "states.test.mjs");
    private static final List<Path> INSTALLED = List.of(
            Path.of("/usr/bin/chromium"),
            Path.of("/usr/bin/google-chrome"),
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
            Path.of("/Applications/Chromium.app/Contents/MacOS/Chromium"));

    private final Path program;
    private final Path libraries;
    private final Path scripts;

    private PageBrowser(Path program, Path libraries, Path scripts) {
        this.program = program;
        this.libraries = libraries;
        this.scripts = scripts;
    }

    /**
     * A browser whose scripts are in a folder; empty, after a warning, where there is none.
     *
     * @throws IllegalStateException if there is none on a build server, or the property names none
     */
    static Optional<PageBrowser> in(Path folder) throws IOException, InterruptedException, URISyntaxException {
        if (!NodePackages.available("the tests of the status page")) {
            LOG.warn("The status page is NOT tested: Node 20 or later is missing");
            return Optional.empty();
        }
        Optional<Path> fetched = fetched();
        Optional<Path> program = fetched.map(directory -> directory.resolve("chromium"))
                .or(PageBrowser::named)
                .or(() -> INSTALLED.stream().filter(Files::isExecutable).findFirst());
        if (program.isEmpty()) {
            if (System.getenv("CI") != null) {
                throw new IllegalStateException("No Chromium to test the status page with: set -D" + PROPERTY);
            }
            LOG.warn("The status page is NOT tested: set -D{} to the program of a Chromium", PROPERTY);
            return Optional.empty();
        }
        Files.createSymbolicLink(
                folder.resolve("node_modules"), DRIVER.directory().resolve("node_modules"));
        for (String script : SCRIPTS) {
            try (InputStream in = PageBrowser.class.getResourceAsStream("browser/" + script)) {
                Files.copy(in, folder.resolve(script));
            }
        }
        Path libraries =
                fetched.map(directory -> directory.resolve("libraries/lib")).orElse(folder);
        return Optional.of(new PageBrowser(program.orElseThrow(), libraries, folder));
    }

    private static Optional<Path> named() {
        return Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of).map(named -> {
            if (!Files.isExecutable(named)) {
                throw new IllegalStateException("-D" + PROPERTY + " names no program: " + named);
            }
            return named;
        });
    }

    private static Optional<Path> fetched() throws IOException, InterruptedException {
        boolean suits = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")
                && List.of("amd64", "x86_64").contains(System.getProperty("os.arch"));
        return suits && System.getProperty(PROPERTY) == null ? Optional.of(CHROMIUM.directory()) : Optional.empty();
    }

    /**
     * Runs the tests of a script.
     *
     * @param names those whose names match; all if empty
     * @param environment what the script is told
     * @throws AssertionError with all that it printed, if one of them failed or none ran
     */
    void run(String script, String names, Map<String, String> environment) throws Exception {
        Path output = Files.createTempFile(scripts, script, ".log");
        List<String> command = new ArrayList<>(List.of("node", "--test", "--test-reporter=spec"));
        if (!names.isEmpty()) {
            command.add("--test-name-pattern=" + names);
        }
        command.add(script);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(scripts.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("SYNCLINE_BROWSER", program.toString());
        builder.environment().put("SYNCLINE_PAGE", page().toString());
        builder.environment().put("LD_LIBRARY_PATH", libraries.toString());
        builder.environment().putAll(environment);
        Process node = builder.start();
        try {
            boolean ended = node.waitFor(BOUND_SECONDS, TimeUnit.SECONDS);
            String printed = Files.readString(output);
            if (!ended || node.exitValue() != 0 || !printed.matches("(?s).*\\bpass [1-9].*")) {
                throw new AssertionError(script + (ended ? " failed: " : " did not end: ") + printed);
            }
        } finally {
            try (Stream<ProcessHandle> started = node.descendants()) {
                started.forEach(ProcessHandle::destroyForcibly);
            }
            node.destroyForcibly();
        }
    }

    /** Removes the link to the packages, which are not to be deleted with the scripts. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(scripts.resolve("node_modules"));
    }

    private static Path page() throws URISyntaxException {
        return Path.of(PageBrowser.class.getResource("page/index.html").toURI()).getParent();
    }
}
