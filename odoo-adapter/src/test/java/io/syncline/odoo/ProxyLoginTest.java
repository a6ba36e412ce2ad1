package io.syncline.odoo;

import static io.syncline.odoo.OdooServerFixture.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.odoo.testserver.OdooServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A proxy receives its own login and none of Odoo's secrets through a tunnel, and Odoo nothing of the proxy's. */
class ProxyLoginTest {

    private static final String USER = "pr\u00F8xy";
    private static final String PASSWORD = "M4RKER-proxy";
    private static final String LOGIN =
            Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    private static final String HEADER = "Proxy-Authorization: Basic " + LOGIN;
    private static final String ODOO_PASSWORD = "M4RKER-odoo";

    private static TestIdentity identity;

    @BeforeAll
    static void makeCertificate(@TempDir Path directory) throws Exception {
        identity = TestIdentity.make(directory, "local", "IP:127.0.0.1,DNS:localhost");
    }

    private static OdooRecordSourceBuilder to(String url) {
        return OdooRecordSource.builder()
                .url(url)
                .database("demo")
                .username("admin")
                .password(ODOO_PASSWORD);
    }

    @Test
    void plainRequestsShouldGoThroughWithTheLogin() {
        try (OdooServer odoo = OdooServer.builder()
                        .database("demo")
                        .user("admin", ODOO_PASSWORD)
                        .start();
                TunnelProxy proxy = TunnelProxy.askingFor(HEADER);
                OdooRecordSource source = to(odoo.url())
                        .proxy("127.0.0.1", proxy.port(), USER, PASSWORD)
                        .build()) {
            assertThat(source.describe(PARTNER).defaultFields()).contains("display_name");
            assertThat(proxy.requests())
                    .hasSizeGreaterThan(2)
                    .allSatisfy(request -> assertThat(request).startsWith("POST " + odoo.url() + "/xmlrpc/2/"));
        }
    }

    @Test
    void tunnelShouldShowTheProxyItsLoginAndOdooItsOwn() throws IOException {
        try (RawServer server = new RawServer(
                        identity.context().getServerSocketFactory(), out -> out.write(TestIdentity.VERSION));
                TunnelProxy proxy = TunnelProxy.askingFor(HEADER);
                OdooRecordSource source = to("https://127.0.0.1:" + server.port())
                        .caFile(identity.pem())
                        .proxy("127.0.0.1", proxy.port(), USER, PASSWORD)
                        .build()) {
            assertThatThrownBy(() -> source.describe(PARTNER))
                    .as("the server answers the login with a version")
                    .isInstanceOf(TransientException.class);

            assertThat(proxy.requests())
                    .isNotEmpty()
                    .allSatisfy(head -> assertThat(head)
                            .startsWith("CONNECT 127.0.0.1:" + server.port())
                            .containsIgnoringCase(HEADER)
                            .doesNotContain(ODOO_PASSWORD));
            assertThat(server.requests())
                    .anyMatch(request -> request.contains(ODOO_PASSWORD))
                    .allSatisfy(request -> assertThat(request)
                            .doesNotContainIgnoringCase("proxy-authorization")
                            .doesNotContain(LOGIN, PASSWORD));
        }
    }

    @Test
    void keyOfJson2ShouldReachOdooBesideTheLoginOfTheProxy() throws IOException {
        try (RawServer server = new RawServer(
                        identity.context().getServerSocketFactory(),
                        out -> out.write(RawServer.http(
                                "401 Unauthorized",
                                "application/json",
                                "{\"name\":\"x\",\"message\":\"Invalid apikey\"}".getBytes(StandardCharsets.UTF_8))));
                TunnelProxy proxy = TunnelProxy.askingFor(HEADER);
                OdooRecordSource source = OdooRecordSource.builder()
                        .url("https://127.0.0.1:" + server.port())
                        .database("demo")
                        .apiKey(ODOO_PASSWORD)
                        .transport(OdooRecordSource.Transport.JSON_2)
                        .caFile(identity.pem())
                        .proxy("127.0.0.1", proxy.port(), USER, PASSWORD)
                        .build()) {
            assertThatThrownBy(() -> source.describe(PARTNER))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("API key is not accepted (HTTP 401: Invalid apikey)");

            assertThat(proxy.requests()).allSatisfy(head -> assertThat(head).doesNotContain(ODOO_PASSWORD));
            assertThat(server.requests())
                    .isNotEmpty()
                    .allSatisfy(request -> assertThat(request)
                            .contains("bearer " + ODOO_PASSWORD)
                            .doesNotContainIgnoringCase("proxy-authorization"));
        }
    }

    @ParameterizedTest
    @CsvSource({"http://erp.example.com", "https://erp.example.com"})
    void refusedLoginShouldBeReported(String url) {
        try (TunnelProxy proxy = TunnelProxy.askingFor("Proxy-Authorization: Basic other");
                OdooRecordSource none = to(url).proxy("127.0.0.1", proxy.port()).build();
                OdooRecordSource wrong =
                        to(url).proxy("127.0.0.1", proxy.port(), USER, PASSWORD).build()) {
            assertSetupFailure(none, "127.0.0.1:" + proxy.port(), "with a username and a password");
            assertSetupFailure(wrong, "127.0.0.1:" + proxy.port(), "does not accept the login of " + USER);
            assertThat(proxy.requests().stream()
                            .filter(head -> head.toLowerCase(Locale.ROOT).contains("proxy-authorization")))
                    .as("a wrong password is shown once")
                    .hasSize(1);
        }
    }

    @Test
    void proxyThatDoesNotConnectShouldBeReported() {
        byte[] echo = RawServer.http(
                "502 Bad Gateway",
                "text/plain",
                ("no way, " + LOGIN + " " + PASSWORD).getBytes(StandardCharsets.UTF_8));
        try (RawServer proxy = new RawServer(out -> out.write(echo));
                OdooRecordSource plain = to("http://erp.example.com")
                        .proxy("127.0.0.1", proxy.port(), USER, PASSWORD)
                        .build();
                OdooRecordSource tls = to("https://erp.example.com")
                        .proxy("127.0.0.1", proxy.port(), USER, PASSWORD)
                        .build();
                OdooRecordSource unreachable = to("http://erp.example.com")
                        .proxy("no-such-host.invalid", 1)
                        .build()) {
            assertFailure(plain, "502", "no way, *** ***");
            assertFailure(tls, "the proxy does not connect to erp.example.com");
            assertFailure(unreachable, "through the proxy no-such-host.invalid:1");
        }
    }

    private static void assertSetupFailure(OdooRecordSource source, String... parts) {
        assertThatExceptionOfType(SetupException.class)
                .isThrownBy(source::now)
                .satisfies(failure ->
                        assertThat(failure.getMessage()).contains(parts).doesNotContain("M4RKER"));
    }

    private static void assertFailure(OdooRecordSource source, String... parts) {
        assertThatExceptionOfType(SyncException.class)
                .isThrownBy(source::now)
                .satisfies(failure ->
                        assertThat(failure.getMessage()).contains(parts).doesNotContain("M4RKER", LOGIN));
    }

    @Test
    void adviceShouldNameThePropertyWhenJavaWithholdsThePassword() {
        WebProxy proxy = WebProxy.of("proxy", 3128, USER, PASSWORD);

        for (String withheld : List.of("Basic", "digest, BASIC")) {
            assertThat(proxy.advice(true, withheld)).contains("-Djdk.http.auth.tunneling.disabledSchemes=");
            assertThat(proxy.advice(false, withheld)).isEqualTo("it does not accept the login of " + USER);
        }
        assertThat(proxy.advice(true, null)).contains("-Djdk.http.auth.tunneling.disabledSchemes=");
        assertThat(proxy.advice(true, "")).contains("does not accept", "or Java did not send it");
        assertThat(proxy.toString()).isEqualTo("proxy:3128");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1, u, p",
        "a/b, 1, u, p",
        "host, 0, u, p",
        "host, 65536, u, p",
        "host, 1, u:v, p",
        "host, 1, '', p",
        "host, 1, u, ''"
    })
    void invalidProxyShouldBeRefused(String host, int port, String user, String password) {
        assertThatThrownBy(() -> OdooRecordSource.builder().proxy(host, port, user, password))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
