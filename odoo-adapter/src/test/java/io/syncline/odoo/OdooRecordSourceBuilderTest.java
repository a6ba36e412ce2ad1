package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.record.IdRange;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooServer;
import io.syncline.odoo.testserver.OdooUser;
import io.syncline.odoo.testserver.OdooVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OdooRecordSourceBuilderTest {

    private static final String SECRET = "marker-secret-ü😀";
    private static final ModelName PARTNER = ModelName.of("res.partner");

    private static OdooRecordSourceBuilder to(String url) {
        return OdooRecordSource.builder().url(url).database("demo").username("admin");
    }

    @ParameterizedTest
    @CsvSource({
        "https://ERP.example.com/, odoo:https://erp.example.com/demo",
        "https://erp.example.com:443, odoo:https://erp.example.com/demo",
        "HTTP://erp.example.com:80//, odoo:http://erp.example.com/demo",
        "http://127.0.0.1:8069, odoo:http://127.0.0.1:8069/demo",
        "https://example.com/erp/, odoo:https://example.com/erp/demo"
    })
    void nameShouldBeTheSameForTheSamePlace(String url, String name) {
        try (OdooRecordSource source = to(url).password(SECRET).build()) {
            assertThat(source.name()).isEqualTo(name);
        }
    }

    @Test
    void nameShouldBeTheGivenOneWhateverTheAddress() {
        for (String url : List.of("http://127.0.0.1:8069", "https://erp.example.com")) {
            try (OdooRecordSource source =
                    to(url).password(SECRET).name("odoo:old/demo é").build()) {
                assertThat(source.name()).isEqualTo("odoo:old/demo é").isEqualTo(source.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " erp", "erp ", "a\nb", "a\tb", "a\u0000b"})
    void nameShouldBeOneLineWithoutSpacesAtItsEnds(String name) {
        assertThatThrownBy(() -> OdooRecordSource.builder().name(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nameShouldHaveAtMostTwoHundredCharacters() {
        assertThatThrownBy(() -> OdooRecordSource.builder().name("x".repeat(201)))
                .isInstanceOf(IllegalArgumentException.class);
        try (OdooRecordSource source =
                to("http://localhost").password(SECRET).name("x".repeat(200)).build()) {
            assertThat(source.name()).hasSize(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "erp.example.com",
                "ftp://erp.example.com",
                "http://",
                "http://a b",
                "http://admin:marker-secret@erp.example.com",
                "ht!tp://admin:marker-secret@erp",
                "https://erp.example.com/?db=x",
                "https://erp.example.com/#x"
            })
    void urlShouldBeRefusedWithoutShowingItsPassword(String url) {
        assertThatThrownBy(() -> OdooRecordSource.builder().url(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("marker-secret");
    }

    @Test
    void buildShouldNameEverythingThatIsMissing() {
        assertThatThrownBy(() -> OdooRecordSource.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("An Odoo source needs: url, database, apiKey, or username and password");
        assertThatThrownBy(() -> OdooRecordSource.builder().password("p").build())
                .hasMessage("An Odoo source needs: url, database, username");
        assertThatThrownBy(
                        () -> to("http://localhost").transport(Transport.JSON_2).build())
                .hasMessage("An Odoo source needs: apiKey");
    }

    @Test
    void buildShouldWorkAgain() {
        OdooRecordSourceBuilder builder = to("http://localhost").password(SECRET);
        try (OdooRecordSource first = builder.build();
                OdooRecordSource second = builder.build()) {
            assertThat(first).isNotSameAs(second);
            assertThat(first.name()).isEqualTo(second.name());
        }
    }

    @Test
    void valueOutOfRangeShouldBeRefused() {
        List<Consumer<OdooRecordSourceBuilder>> wrong = List.of(
                builder -> builder.database(" "),
                builder -> builder.username(""),
                builder -> builder.password("a\u0000b"),
                builder -> builder.apiKey(""),
                builder -> builder.language("German"),
                builder -> builder.companies(List.of()),
                builder -> builder.companies(List.of(0L)),
                builder -> builder.watch(PARTNER, "order line"),
                builder -> builder.filter(PARTNER, "a b", "=", 1),
                builder -> builder.filter(PARTNER, "name", "is", 1),
                builder -> builder.filter(PARTNER, "name", "=", new Object()),
                builder -> builder.pageSize(0),
                builder -> builder.pageSize(10_001),
                builder -> builder.connectTimeout(Duration.ZERO),
                builder -> builder.deadline(Duration.ofSeconds(-1)),
                builder -> builder.maxAnswerBytes(1, 1),
                builder -> builder.maxAnswerBytes(4096, 2048));
        assertThat(wrong)
                .allSatisfy(setter -> assertThatThrownBy(() -> setter.accept(OdooRecordSource.builder()))
                        .isInstanceOf(IllegalArgumentException.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"marker\u201ckey\u201d", "marker key", "markerkéy", "\uFEFFmarkerkey", "markerkey\u00A0"})
    void keyThatCannotBeSentShouldBeRefusedUnseen(String key) {
        assertThatThrownBy(() -> OdooRecordSource.builder().apiKey(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("API key")
                .hasMessageNotContaining("marker");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFFmarker", "marker\u00A0", "marker\u200B"})
    void loginWithInvisibleEndsShouldBeRefusedUnseen(String text) {
        List<Consumer<OdooRecordSourceBuilder>> setters = List.of(
                builder -> builder.password(text),
                builder -> builder.username(text),
                builder -> builder.database(text));
        assertThat(setters)
                .allSatisfy(setter -> assertThatThrownBy(() -> setter.accept(OdooRecordSource.builder()))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("invisible")
                        .hasMessageNotContaining("marker"));
    }

    @Test
    void headerThatCannotBeSentShouldBeASetupFailureThatDoesNotShowIt() {
        try (OdooRecordSource source = OdooRecordSource.builder()
                .url("http://localhost:1")
                .name("erp")
                .database("marker\u2713")
                .apiKey("key")
                .transport(Transport.JSON_2)
                .build()) {
            assertThatThrownBy(() -> source.describe(PARTNER))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("X-Odoo-Database")
                    .hasMessageNotContaining("marker")
                    .hasRootCauseInstanceOf(CallFailure.class);
        }
    }

    static Stream<Arguments> settings(@TempDir Path directory) throws Exception {
        Path pem = TestIdentity.make(directory, "ca", "DNS:localhost").pem();
        SSLContext tls = SSLContext.getDefault();
        return Stream.of(
                setting("name", builder -> builder.name("erp")),
                setting("url", builder -> builder.url("http://localhost")),
                setting("database", builder -> builder.database("d")),
                setting("username", builder -> builder.username("u")),
                setting("password", builder -> builder.password("p")),
                setting("apiKey", builder -> builder.apiKey("k")),
                setting("transport", builder -> builder.transport(Transport.AUTO)),
                setting("language", builder -> builder.language("de_DE")),
                setting("companies", builder -> builder.companies(List.of(1L))),
                setting("watchRelated", builder -> builder.watchRelated(true)),
                setting("watch", builder -> builder.watch(PARTNER, "parent_id")),
                setting("filter", builder -> builder.filter(PARTNER, "name", "=", "x")),
                setting("pageSize", builder -> builder.pageSize(1)),
                setting("connectTimeout", builder -> builder.connectTimeout(Duration.ofSeconds(1))),
                setting("deadline", builder -> builder.deadline(Duration.ofSeconds(1))),
                setting("maxAnswerBytes", builder -> builder.maxAnswerBytes(1024, 1024)),
                setting("proxy", builder -> builder.proxy("localhost", 1)),
                setting("sslContext", builder -> builder.sslContext(tls)),
                setting("caFile", builder -> builder.caFile(pem)),
                setting("executor", builder -> builder.executor(Runnable::run)),
                setting("clock", builder -> builder.clock(() -> Instant.EPOCH)));
    }

    private static Arguments setting(String name, Consumer<OdooRecordSourceBuilder> setter) {
        return Arguments.of(name, setter);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void settingShouldBeRefusedTheSecondTime(String name, Consumer<OdooRecordSourceBuilder> setter) {
        OdooRecordSourceBuilder builder = OdooRecordSource.builder();
        setter.accept(builder);

        assertThatThrownBy(() -> setter.accept(builder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("'" + name + "'", "was already set");
    }

    static Stream<Arguments> nulls() {
        return Stream.of(
                setting("name", builder -> builder.name(null)),
                setting("url", builder -> builder.url(null)),
                setting("database", builder -> builder.database(null)),
                setting("username", builder -> builder.username(null)),
                setting("password", builder -> builder.password(null)),
                setting("apiKey", builder -> builder.apiKey(null)),
                setting("transport", builder -> builder.transport(null)),
                setting("language", builder -> builder.language(null)),
                setting("companies", builder -> builder.companies(null)),
                setting("watch", builder -> builder.watch(null, "parent_id")),
                setting("watch", builder -> builder.watch(PARTNER, null)),
                setting("filter", builder -> builder.filter(PARTNER, "name", "=", null)),
                setting("connectTimeout", builder -> builder.connectTimeout(null)),
                setting("deadline", builder -> builder.deadline(null)),
                setting("proxy", builder -> builder.proxy(null, 1)),
                setting("sslContext", builder -> builder.sslContext(null)),
                setting("caFile", builder -> builder.caFile(null)),
                setting("executor", builder -> builder.executor(null)),
                setting("clock", builder -> builder.clock(null)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nulls")
    void nullShouldBeRefusedAndNamed(String name, Consumer<OdooRecordSourceBuilder> setter) {
        assertThatThrownBy(() -> setter.accept(OdooRecordSource.builder()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage(name);
    }

    static Stream<Arguments> contradictions() throws Exception {
        SSLContext tls = SSLContext.getDefault();
        return Stream.of(
                setting(
                        "'apiKey' cannot be combined with 'password'",
                        builder -> builder.password("a").apiKey("b")),
                setting(
                        "'password' cannot be combined with 'apiKey'",
                        builder -> builder.apiKey("a").password("b")),
                setting(
                        "JSON_2, which takes an 'apiKey'",
                        builder -> builder.password("a").transport(Transport.JSON_2)),
                setting(
                        "JSON_2, which takes an 'apiKey'",
                        builder -> builder.transport(Transport.JSON_2).password("a")),
                setting(
                        "'caFile' cannot be combined with 'sslContext'",
                        builder -> builder.sslContext(tls).caFile(Path.of("ca.pem"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contradictions")
    void contradictionShouldBeRefused(String message, Consumer<OdooRecordSourceBuilder> setters) {
        assertThatThrownBy(() -> setters.accept(OdooRecordSource.builder()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(message);
    }

    @Test
    void severalLinksAndConditionsOfAModelShouldBeAccepted() {
        try (OdooRecordSource source = to("http://localhost")
                .password(SECRET)
                .watch(PARTNER, "parent_id")
                .watch(PARTNER, "child_ids")
                .filter(PARTNER, "name", "like", "a")
                .filter(PARTNER, "name", "like", "b")
                .build()) {
            assertThat(source.name()).startsWith("odoo:");
        }
    }

    @Test
    void caFileShouldBeReadWhenItIsSet(@TempDir Path directory) throws IOException {
        Path empty = Files.writeString(directory.resolve("empty.pem"), "");
        Path garbage = Files.writeString(directory.resolve("garbage.pem"), "-----BEGIN CERTIFICATE-----\nxx\n");
        for (Path file : List.of(empty, garbage, directory.resolve("missing.pem"))) {
            assertThatThrownBy(() -> OdooRecordSource.builder().caFile(file))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    private static OdooServer server(OdooVersion version) {
        return OdooServer.builder()
                .version(version)
                .user(OdooUser.administrator("admin", SECRET).apiKey("key"))
                .start();
    }

    @Test
    void wrongCredentialsShouldBeASetupFailureWithoutTheSecret() {
        try (OdooServer server = server(OdooVersion.V18)) {
            for (OdooRecordSourceBuilder builder : List.of(
                    to(server.url()).password("marker-wrong"),
                    OdooRecordSource.builder()
                            .url(server.url())
                            .database("demo")
                            .username("nobody")
                            .password("marker-wrong"))) {
                try (OdooRecordSource source = builder.build()) {
                    assertThatThrownBy(() -> source.describe(PARTNER))
                            .isInstanceOf(SetupException.class)
                            .hasMessageContaining("does not accept user")
                            .satisfies(
                                    failure -> assertThat(stackTrace(failure)).doesNotContain("marker-wrong"));
                }
            }
        }
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void wrongKeyShouldBeASetupFailureOverJson2() {
        try (OdooServer server = server(OdooVersion.V19);
                OdooRecordSource source = to(server.url())
                        .apiKey("marker-wrong")
                        .transport(Transport.JSON_2)
                        .build()) {
            assertThatThrownBy(() -> source.describe(PARTNER))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("API key")
                    .satisfies(failure -> assertThat(stackTrace(failure)).doesNotContain("marker-wrong"));
        }
    }

    @ParameterizedTest
    @CsvSource({"V18, XML_RPC", "V19, XML_RPC", "V19, JSON_2"})
    void unknownDatabaseShouldBeASetupFailure(OdooVersion version, Transport transport) {
        try (OdooServer server = server(version);
                OdooRecordSource source = OdooRecordSource.builder()
                        .url(server.url())
                        .database("nosuchdb")
                        .username("admin")
                        .apiKey("key")
                        .transport(transport)
                        .build()) {
            assertThatThrownBy(() -> source.describe(PARTNER))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("nosuchdb");
        }
    }

    @Test
    void refusedConnectionShouldBeTransientAndNamed() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (OdooRecordSource source =
                to("http://127.0.0.1:" + port).password(SECRET).build()) {
            assertThatThrownBy(source::now)
                    .isInstanceOf(TransientException.class)
                    .hasMessageContaining("127.0.0.1:" + port);
        }
    }

    @Test
    void anotherServerShouldBeASetupFailure() {
        try (RawServer server = new RawServer(out -> out.write(RawServer.http(
                        "404 Not Found", "text/html", "<h1>nginx</h1>".getBytes(StandardCharsets.UTF_8))));
                OdooRecordSource source = to(server.url()).password(SECRET).build()) {
            assertThatThrownBy(source::now)
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("no XML-RPC of Odoo");
        }
    }

    @Test
    void passwordBeyondTheBasicPlaneShouldBeAccepted() {
        try (OdooServer server = server(OdooVersion.V18);
                OdooRecordSource source = to(server.url()).password(SECRET).build()) {
            assertThat(source.describe(PARTNER).fields()).isNotEmpty();
            assertThat(source.toString()).doesNotContain(SECRET);
        }
    }

    @ParameterizedTest
    @CsvSource({"V17, true, false", "V18, true, false", "V19, true, true", "V19, false, false"})
    void transportShouldBeTheBestThatServerAndSecretAllow(OdooVersion version, boolean key, boolean json) {
        try (OdooServer server = server(version);
                OdooRecordSource source =
                        (key ? to(server.url()).apiKey("key") : to(server.url()).password(SECRET)).build()) {
            source.describe(PARTNER);
            assertThat(server.calls().stream().anyMatch(call -> call.path().startsWith("/json/2")))
                    .isEqualTo(json);
        }
    }

    @Test
    void keyAloneShouldDoForVersion19AndBeExplainedForOlderOnes() {
        try (OdooServer nineteen = server(OdooVersion.V19);
                OdooServer eighteen = server(OdooVersion.V18)) {
            try (OdooRecordSource source = OdooRecordSource.builder()
                    .url(nineteen.url())
                    .database("demo")
                    .apiKey("key")
                    .build()) {
                assertThat(source.describe(PARTNER).fields()).isNotEmpty();
            }
            try (OdooRecordSource source = OdooRecordSource.builder()
                    .url(eighteen.url())
                    .database("demo")
                    .apiKey("key")
                    .build()) {
                assertThatThrownBy(() -> source.describe(PARTNER))
                        .isInstanceOf(SetupException.class)
                        .hasMessageContaining("username");
            }
        }
    }

    @Test
    void companiesShouldBeActedFor() {
        try (OdooServer server = server(OdooVersion.V18);
                OdooRecordSource source =
                        to(server.url()).password(SECRET).companies(List.of(1L)).build()) {
            assertThat(source.describe(PARTNER).rendering()).contains("company 1");
            source.page(OdooDataLossTest.scope(PARTNER, "name"), IdRange.ALL, 10);
            assertThat(server.calls())
                    .filteredOn(call -> !call.model().isEmpty() && !call.model().equals("res.lang"))
                    .isNotEmpty()
                    .allSatisfy(call ->
                            assertThat(call.kwargs().get("context")).asString().contains("allowed_company_ids"));
        }
    }

    @Test
    void proxyShouldBeUsed() {
        try (RawServer proxy = new RawServer(out -> out.write(
                        RawServer.http("502 Bad Gateway", "text/html", "proxy".getBytes(StandardCharsets.UTF_8))));
                OdooRecordSource source = to("http://erp.example.com")
                        .password(SECRET)
                        .proxy("127.0.0.1", proxy.port())
                        .build()) {
            assertThatThrownBy(source::now)
                    .isInstanceOf(TransientException.class)
                    .hasMessageContaining("502");
            assertThat(proxy.requests())
                    .singleElement()
                    .asString()
                    .startsWith("POST http://erp.example.com/xmlrpc/2/common");
        }
    }

    @Test
    void missingDateShouldBeASetupFailure() {
        String version = "<?xml version=\"1.0\"?><methodResponse><params><param><value><struct><member>"
                + "<name>server_version_info</name><value><array><data><value><int>18</int></value></data></array>"
                + "</value></member></struct></value></param></params></methodResponse>";
        byte[] answer = new String(RawServer.ok(version), StandardCharsets.UTF_8)
                .replaceFirst("Date: [^\r]*\r\n", "")
                .getBytes(StandardCharsets.UTF_8);
        try (RawServer server = new RawServer(out -> out.write(answer));
                OdooRecordSource source = to(server.url()).password(SECRET).build()) {
            assertThatThrownBy(source::now).isInstanceOf(SetupException.class).hasMessageContaining("Date");
        }
    }
}
