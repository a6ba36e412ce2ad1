package io.syncline.odoo;

import static io.syncline.odoo.OdooServerFixture.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.HostileResponse;
import io.syncline.odoo.testserver.HostileServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Malformed and hostile answers over JSON-2: a typed failure, one request, bounded memory and time. */
class JsonHostileTest {

    private static final String SECRET = "marker-secret";
    private static final int LIMIT = 1 << 20;

    private static OdooRecordSource source(String url) {
        return OdooRecordSource.builder()
                .url(url)
                .database("production")
                .apiKey(SECRET)
                .transport(Transport.JSON_2)
                .deadline(Duration.ofSeconds(2))
                .maxAnswerBytes(LIMIT, LIMIT)
                .build();
    }

    private static Throwable failureOf(RawServer.Answer answer) {
        try (RawServer server = new RawServer(answer);
                OdooRecordSource source = source(server.url())) {
            Throwable failure = catchThrowable(() -> source.describe(PARTNER));
            assertThat(server.requests())
                    .as("a request, and others to confirm a fault")
                    .hasSizeBetween(1, 4);
            assertThat(failure).isInstanceOf(SyncException.class).hasMessageNotContaining(SECRET);
            return failure;
        }
    }

    private static byte[] json(String status, String body) {
        return RawServer.http(status, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private static Throwable failureOf(String body) {
        return failureOf(out -> out.write(json("200 OK", body)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 Forbidden             | odoo.exceptions.AccessError       | SetupException",
                "403 Forbidden             | odoo.exceptions.AccessDenied      | SetupException",
                "404 Not Found             | werkzeug.exceptions.NotFound      | SetupException",
                "404 Not Found             | odoo.exceptions.MissingError      | SetupException",
                "409 Conflict              | odoo.exceptions.LockError         | TransientException",
                "422 Unprocessable Entity  | odoo.exceptions.UserError         | SetupException",
                "422 Unprocessable Entity  | builtins.TypeError                | SetupException",
                "400 Bad Request           | werkzeug.exceptions.BadRequest    | SetupException",
                "500 Internal Server Error | builtins.ValueError               | SetupException",
                "500 Internal Server Error | psycopg2.OperationalError         | TransientException",
                "500 Internal Server Error | psycopg2.errors.DeadlockDetected  | TransientException",
                "500 Internal Server Error | builtins.MemoryError              | RejectedException"
            })
    void errorShouldBeClassifiedByStatusAndClass(String status, String name, String type) {
        Throwable failure = failureOf(out -> out.write(json(
                status,
                "{\"name\":\"" + name + "\",\"message\":\"Vous n'êtes pas autorisé\",\"arguments\":[],\"context\":{},"
                        + "\"debug\":\"Traceback (most recent call last):\\n  File x\\n" + SECRET + "\"}")));
        assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
        assertThat(failure).hasMessageContaining("Vous n'êtes pas autorisé").hasMessageNotContaining("Traceback");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | {\"name\":\"werkzeug.exceptions.Unauthorized\",\"message\":\"Invalid apikey\"} | Invalid apikey",
                "application/json | {\"message\":\"%s is expired\"} | *** is expired",
                "application/json | {\"message\": | HTTP 401"
            })
    void rejectedKeyShouldBeReportedWithTheReasonOfTheServer(String type, String body, String reason) {
        byte[] said = body.replace("%s", SECRET).getBytes(StandardCharsets.UTF_8);
        Throwable failure = failureOf(out -> out.write(RawServer.http("401 Unauthorized", type, said)));

        assertThat(failure)
                .isInstanceOf(SetupException.class)
                .hasMessageContainingAll("the API key is not accepted (HTTP 401", reason, "database production");
    }

    @Test
    void loginPageShouldBeToldApartFromARejectedKey() {
        byte[] page = "<html><title>Log in first</title></html>".getBytes(StandardCharsets.UTF_8);
        assertThat(failureOf(out -> out.write(RawServer.http("401 Unauthorized", "text/html", page))))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining(
                        "a server in front of Odoo, such as a reverse proxy, refuses the call: HTTP 401 (Log in first)")
                .hasMessageContaining("let it pass /json/2/");
    }

    @ParameterizedTest
    @CsvSource({
        "200 OK, TransientException",
        "404 Not Found, SetupException",
        "413 Too Large, RejectedException",
        "429 Too Many Requests, TransientException",
        "500 Internal Server Error, TransientException",
        "502 Bad Gateway, TransientException",
        "503 Service Unavailable, TransientException",
        "504 Gateway Timeout, TransientException"
    })
    void pageOfAProxyShouldBeClassifiedByItsStatus(String status, String type) {
        byte[] html = ("<html><h1>" + status + "</h1></html>").getBytes(StandardCharsets.UTF_8);
        assertThat(failureOf(out -> out.write(RawServer.http(status, "text/html", html)))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(type);
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("nothing", ""),
                Arguments.of("cut object", "{\"uid\": 2"),
                Arguments.of("cut array", "[1, 2"),
                Arguments.of("cut text", "\"abc"),
                Arguments.of("two values", "{\"uid\": 2} {\"uid\": 3}"),
                Arguments.of("a name twice", "{\"uid\": 2, \"uid\": 3}"),
                Arguments.of("deep arrays", "[".repeat(100_000) + "]".repeat(100_000)),
                Arguments.of("deep objects", "{\"a\":".repeat(50_000)),
                Arguments.of("a number of a million digits", "1".repeat(500_000)),
                Arguments.of("no number", "{\"uid\": NaN}"),
                Arguments.of("no user", "{\"uid\": false}"),
                Arguments.of("a comment", "/* x */ {\"uid\": 2}"),
                Arguments.of("another type", "[2]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void malformedAnswerShouldBeTransient(String what, String body) {
        assertThat(failureOf(body)).as(what).isInstanceOf(TransientException.class);
    }

    @Test
    void gzipBombShouldBeCutAtTheLimit() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
            byte[] zeros = "0".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
            out.write('"');
            for (int i = 0; i < 512; i++) {
                out.write(zeros);
            }
        }
        assertThat(bomb.size()).isLessThan(LIMIT);
        assertThat(failureOf(out -> out.write(RawServer.http(
                        "200 OK", "Content-Type: application/json\r\nContent-Encoding: gzip", bomb.toByteArray()))))
                .isInstanceOf(RejectedException.class);
    }

    @Test
    void brokenConnectionsShouldBeTransientAfterOneRequest() {
        for (HostileResponse response : List.of(
                HostileResponse.closed(),
                HostileResponse.reset(),
                HostileResponse.silent(),
                HostileResponse.notHttp(),
                HostileResponse.truncated(),
                HostileResponse.truncatedChunks(),
                HostileResponse.drippingBody(Duration.ofMillis(20)),
                HostileResponse.drippingHeaders(Duration.ofMillis(20)),
                HostileResponse.headerFlood(16L << 20))) {
            try (HostileServer server = HostileServer.answering(response);
                    OdooRecordSource source = source(server.url())) {
                assertThat(catchThrowable(() -> source.describe(PARTNER)))
                        .as(response.toString())
                        .isInstanceOf(TransientException.class);
                assertThat(server.posts()).as(response.toString()).isEqualTo(1);
            }
        }
    }

    @Test
    void keyShouldBeSentInTheHeaderAndNowhereElse() {
        try (HostileServer server = HostileServer.answering(HostileResponse.html(500));
                OdooRecordSource source = source(server.url())) {
            assertThat(catchThrowable(() -> source.describe(PARTNER))).isInstanceOf(TransientException.class);
            assertThat(server.received()).isNotEmpty().allSatisfy(request -> {
                assertThat(request.headers()).containsEntry("authorization", "bearer " + SECRET);
                assertThat(request.headers()).containsEntry("x-odoo-database", "production");
                assertThat(request.path() + request.body()).doesNotContain(SECRET);
            });
        }
    }
}
