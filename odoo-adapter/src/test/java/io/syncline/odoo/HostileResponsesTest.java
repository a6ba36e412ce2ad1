package io.syncline.odoo;

import static io.syncline.odoo.OdooServerFixture.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.HostileResponse;
import io.syncline.odoo.testserver.HostileResponse.Bulk;
import io.syncline.odoo.testserver.HostileServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each way in which an answer can be broken or hostile, seen from outside: the source throws a failure of its port
 * within the deadline, has sent one request, the secret to nobody else, and taken a bounded amount of memory.
 */
@Isolated("reads the process's standard streams")
class HostileResponsesTest {

    private static final String SECRET = "marker-secret";
    private static final int LIMIT = 1 << 20;
    private static final long GIGABYTE = 1L << 30;

    /** So many bytes are made of each byte of an answer, at the most, until it is refused. */
    private static final int MOST_PER_BYTE = 40;

    static Stream<Arguments> rows() {
        String head = "<?xml version=\"1.0\"?>";
        Stream<Arguments> bulk = Stream.of(Bulk.values())
                .map(kind -> row(HostileResponse.huge(kind, GIGABYTE), RejectedException.class));
        return Stream.concat(
                bulk,
                Stream.of(
                        row(HostileResponse.gzipBomb(GIGABYTE), RejectedException.class),
                        row(HostileResponse.doctype("<!ENTITY e \"x\">", "&e;"), TransientException.class),
                        row(
                                HostileResponse.doctype("<!ENTITY e SYSTEM \"file:///etc/passwd\">", "&e;"),
                                TransientException.class),
                        row(
                                HostileResponse.doctype(
                                        "<!ENTITY e \"" + "x".repeat(100_000) + "\">", "&e;".repeat(400)),
                                TransientException.class),
                        row(HostileResponse.billionLaughs(), TransientException.class),
                        row(HostileResponse.nested(10_000), TransientException.class),
                        row(HostileResponse.truncated(), TransientException.class),
                        row(HostileResponse.truncatedChunks(), TransientException.class),
                        row(HostileResponse.lengthTooShort(), TransientException.class),
                        row(HostileResponse.lengthTooLong(), TransientException.class),
                        row(HostileResponse.closed(), TransientException.class),
                        row(HostileResponse.reset(), TransientException.class),
                        row(HostileResponse.silent(), TransientException.class),
                        row(HostileResponse.notHttp(), TransientException.class),
                        row(HostileResponse.drippingBody(Duration.ofMillis(20)), TransientException.class),
                        row(HostileResponse.drippingHeaders(Duration.ofMillis(20)), TransientException.class),
                        row(HostileResponse.headerFlood(16L << 20), TransientException.class),
                        row(HostileResponse.faultWithStringCode(), SetupException.class),
                        row(HostileResponse.html(200), TransientException.class),
                        row(HostileResponse.html(204), TransientException.class),
                        row(HostileResponse.html(401), SetupException.class),
                        row(HostileResponse.html(403), SetupException.class),
                        row(HostileResponse.html(404), SetupException.class),
                        row(HostileResponse.html(413), RejectedException.class),
                        row(HostileResponse.html(429, Map.of("Retry-After", "7")), TransientException.class),
                        row(HostileResponse.html(500), TransientException.class),
                        row(HostileResponse.html(502), TransientException.class),
                        row(HostileResponse.html(503), TransientException.class),
                        row(HostileResponse.html(504), TransientException.class),
                        row(HostileResponse.xml(head + "<methodResponse/>"), TransientException.class),
                        row(
                                HostileResponse.xml(head + "<methodResponse><params/></methodResponse>"),
                                TransientException.class),
                        row(HostileResponse.value("<value><ex:nil/></value>"), TransientException.class),
                        row(
                                HostileResponse.value("<value><string>\u0001</string></value>"),
                                TransientException.class)));
    }

    private static Arguments row(HostileResponse response, Class<? extends SyncException> failure) {
        return Arguments.of(response, failure);
    }

    private static OdooRecordSourceBuilder to(HostileServer server, Transport transport) {
        return OdooRecordSource.builder()
                .url(server.url())
                .database("production")
                .username("admin")
                .apiKey(SECRET)
                .transport(transport)
                .deadline(Duration.ofSeconds(2))
                .maxAnswerBytes(LIMIT, LIMIT);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void answerShouldBeATypedFailureWithinAllLimits(HostileResponse response, Class<? extends SyncException> type) {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (HostileServer server =
                        HostileServer.answering(HostileResponse.value("<value><int>2</int></value>"), response);
                OdooRecordSource source = to(server, Transport.XML_RPC).build()) {
            System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
            long allocated = allocated();
            Throwable failure = catchThrowable(() -> source.describe(PARTNER));
            assertThat(allocated() - allocated).isLessThan((long) MOST_PER_BYTE * LIMIT);
            assertThat(failure).isInstanceOf(type);
            assertThat(failure).hasMessageNotContaining(SECRET).hasMessageNotContaining("root:");
            assertThat(server.posts())
                    .as("the login, one request, and two over JSON-RPC")
                    .isBetween(2, 4);
            assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
        } finally {
            System.setErr(before);
        }
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource({
        "301, XML_RPC", "302, XML_RPC", "303, XML_RPC", "307, XML_RPC", "308, XML_RPC",
        "301, JSON_2", "302, JSON_2", "303, JSON_2", "307, JSON_2", "308, JSON_2"
    })
    void redirectShouldNotReceiveTheSecret(int status, Transport transport) {
        try (HostileServer other = HostileServer.answering(HostileResponse.value("<value><int>666</int></value>"));
                HostileServer server = HostileServer.answering(HostileResponse.redirect(status, other.url() + "/x"));
                OdooRecordSource source = to(server, transport).build()) {
            assertThat(catchThrowable(() -> source.describe(PARTNER)))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining(other.url());
            assertThat(other.received()).isEmpty();
            assertThat(server.posts()).isEqualTo(1);
        }
    }

    /** Independent of other XML parsers on the class path that the JDK's lookup would find. */
    @Test
    void parserShouldNotBeLookedUp() {
        String[] properties = {
            "javax.xml.parsers.SAXParserFactory",
            "javax.xml.parsers.DocumentBuilderFactory",
            "javax.xml.stream.XMLInputFactory",
            "org.xml.sax.driver"
        };
        for (String property : properties) {
            System.setProperty(property, "no.such.Parser");
        }
        try (HostileServer server = HostileServer.answering(HostileResponse.value("<value><int>2</int></value>"));
                OdooRecordSource source = to(server, Transport.XML_RPC).build()) {
            assertThat(catchThrowable(() -> source.describe(PARTNER)))
                    .as("the login is read; a number is no list of languages")
                    .isInstanceOf(TransientException.class)
                    .hasMessageContaining("a list was expected");
        } finally {
            for (String property : properties) {
                System.clearProperty(property);
            }
        }
    }
}
