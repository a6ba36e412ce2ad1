package io.syncline.odoo;

import static io.syncline.odoo.OdooServerFixture.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates and host names are verified; a file of certificates replaces those of the JVM; proxies tunnel TLS. */
class TlsTest {

    private static TestIdentity local;
    private static TestIdentity elsewhere;

    @BeforeAll
    static void makeCertificates(@TempDir Path directory) throws Exception {
        local = TestIdentity.make(directory, "local", "IP:127.0.0.1,DNS:localhost");
        elsewhere = TestIdentity.make(directory, "elsewhere", "DNS:erp.example.com");
    }

    private static RawServer server(TestIdentity identity) {
        return new RawServer(identity.context().getServerSocketFactory(), out -> out.write(TestIdentity.VERSION));
    }

    private static OdooRecordSourceBuilder to(RawServer server) {
        return OdooRecordSource.builder()
                .url("https://127.0.0.1:" + server.port())
                .database("demo")
                .username("admin")
                .password("marker-secret")
                .connectTimeout(Duration.ofSeconds(2))
                .deadline(Duration.ofSeconds(2));
    }

    @Test
    void certificateOfAFileShouldBeTrusted() {
        try (RawServer server = server(local);
                OdooRecordSource source = to(server).caFile(local.pem()).build()) {
            assertThat(source.now()).isEqualTo("2026-11-23T15:11:12Z");
        }
    }

    @Test
    void unknownCertificateShouldBeRefusedBeforeAnythingIsSent() {
        try (RawServer server = server(local);
                OdooRecordSource plain = to(server).build();
                OdooRecordSource other = to(server).caFile(elsewhere.pem()).build()) {
            for (OdooRecordSource source : new OdooRecordSource[] {plain, other}) {
                assertThatThrownBy(() -> source.describe(PARTNER))
                        .isInstanceOf(SetupException.class)
                        .hasMessageContaining("is not trusted")
                        .hasMessageNotContaining("marker-secret");
            }
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void certificateOfAnotherHostShouldBeRefusedThoughItIsTrusted() {
        try (RawServer server = server(elsewhere);
                OdooRecordSource source = to(server).caFile(elsewhere.pem()).build()) {
            assertThatThrownBy(() -> source.describe(PARTNER))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("is not trusted");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void verifierThatTheApplicationSetsForTheJvmShouldNotBeAsked() {
        HostnameVerifier before = HttpsURLConnection.getDefaultHostnameVerifier();
        HttpsURLConnection.setDefaultHostnameVerifier((name, session) -> true);
        try (RawServer server = server(elsewhere);
                OdooRecordSource source = to(server).caFile(elsewhere.pem()).build()) {
            assertThatThrownBy(() -> source.describe(PARTNER)).hasMessageContaining("is not trusted");
            assertThat(server.requests()).isEmpty();
        } finally {
            HttpsURLConnection.setDefaultHostnameVerifier(before);
        }
    }

    @Test
    void plainServerShouldBeAFailureWhenTlsIsAskedFor() {
        try (RawServer server = new RawServer(out -> out.write(TestIdentity.VERSION));
                OdooRecordSource source = to(server).caFile(local.pem()).build()) {
            assertThatThrownBy(() -> source.describe(PARTNER)).isInstanceOf(TransientException.class);
        }
    }

    @Test
    void tunnelThroughAProxyShouldShowTheSecretToTheServerOnly() throws IOException {
        try (RawServer server = server(local);
                TunnelProxy proxy = TunnelProxy.open();
                OdooRecordSource source = to(server)
                        .caFile(local.pem())
                        .proxy("127.0.0.1", proxy.port())
                        .build()) {
            assertThatThrownBy(() -> source.describe(PARTNER))
                    .as("the server answers the login with a version")
                    .isInstanceOf(TransientException.class);
            assertThat(proxy.requests())
                    .isNotEmpty()
                    .allSatisfy(head -> assertThat(head)
                            .startsWith("CONNECT 127.0.0.1:" + server.port())
                            .doesNotContain("marker-secret"));
            assertThat(server.requests()).anyMatch(request -> request.contains("marker-secret"));
        }
    }
}
