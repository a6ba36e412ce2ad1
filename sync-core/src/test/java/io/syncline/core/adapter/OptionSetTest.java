package io.syncline.core.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionSetTest {

    private static final String SECRET = "marker-of-a-secret-4711";

    private static final Option<String> HOST = Option.text("host", "host of the server");
    private static final Option<Integer> PORT = Option.number("port", "port of the server");
    private static final Option<String> API_KEY = Option.secret("api-key", "key that the server asks for");

    private static final OptionSet<Server> OPTIONS = OptionSet.of(Server::new)
            .with(HOST.required(), Server::host)
            .with(PORT.defaultValue("6334").range("1 to 65535"), Server::port)
            .with(API_KEY, Server::apiKey)
            .with(Option.duration("time-out", "longest wait").defaultText("none"), Server::timeOut);

    /** A builder that records what it is given. */
    private static final class Server {

        private final List<String> given = new ArrayList<>();

        void host(String name) {
            given.add("host " + name);
        }

        void port(int number) {
            if (number < 1 || number > 65535) {
                throw new IllegalArgumentException("'port' must be from 1 to 65535, but is " + number);
            }
            given.add("port " + number);
        }

        void apiKey(String key) {
            if (key.length() < 5) {
                throw new IllegalArgumentException("'apiKey' must have at least 5 characters");
            }
            if (given.contains("host localhost")) {
                throw new IllegalStateException("'apiKey' cannot be combined with 'host'");
            }
            given.add("apiKey");
        }

        void timeOut(Duration wait) {
            given.add("timeOut " + wait);
        }
    }

    private static ConfigNode sink(Object value) {
        return ConfigNode.of("sink", value);
    }

    private static List<String> read(Map<String, ?> section) {
        return OPTIONS.read(sink(section)).given;
    }

    private static ThrowableAssertAlternative<ConfigException> refused(Map<String, ?> section) {
        return assertThatExceptionOfType(ConfigException.class).isThrownBy(() -> read(section));
    }

    @Test
    void readShouldGiveValuesToTheSettersInTheOrderOfDeclaration() {
        assertThat(read(Map.of("time-out", "2m", "api-key", SECRET, "port", "80", "host", "example.com")))
                .containsExactly("host example.com", "port 80", "apiKey", "timeOut PT2M");
    }

    @Test
    void readShouldApplyDefaultsButNoDefaultTexts() {
        assertThat(read(Map.of("host", "example.com"))).containsExactly("host example.com", "port 6334");
    }

    @Test
    void readShouldTakeScalarsOfAnyJavaType() {
        assertThat(read(Map.of("host", "example.com", "port", 80))).contains("port 80");
    }

    @ParameterizedTest
    @CsvSource({
        "hots, unknown key 'sink.hots'; did you mean 'host'?",
        "apikey, unknown key 'sink.apikey'; did you mean 'api-key'?",
        "entirely-different, unknown key 'sink.entirely-different'",
    })
    void unknownKeyShouldBeRefusedWithTheNearestKnownOne(String key, String message) {
        refused(Map.of("host", "example.com", key, SECRET)).withMessage(message);
    }

    @Test
    void missingKeyShouldBeRefusedWithItsMeaning() {
        refused(Map.of("port", 80)).withMessage("'sink.host' is missing: host of the server");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void blankValueShouldBeRefused(String blank) {
        refused(Map.of("host", blank)).withMessage("'sink.host' has no value");
    }

    @ParameterizedTest
    @CsvSource({
        "port, many, 'must be a whole number, not ''many'''",
        "port, 99999999999, 'must be a whole number, not ''99999999999'''",
        "time-out, 10, 'must be a duration such as 500ms, 60s, 10m or 2h, not ''10'''",
    })
    void valueOfAnotherTypeShouldBeRefused(String key, String value, String problem) {
        refused(Map.of("host", "example.com", key, value)).withMessage("'sink." + key + "' " + problem);
    }

    @Test
    void listAndSectionShouldBeRefusedWhereTextIsWanted() {
        refused(Map.of("host", List.of("a", "b"))).withMessage("'sink.host' must be text, not a list or a section");
        refused(Map.of("host", Map.of("a", "b"))).withMessage("'sink.host' must be text, not a list or a section");
    }

    @Test
    void scalarShouldBeRefusedWhereASectionIsWanted() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> OPTIONS.read(sink("qdrant")))
                .withMessage("'sink' must be a section with keys of its own");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65536})
    void valueOutOfRangeShouldBeRefusedByTheSetterInTheNameOfTheKey(int port) {
        refused(Map.of("host", "example.com", "port", port))
                .withMessage("'sink.port' must be from 1 to 65535, but is " + port);
    }

    @Test
    void contradictionShouldBeRefusedInTheNameOfTheKey() {
        refused(Map.of("host", "localhost", "api-key", SECRET))
                .withMessage("'sink.api-key' cannot be combined with 'host'");
    }

    @Test
    void secretShouldBeInNoMessage() {
        refused(Map.of("host", "example.com", "api-key", List.of(SECRET)))
                .withMessage("'sink.api-key' must be text, not a list or a section");
        refused(Map.of("host", "example.com", "api-key:" + SECRET, ""))
                .withMessage("'sink.api-key' needs a space after its colon");
        refused(Map.of("host", "example.com", "api-key", "4711"))
                .withMessage("'sink.api-key' must have at least 5 characters");
    }

    @Test
    void secretShouldBeMaskedAmongTheValues() {
        OptionValues values = OptionSet.of(HOST, API_KEY).read(sink(Map.of("host", "example.com", "api-key", SECRET)));

        assertThat(values.get(API_KEY)).isEqualTo(SECRET);
        assertThat(values).hasToString("{api-key=***, host=example.com}");
    }

    @Test
    void valuesShouldBeFoundByOption() {
        OptionValues values = OptionSet.of(HOST, PORT).read(sink(Map.of("port", 80)));

        assertThat(values.get(PORT)).isEqualTo(80);
        assertThat(values.find(HOST)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> values.get(HOST)).withMessage("'host' is missing");
    }

    @Test
    void sectionShouldBeReadWithThePathOfItsKeys() {
        OptionSet<Server> proxy = OptionSet.of(Server::new).with(PORT, Server::port);
        OptionSet<OptionValues> set = OptionSet.of(Option.section("proxy", "a proxy", proxy));

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> set.read(sink(Map.of("proxy", Map.of("port", 0)))))
                .withMessage("'sink.proxy.port' must be from 1 to 65535, but is 0");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> set.read(sink(Map.of("proxy", Map.of("prot", 80)))))
                .withMessage("unknown key 'sink.proxy.prot'; did you mean 'port'?");
    }

    @Test
    void choiceShouldBeReadByItsNameAndListItsNames() {
        Option<Integer> size = Option.choice("size", "how large", Map.of("small", 1));
        OptionSet<OptionValues> set = OptionSet.of(size);

        assertThat(set.read(sink(Map.of("size", "small"))).get(size)).isEqualTo(1);
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> set.read(sink(Map.of("size", "smal"))))
                .withMessage("'sink.size' must be one of small, not 'smal'; did you mean 'small'?");
    }

    @Test
    void readShouldLeaveOtherKeysAloneAndLocateWhatBuildingRefuses() {
        ConfigNode section = sink(Map.of("host", "example.com", "port", 80, "type", "qdrant"));
        Set<String> type = Set.of("type");

        List<String> built = OPTIONS.read(section, type, server -> server.given);
        assertThat(built).containsExactly("host example.com", "port 80");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> OPTIONS.read(section, type, server -> {
                    throw new IllegalStateException("'port' needs 'apiKey'");
                }))
                .withMessage("'sink.port' needs 'api-key'");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> OPTIONS.read(section, type, server -> {
                    throw new IllegalStateException("A server needs: apiKey, timeOut");
                }))
                .withMessage("'sink': A server needs: api-key, time-out");
    }

    @Test
    void inheritedValueShouldApplyOnlyWhereNoneIsGiven() {
        OptionValues other = OptionSet.of(HOST).read(sink(Map.of("host", "inherited")));
        OptionSet<OptionValues> heirs = OptionSet.of(HOST.required().inheritedFrom(AdapterKind.SINK));

        assertThat(heirs.fill(ConfigNode.of("state", Map.of()), other).builder())
                .hasToString("{host=inherited}");
        assertThat(heirs.fill(ConfigNode.of("state", Map.of("host", "own")), other)
                        .builder())
                .hasToString("{host=own}");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> heirs.fill(ConfigNode.of("state", Map.of()), new OptionValues()))
                .withMessage("'state.host' is missing: host of the server");
    }

    @Test
    void inheritedValueOfAnotherTypeShouldNotApply() {
        OptionValues other = OptionSet.of(Option.path("host", "a file")).read(sink(Map.of("host", "a.db")));
        OptionSet<OptionValues> heirs = OptionSet.of(HOST.inheritedFrom(AdapterKind.SINK));

        assertThat(other.toString()).isEqualTo("{host=" + Path.of("a.db") + "}");
        assertThat(heirs.fill(ConfigNode.of("state", Map.of()), other).builder())
                .hasToString("{}");
    }

    @Test
    void optionShouldBeDeclaredOnce() {
        assertThatIllegalStateException()
                .isThrownBy(() -> OPTIONS.with(HOST, Server::host))
                .withMessageStartingWith("An option is declared twice among [host, ");
    }

    @Test
    void namesAndSecretsShouldBeReadWithoutWhiteSpaceAtTheirEnds() {
        ConfigNode node = ConfigNode.of("sink", Map.of("name", " crm\n", "key", "k3y \r\n", "prefix", "query: "));
        List<String> read = new ArrayList<>();
        OptionSet<List<String>> options = OptionSet.<List<String>>of(() -> read)
                .with(Option.text("name", "name"), List::add)
                .with(Option.secret("key", "key"), List::add)
                .with(Option.verbatim("prefix", "prefix"), List::add);

        options.read(node);

        assertThat(read).containsExactly("crm", "k3y", "query: ");
    }
}
