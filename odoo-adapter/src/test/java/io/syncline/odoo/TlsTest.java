package io.syncline.odoo;

import static io.syncline.odoo.OdooServerFixture.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates are verified, names too; a file of certificates replaces those of the JVM; proxies carry TLS. */
class TlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final byte[] VERSION = RawServer.ok("<?xml version=\"1.0\"?><methodResponse><params><param><value>"
            + "<struct><member><name>server_version_info</name><value><array><data><value><int>18</int></value></data>"
            + "</array></value></member></struct></value></param></params></methodResponse>");

    private static Identity local;
    private static Identity elsewhere;

    /** A server's key, and its certificate as a file. */
    private record Identity(SSLContext context, Path pem) {}

    @BeforeAll
    static void makeCertificates(@TempDir Path directory) throws Exception {
        local = identity(directory, "local", "IP:127.0.0.1,DNS:localhost");
        elsewhere = identity(directory, "elsewhere", "DNS:erp.example.com");
    }

    private static Identity identity(Path directory, String name, String names) throws Exception {
        Path store = directory.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-validity",
                        "3650",
                        "-ext",
                        "san=" + names,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        Path pem = directory.resolve(name + ".pem");
        Files.writeString(
                pem,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getCertificate(name).getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        return new Identity(context(keys), pem);
    }

    private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static RawServer server(Identity identity) {
        return new RawServer(identity.context().getServerSocketFactory(), out -> out.write(VERSION));
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
    void plainServerShouldBeAFailureWhenTlsIsAskedFor() {
        try (RawServer server = new RawServer(out -> out.write(VERSION));
                OdooRecordSource source = to(server).caFile(local.pem()).build()) {
            assertThatThrownBy(() -> source.describe(PARTNER)).isInstanceOf(TransientException.class);
        }
    }

    @Test
    void tunnelThroughAProxyShouldShowTheSecretToTheServerOnly() throws IOException {
        try (RawServer server = server(local);
                TunnelProxy proxy = new TunnelProxy();
                OdooRecordSource source = to(server)
                        .caFile(local.pem())
                        .proxy("127.0.0.1", proxy.port())
                        .build()) {
            assertThatThrownBy(() -> source.describe(PARTNER))
                    .as("the server answers the login with a version")
                    .isInstanceOf(TransientException.class);
            assertThat(proxy.heads())
                    .isNotEmpty()
                    .allSatisfy(head -> assertThat(head)
                            .startsWith("CONNECT 127.0.0.1:" + server.port())
                            .doesNotContain("marker-secret"));
            assertThat(server.requests()).anyMatch(request -> request.contains("marker-secret"));
        }
    }

    /** Carries bytes to wherever it is asked to. */
    private static final class TunnelProxy implements AutoCloseable {

        private final RawServer server;

        TunnelProxy() {
            server = RawServer.tunnel((head, client) -> {
                String[] target = head.split(" ", 3)[1].split(":", 2);
                try (Socket upstream = new Socket(target[0], Integer.parseInt(target[1]))) {
                    client.getOutputStream()
                            .write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    Thread up = new Thread(() -> copy(client, upstream), "tunnel-up");
                    up.setDaemon(true);
                    up.start();
                    copy(upstream, client);
                }
            });
        }

        private static void copy(Socket from, Socket to) {
            try {
                from.getInputStream().transferTo(to.getOutputStream());
                to.shutdownOutput();
            } catch (IOException closed) {
                // One side is gone, and with it the tunnel.
            }
        }

        int port() {
            return server.port();
        }

        java.util.List<String> heads() {
            return server.requests();
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
