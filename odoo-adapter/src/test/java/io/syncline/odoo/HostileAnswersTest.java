package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.odoo.CallFailure.Kind;
import io.syncline.odoo.OdooRecordSource.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed and hostile answers: always a typed failure, one request, bounded memory and time. */
class HostileAnswersTest {

    private static final String SECRET = "marker-secret";
    private static final String HEAD = "<?xml version=\"1.0\"?>";
    private static final String BEGIN = "<methodResponse><params><param><value>";
    private static final String END = "</value></param></params></methodResponse>";
    private static final long LIMIT = 4 * 1024 * 1024;

    private static OdooConfig config(String url) {
        return config(url, Duration.ofSeconds(60));
    }

    private static OdooConfig config(String url, Duration deadline) {
        LoginSettings login = new LoginSettings();
        login.url(url);
        login.database("production");
        login.username("admin");
        login.password(SECRET);
        login.transport(Transport.XML_RPC);
        NetworkSettings network = new NetworkSettings();
        network.deadline(deadline);
        network.maxAnswerBytes(LIMIT, LIMIT);
        network.clock(() -> java.time.Instant.parse("2026-11-23T15:11:12Z"));
        return new OdooConfig(
                login.account(),
                new ReadingSettings().reading(),
                network.network(),
                new AttachmentSettings().attachments());
    }

    private static Object call(OdooConfig config) {
        try (OdooHttp http = new OdooHttp(config.network())) {
            Object answer = new XmlRpcTransport(config.account(), http, new JsonCodec())
                    .call(new OdooCall("res.partner", "search").with("domain", List.of()), new Login(2));
            return answer == null ? "null" : answer;
        }
    }

    private static Object answerTo(RawServer.Answer answer) {
        try (RawServer server = new RawServer(answer)) {
            try {
                return call(config(server.url()));
            } finally {
                assertThat(server.requests())
                        .as("one request, and two over JSON-RPC")
                        .hasSizeBetween(1, 3);
            }
        }
    }

    private static CallFailure failureOf(RawServer.Answer answer) {
        CallFailure failure = catchThrowableOfType(CallFailure.class, () -> answerTo(answer));
        assertThat(failure).as("a failure").isNotNull();
        assertThat(String.valueOf(failure.getMessage())).doesNotContain(SECRET).hasSizeLessThan(1000);
        return failure;
    }

    private static CallFailure failureOf(String xml) {
        return failureOf(out -> out.write(RawServer.ok(xml)));
    }

    private static Object answerTo(String value) {
        return answerTo(out -> out.write(RawServer.ok(HEAD + BEGIN + value + END)));
    }

    @Test
    void documentTypesShouldBeRefused() {
        String internal = HEAD + "<!DOCTYPE r [<!ENTITY e \"x\">]>" + BEGIN + "<string>&e;</string>" + END;
        String external = HEAD + "<!DOCTYPE r SYSTEM \"http://127.0.0.1:1/x.dtd\">" + BEGIN + "<int>1</int>" + END;
        String bomb = HEAD + "<!DOCTYPE r [<!ENTITY a \"" + "x".repeat(1000) + "\"><!ENTITY b \"" + "&a;".repeat(1000)
                + "\">]>" + BEGIN + "<string>" + "&b;".repeat(1000) + "</string>" + END;
        for (String xml : List.of(internal, external, bomb)) {
            assertThat(failureOf(xml).kind()).isEqualTo(Kind.PROTOCOL_ERROR);
        }
    }

    @Test
    void entitiesShouldBeRefusedWhenNothingDefinesThem() {
        assertThat(failureOf(HEAD + BEGIN + "<string>&xxe;</string>" + END).kind())
                .isIn(Kind.PROTOCOL_ERROR, Kind.UNREADABLE);
    }

    @Test
    void parserShouldNotReachForOtherHosts() {
        try (RawServer other = new RawServer(out -> out.write(RawServer.ok("<!ENTITY e \"x\">")))) {
            String xml = HEAD + "<!DOCTYPE r [<!ENTITY % p SYSTEM \"" + other.url() + "/x\"> %p;]>" + BEGIN
                    + "<string>&e;</string>" + END;
            assertThat(failureOf(xml).kind()).isEqualTo(Kind.PROTOCOL_ERROR);
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void nestingShouldBeLimited() {
        String open = "<array><data><value>";
        String close = "</value></data></array>";
        assertThat(answerTo(open.repeat(50) + "<int>1</int>" + close.repeat(50)))
                .isInstanceOf(List.class);
        assertThat(failureOf(HEAD + BEGIN + open.repeat(50_000) + close.repeat(50_000) + END)
                        .kind())
                .isEqualTo(Kind.PROTOCOL_ERROR);
        assertThat(failureOf(HEAD + BEGIN + "<struct><member><name>a</name><value>".repeat(30_000))
                        .kind())
                .isEqualTo(Kind.PROTOCOL_ERROR);
    }

    /** Each would be a gigabyte; the connection is closed at the limit. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<string>",
                "<struct><member><name>",
                "<array><data>",
                "<array><data><!-- ",
                "<array><data><value a=\"",
                "<array><data><value><int>1</int></value>"
            })
    void answersShouldBeCutAtTheLimit(String begin) throws InterruptedException {
        byte[] filler = (begin.endsWith("</value>") ? "<value><int>1</int></value>" : " ")
                .repeat(10_000)
                .getBytes(StandardCharsets.UTF_8);
        try (RawServer server = new RawServer(out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            out.write((HEAD + BEGIN + begin).getBytes(StandardCharsets.UTF_8));
            for (long sent = 0; sent < 1L << 30; sent += filler.length) {
                out.write(filler);
            }
        })) {
            assertThatThrownBy(() -> call(config(server.url()))).isInstanceOfSatisfying(CallFailure.class, failure -> {
                assertThat(failure.kind()).isEqualTo(Kind.OVERSIZE);
                assertThat(failure.callsForSmallerPage()).isTrue();
            });
            server.awaitBrokenOff();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void packedAnswersShouldBeCutAtTheLimitOnceUnpacked() {
        byte[] bomb = gzip(out -> {
            out.write((HEAD + BEGIN + "<string>").getBytes(StandardCharsets.UTF_8));
            byte[] zeros = "0".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 4096; i++) {
                out.write(zeros);
            }
        });
        assertThat(bomb.length).as("the bomb on the wire").isLessThan((int) LIMIT);
        assertThat(failureOf(out -> out.write(
                                RawServer.http("200 OK", "Content-Type: text/xml\r\nContent-Encoding: gzip", bomb)))
                        .kind())
                .isEqualTo(Kind.OVERSIZE);
    }

    @Test
    void packedAnswersShouldBeRead() {
        byte[] packed = gzip(out -> out.write((HEAD + BEGIN + "<int>7</int>" + END).getBytes(StandardCharsets.UTF_8)));
        assertThat(answerTo(out -> out.write(
                        RawServer.http("200 OK", "Content-Type: text/xml\r\nContent-Encoding: gzip", packed))))
                .isEqualTo(7);
    }

    @Test
    void packedAnswersShouldBeRefusedWhenTheyAreDamaged() {
        byte[] packed = gzip(out -> out.write((HEAD + BEGIN + "<int>7</int>" + END).getBytes(StandardCharsets.UTF_8)));
        byte[] cut = java.util.Arrays.copyOf(packed, packed.length / 2);
        for (byte[] body : List.of(cut, "no gzip at all".getBytes(StandardCharsets.UTF_8))) {
            assertThat(failureOf(out -> out.write(
                                    RawServer.http("200 OK", "Content-Type: text/xml\r\nContent-Encoding: gzip", body)))
                            .kind())
                    .isEqualTo(Kind.PROTOCOL_ERROR);
        }
    }

    private static byte[] gzip(RawServer.Answer content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            content.write(out);
        } catch (IOException | InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
        return bytes.toByteArray();
    }

    @Test
    void cutAnswersShouldBeTransientAndNotCountAsFailuresOfARecord() {
        String xml = HEAD + BEGIN + "<array><data><value><int>1</int></value></data></array>" + END;
        byte[] whole = RawServer.ok(xml);
        assertThat(failureOf(out -> out.write(whole, 0, whole.length - 20)).kind())
                .as("by content length")
                .isEqualTo(Kind.CONNECTION_LOST);
        assertThat(failureOf(out -> out.write(("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n"
                                        + xml.substring(0, xml.length() - 20))
                                .getBytes(StandardCharsets.UTF_8)))
                        .kind())
                .as("by closing")
                .isEqualTo(Kind.PROTOCOL_ERROR);
        assertThat(failureOf(out -> out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<?xml\r\n"
                                .getBytes(StandardCharsets.UTF_8)))
                        .kind())
                .as("in chunks")
                .isEqualTo(Kind.CONNECTION_LOST);
    }

    @Test
    void contentLengthShouldBeRespected() {
        byte[] whole = RawServer.ok(HEAD + BEGIN + "<int>7</int>" + END);
        byte[] said = new String(whole, StandardCharsets.UTF_8)
                .replaceFirst("Content-Length: \\d+", "Content-Length: 30")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(failureOf(out -> out.write(said)).kind()).as("too short").isEqualTo(Kind.PROTOCOL_ERROR);
    }

    @Test
    void closedConnectionShouldBeOneRequestAndASmallerPage() {
        CallFailure failure = failureOf(out -> {});
        assertThat(failure.kind()).isEqualTo(Kind.CONNECTION_LOST);
        assertThat(failure.callsForSmallerPage()).isTrue();
        assertThat(failure.toSyncException("Reading")).isInstanceOf(TransientException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "401 Unauthorized, CREDENTIALS",
        "403 Forbidden, CREDENTIALS",
        "404 Not Found, CONFIGURATION",
        "405 Method Not Allowed, CONFIGURATION",
        "413 Too Large, OVERSIZE",
        "429 Too Many Requests, UNAVAILABLE",
        "500 Internal Server Error, PROTOCOL_ERROR",
        "502 Bad Gateway, CRASHED",
        "503 Service Unavailable, UNAVAILABLE",
        "504 Gateway Timeout, TIMEOUT"
    })
    void statusShouldDetermineTheKindOfFailure(String status, Kind kind) {
        byte[] html = ("<html><body><h1>" + status + "</h1></body></html>").getBytes(StandardCharsets.UTF_8);
        CallFailure failure = failureOf(out -> out.write(RawServer.http(status, "text/html", html)));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageContaining(status.substring(0, 3)).hasMessageNotContaining("<h1>");
    }

    @ParameterizedTest
    @CsvSource({"17, PT17S", "'Mon, 23 Nov 2026 15:12:12 GMT', PT1M", "soon,", "-5,", "'Mon, 23 Nov 2020 15:12:12 GMT',"
    })
    void retryAfterShouldBeReported(String header, Duration expected) {
        CallFailure failure = failureOf(out -> out.write(
                RawServer.http("503 Busy", "Content-Type: text/html\r\nRetry-After: " + header, new byte[0])));
        assertThat(failure.retryAfter()).isEqualTo(java.util.Optional.ofNullable(expected));
        if (expected == null) {
            assertThat(failure).hasMessageNotContaining("retry after");
        } else {
            assertThat(failure)
                    .hasMessageEndingWith("; retry after " + expected.toSeconds() + " s, as the server asks");
        }
        assertThat(((TransientException) failure.toSyncException("Reading")).retryAfter())
                .isEqualTo(failure.retryAfter());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html><body>Welcome</body></html>", "", "Traceback", "{\"result\": 1}"})
    void otherContentShouldBeNonsenseWithStatus200(String body) {
        assertThat(failureOf(body).kind()).isEqualTo(Kind.PROTOCOL_ERROR);
    }

    @Test
    void whatIsNoHttpShouldBeAFailure() {
        assertThat(failureOf(out -> out.write("SSH-2.0-OpenSSH_9.2\r\n".getBytes(StandardCharsets.UTF_8)))
                        .kind())
                .isEqualTo(Kind.CONNECTION_LOST);
        assertThat(failureOf(out -> out.write(RawServer.http("204 No Content", "text/xml", new byte[0])))
                        .kind())
                .isEqualTo(Kind.PROTOCOL_ERROR);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectsShouldNotBeFollowed(int status) {
        try (RawServer other = new RawServer(out -> out.write(RawServer.ok(HEAD + BEGIN + "<int>666</int>" + END)))) {
            CallFailure failure = failureOf(out -> out.write(RawServer.http(
                    status + " Moved", "Content-Type: text/html\r\nLocation: " + other.url() + "/", new byte[0])));
            assertThat(failure.toSyncException("Reading"))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining(other.url());
            assertThat(other.requests()).as("requests to the other host").isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void deadlineShouldHoldForDrippingHeadersAndBodies(boolean inBody) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        try (RawServer server = new RawServer(out -> {
            out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.UTF_8));
            if (inBody) {
                out.write("1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            }
            while (!over.await(20, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                out.write(' ');
                out.flush();
            }
        })) {
            assertThatThrownBy(() -> call(config(server.url(), Duration.ofMillis(300))))
                    .isInstanceOfSatisfying(
                            CallFailure.class,
                            failure -> assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT));
            server.awaitBrokenOff();
            assertThat(server.requests()).hasSize(1);
            over.countDown();
        }
    }

    @Test
    void headersShouldBeLimited() {
        assertThat(failureOf(out -> {
                            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.UTF_8));
                            for (int i = 0; i < 100_000; i++) {
                                out.write(
                                        ("X-" + i + ": " + "x".repeat(100) + "\r\n").getBytes(StandardCharsets.UTF_8));
                            }
                        })
                        .kind())
                .isEqualTo(Kind.CONNECTION_LOST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<methodResponse/>",
                "<methodResponse><params/></methodResponse>",
                "<methodResponse><params><param/></params></methodResponse>",
                "<methodResponse><params><param><value><int>1</int></value></param>"
                        + "<param><value><int>2</int></value></param></params></methodResponse>",
                "<methodResponse><fault><value><int>1</int></value></fault></methodResponse>",
                "<methodResponse><fault><value>Access Denied</value></fault></methodResponse>",
                "<methodResponse><result/></methodResponse>",
                "<methodCall/>"
            })
    void incompleteAnswersShouldBeNonsense(String xml) {
        assertThat(failureOf(HEAD + xml).kind()).isEqualTo(Kind.PROTOCOL_ERROR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<struct><member><name>a</name></member></struct>",
                "<struct><member><name>a</name><value>1</value></member>"
                        + "<member><name>a</name><value>2</value></member></struct>",
                "<int>one</int>",
                "<int>99999999999999999999</int>",
                "<boolean>2</boolean>",
                "<double>many</double>",
                "<ex:serializable xmlns:ex=\"http://ws.apache.org/xmlrpc/namespaces/extensions\">rO0AB</ex:serializable>",
                "<string>a<b/></string>",
                "text<int>1</int>"
            })
    void malformedValuesShouldBeNonsense(String value) {
        assertThat(failureOf(HEAD + BEGIN + value + END).kind()).isEqualTo(Kind.PROTOCOL_ERROR);
    }

    @ParameterizedTest
    @CsvSource({
        "<i8>4294967296</i8>, 4294967296",
        "<int>4294967296</int>, 4294967296",
        "<int> -7 </int>, -7",
        "<nil/>, null",
        "<double>nan</double>, NaN",
        "<double>inf</double>, Infinity",
        "<double>-inf</double>, -Infinity",
        "<double>1.5e3</double>, 1500.0",
        "plain, plain",
        "<string></string>, ''",
        "<string>a &lt;b&gt; &amp; c</string>, a <b> & c",
        "<string>&#128640;</string>, 🚀",
        "<dateTime.iso8601>20261123T14:05:24</dateTime.iso8601>, 2026-11-23 14:05:24",
        "<base64>QUJD</base64>, QUJD",
        "<string>a<![CDATA[<b>]]><!-- c -->d</string>, a<b>d"
    })
    void valuesShouldBeReadThatOtherServersSend(String value, String expected) {
        assertThat(answerTo(value)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"&#1;", "\u0001", "\uFFFE", "\uFFFF"})
    void forbiddenCharactersShouldBeTheFaultOfARecord(String character) {
        assertThat(failureOf(HEAD + BEGIN + "<string>a" + character + "b</string>" + END)
                        .kind())
                .isEqualTo(Kind.UNREADABLE);
    }

    @Test
    void pageForPeopleShouldBeShownByItsTitle() {
        String page = "<!DOCTYPE html><html><head><title>Odoo &amp; Co: log in</title></head><body>...</body></html>";
        for (String type : List.of("text/html; charset=utf-8", "text/plain")) {
            CallFailure failure =
                    failureOf(out -> out.write(RawServer.http("200 OK", type, page.getBytes(StandardCharsets.UTF_8))));
            assertThat(failure.kind()).isEqualTo(Kind.PROTOCOL_ERROR);
            assertThat(failure)
                    .hasMessageContaining("a web page came from ")
                    .hasMessageContaining("'Odoo & Co: log in'")
                    .hasMessageContaining("does the url lead to Odoo itself");
        }
    }

    @Test
    void loginOfAServerInFrontShouldBeTold() {
        assertThat(failureOf(out -> out.write(RawServer.http(
                        "401 Unauthorized", "text/html", "<h1>401 nginx</h1>".getBytes(StandardCharsets.UTF_8)))))
                .hasMessageContaining("a server in front of Odoo, such as a reverse proxy, refuses the call: HTTP 401")
                .hasMessageContaining("let it pass /xmlrpc/2/");
    }

    @Test
    void malformedUtf8ShouldBeTheFaultOfARecord() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes((HEAD + BEGIN + "<string>").getBytes(StandardCharsets.UTF_8));
        body.write(0xC3);
        body.write(0x28);
        body.writeBytes(("</string>" + END).getBytes(StandardCharsets.UTF_8));
        assertThat(failureOf(out -> out.write(RawServer.http("200 OK", "text/xml", body.toByteArray())))
                        .kind())
                .isEqualTo(Kind.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "ISO-8859-1"})
    void declaredCharsetShouldBeHonoured(String charset) {
        byte[] body = ("<?xml version=\"1.0\" encoding=\"" + charset + "\"?>" + BEGIN + "<string>Müller</string>" + END)
                .getBytes(Charset.forName(charset));
        assertThat(answerTo(out -> out.write(RawServer.http("200 OK", "text/xml", body))))
                .isEqualTo("Müller");
    }

    @Test
    void moreEscapesThanAnyEntityLimitShouldBeRead() {
        assertThat(answerTo("<string>" + "&lt;p&gt;".repeat(120_000) + "</string>"))
                .isEqualTo("<p>".repeat(120_000));
    }

    @Test
    void oldFaultsWithTextCodesShouldBeASetupFailure() {
        CallFailure failure = failureOf(HEAD + "<methodResponse><fault><value><struct><member><name>faultCode</name>"
                + "<value><string>AccessDenied</string></value></member><member><name>faultString</name>"
                + "<value><string>Access Denied</string></value></member></struct></value></fault></methodResponse>");
        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
    }

    @Test
    void secretShouldBeScrubbedFromWhatTheServerSays() {
        String fault = HEAD + "<methodResponse><fault><value><struct><member><name>faultCode</name>"
                + "<value><int>1</int></value></member><member><name>faultString</name><value><string>ValueError: "
                + SECRET + "</string></value></member></struct></value></fault></methodResponse>";
        try (RawServer server = new RawServer(out -> out.write(RawServer.ok(fault)));
                Connection connection = new Connection(config(server.url()), new JsonCodec())) {
            assertThatThrownBy(connection::login)
                    .isInstanceOf(CallFailure.class)
                    .hasMessageContaining("***")
                    .hasStackTraceContaining("***")
                    .satisfies(failure -> assertThat(stackTrace(failure)).doesNotContain(SECRET));
        }
    }

    private static String stackTrace(Throwable failure) {
        java.io.StringWriter text = new java.io.StringWriter();
        failure.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }

    @Test
    void requestShouldCarryAnyText() {
        try (RawServer server = new RawServer(out -> out.write(RawServer.ok(HEAD + BEGIN + "<int>1</int>" + END)))) {
            OdooConfig config = config(server.url());
            try (OdooHttp http = new OdooHttp(config.network())) {
                new XmlRpcTransport(config.account(), http, new JsonCodec())
                        .call(
                                new OdooCall("res.partner", "search")
                                        .with("domain", List.of(List.of("name", "=", "a<b> & \"ü\" 東京 🚀"))),
                                new Login(2));
            }
            assertThat(server.requests().get(0))
                    .contains("a&lt;b&gt; &amp; \"ü\" 東京 🚀")
                    .contains("Accept-Encoding: gzip");
        }
    }
}
