package io.syncline.server;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.syncline.server.settings.ServerSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The status page in a browser: with a server over a real engine, and with one whose answers a test decides, for states that take
 * hours to reach.
 */
class StatusPageTest {

    @TempDir
    private static Path folder;

    private static Optional<PageBrowser> browser = Optional.empty();

    @BeforeAll
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    static void fetchBrowser() throws Exception {
        browser = PageBrowser.in(folder);
    }

    @AfterAll
    static void closeBrowser() throws Exception {
        if (browser.isPresent()) {
            browser.orElseThrow().close();
        }
    }

    @TestFactory
    Stream<DynamicTest> pageShouldBehave() {
        return Stream.of(
                        new String[] {"states.test.mjs", ""},
                        new String[] {"hostile.test.mjs", ""},
                        new String[] {"many.test.mjs", ""},
                        new String[] {"accessible.test.mjs", "light"},
                        new String[] {"accessible.test.mjs", "dark"},
                        new String[] {"accessible.test.mjs", "chosen"})
                .filter(script -> browser.isPresent())
                .map(script -> dynamicTest(
                        script[0] + " " + script[1], () -> browser.orElseThrow().run(script[0], script[1], Map.of())));
    }

    @TestFactory
    Stream<DynamicTest> operatorShouldGetAlongWithARealServer() {
        return browser.stream()
                .map(program -> dynamicTest("operate.test.mjs", () -> {
                    try (Office office = new Office()) {
                        program.run("operate.test.mjs", "", office.environment());
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> twoHundredModelsOfARealServerShouldBeUsable() {
        return browser.stream()
                .map(program -> dynamicTest("crowd.test.mjs", () -> {
                    try (Crowd crowd =
                                    new Crowd(ServerSettings.builder().port(0).build());
                            Control control = new Control()
                                    .on("/touch", () -> crowd.touch(Crowd.NAMES.get(Crowd.MODELS - 1)))
                                    .on("/change", crowd::change)) {
                        program.run(
                                "crowd.test.mjs",
                                "",
                                Map.of("SYNCLINE_URL", crowd.server.url() + "/", "SYNCLINE_CONTROL", control.url()));
                    }
                }));
    }
}
