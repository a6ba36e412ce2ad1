package io.syncline.qdrant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.testkit.qdrant.QdrantProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** API keys and TLS, with a server that requires both. */
class SecurityTest {

    private static final String RIGHT = "the-right-marker-key";
    private static final String READ_ONLY = "the-read-only-marker-key";
    private static final String WRONG = "the-wrong-marker-key";

    @TempDir
    private static Path directory;

    private static QdrantProcess process;
    private static Path certificate;

    @BeforeAll
    static void start() throws Exception {
        certificate = directory.resolve("certificate.pem");
        Path key = directory.resolve("key.pem");
        makeCertificate(certificate, key);
        process = QdrantProcess.start(Map.of(
                "QDRANT__SERVICE__API_KEY",
                RIGHT,
                "QDRANT__SERVICE__READ_ONLY_API_KEY",
                READ_ONLY,
                "QDRANT__SERVICE__ENABLE_TLS",
                "true",
                "QDRANT__TLS__CERT",
                certificate.toString(),
                "QDRANT__TLS__KEY",
                key.toString()));
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @Test
    void sinkShouldWorkWhenKeyAndCertificateAreRight() {
        try (QdrantVectorSink sink = sink("secure").apiKey(RIGHT).build()) {
            sink.prepare(Documents.SCHEMA);
            sink.upsert(Documents.PARTNERS, 1, Documents.documents(1, 3, 1));
            assertThat(sink.count(Documents.PARTNERS)).isEqualTo(3);
            assertThat(sink.toString()).doesNotContain(RIGHT);
        }
    }

    @Test
    void preparationShouldBeRefusedWithoutTellingTheKeyWhenItIsWrong() {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try (QdrantVectorSink sink = sink("secure").apiKey(WRONG).build()) {
            assertThatThrownBy(() -> sink.prepare(Documents.SCHEMA))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("Check the key")
                    .satisfies(e -> assertThat(everythingOf(e)).doesNotContain(WRONG));
        } finally {
            System.setErr(before);
        }
        assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain(WRONG);
    }

    @Test
    void preparationShouldBeRefusedWhenTheKeyAllowsReadingOnly() {
        try (QdrantVectorSink sink = sink("forbidden").apiKey(READ_ONLY).build()) {
            assertThatThrownBy(() -> sink.prepare(Documents.SCHEMA))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("Check the rights of the API key")
                    .satisfies(e -> assertThat(everythingOf(e)).doesNotContain(READ_ONLY));
        }
    }

    @Test
    void preparationShouldBeRefusedWhenTheKeyIsMissing() {
        try (QdrantVectorSink sink = sink("secure").build()) {
            assertThatThrownBy(() -> sink.prepare(Documents.SCHEMA)).isInstanceOf(SetupException.class);
        }
    }

    @Test
    void preparationShouldBeRefusedWhenTheCertificateIsNotTrusted() {
        try (QdrantVectorSink sink = QdrantVectorSink.builder()
                .host("localhost")
                .port(process.port())
                .tls(true)
                .apiKey(RIGHT)
                .collection("secure")
                .build()) {
            assertThatThrownBy(() -> sink.prepare(Documents.SCHEMA))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("TLS");
        }
    }

    @Test
    void preparationShouldHintAtTlsWhenItIsOff() {
        try (QdrantVectorSink sink = QdrantVectorSink.builder()
                .host("localhost")
                .port(process.port())
                .apiKey(RIGHT)
                .collection("secure")
                .build()) {
            assertThatThrownBy(() -> sink.prepare(Documents.SCHEMA))
                    .isInstanceOf(SyncException.class)
                    .hasMessageContaining("TLS");
        }
    }

    @Test
    void preparationShouldNameThePortWhenItIsThatOfHttp() {
        QdrantServer plain = QdrantServer.shared();
        plain.httpPort().ifPresent(port -> {
            try (QdrantVectorSink sink = QdrantVectorSink.builder()
                    .host(plain.host())
                    .port(port)
                    .collection("wrong-port")
                    .build()) {
                assertThatThrownBy(() -> sink.prepare(Documents.SCHEMA))
                        .isInstanceOf(SyncException.class)
                        .hasMessageContaining("port");
            }
        });
    }

    @Test
    void preparationShouldBeRefusedWhenTheServerSpeaksNoTls() {
        QdrantServer plain = QdrantServer.shared();
        try (QdrantVectorSink sink = plain.sink("secure").tls(true).build()) {
            assertThatThrownBy(() -> sink.prepare(Documents.SCHEMA))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("TLS");
        }
    }

    private static QdrantVectorSinkBuilder sink(String collection) {
        return QdrantVectorSink.builder()
                .host("localhost")
                .port(process.port())
                .tls(true)
                .trustedCertificates(certificate)
                .collection(collection);
    }

    private static String everythingOf(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** Creates a certificate for localhost with the JDK's keytool, and writes it and its key as PEM. */
    private static void makeCertificate(Path certificate, Path key) throws Exception {
        Path store = directory.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.txt").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue())
                .as(Files.readString(directory.resolve("keytool.txt")))
                .isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        write(certificate, "CERTIFICATE", keys.getCertificate("server").getEncoded());
        write(
                key,
                "PRIVATE KEY",
                keys.getKey("server", "changeit".toCharArray()).getEncoded());
    }

    private static void write(Path file, String type, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n");
    }
}
