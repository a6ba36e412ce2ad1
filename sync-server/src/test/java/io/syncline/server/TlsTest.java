package io.syncline.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.SetupException;
import io.syncline.server.settings.ServerSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with a certificate, and the health check of containers, which has no tool for certificates. */
class TlsTest {

    private static final String PASSWORD = "changeit";
    private static final Path HEALTHCHECK = Path.of("..", "packaging", "healthcheck");

    @TempDir
    private static Path directory;

    private static Path certificate = Path.of("");
    private static Path key = Path.of("");
    private static HttpClient trusting = HttpClient.newHttpClient();

    @BeforeAll
    static void makeCertificate() throws Exception {
        Path store = directory.resolve("server.p12");
        run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "server",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString()));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        certificate = pem("CERTIFICATE", keys.getCertificate("server").getEncoded());
        key = pem("PRIVATE KEY", keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        trusting = HttpClient.newBuilder().sslContext(context).build();
    }

    private static Path pem(String what, byte... content) throws IOException {
        return Files.writeString(
                directory.resolve(what.replace(' ', '-')),
                "-----BEGIN " + what + "-----\n"
                        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                                .encodeToString(content)
                        + "\n-----END " + what + "-----\n");
    }

    /** Runs a program and returns its exit status. */
    private static int run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private static ServerSettings.Builder settings() {
        return ServerSettings.builder().port(0);
    }

    private static int healthcheck(int port) throws Exception {
        return run(List.of("bash", HEALTHCHECK.toString(), Integer.toString(port)));
    }

    @Test
    void serverShouldAnswerByTls() throws Exception {
        try (Shop shop =
                new Shop(settings().tlsCertificate(certificate).tlsKey(key).build())) {
            URI url = URI.create(shop.server.url());
            assertThat(url.getScheme()).isEqualTo("https");

            int status = trusting.send(
                            HttpRequest.newBuilder(url.resolve("/api/models")).build(), BodyHandlers.discarding())
                    .statusCode();

            assertThat(status).isEqualTo(200);
            assertThat(healthcheck(url.getPort())).isZero();
        }
    }

    @Test
    void healthCheckShouldTellAServerThatLivesFromOneThatDoesNot() throws Exception {
        int port;
        try (Shop shop = new Shop(settings().build())) {
            port = URI.create(shop.server.url()).getPort();
            assertThat(healthcheck(port)).isZero();
        }
        assertThat(healthcheck(port)).isNotZero();
    }

    @Test
    void keyThatIsNoneShouldBeNamed() throws Exception {
        ServerSettings wrong =
                settings().tlsCertificate(certificate).tlsKey(certificate).build();
        assertThatThrownBy(() -> new Shop(wrong))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("PEM files");
    }
}
