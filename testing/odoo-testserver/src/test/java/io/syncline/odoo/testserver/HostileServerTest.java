package io.syncline.odoo.testserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The answers of the hostile server, read from a raw socket. */
class HostileServerTest {
    private static final String REQUEST =
            "POST /xmlrpc/2/object HTTP/1.1\r\nHost: localhost\r\nContent-Length: 13\r\n\r\nmarker-secret";

    private static Socket ask(HostileServer server) throws IOException {
        URI url = URI.create(server.url());
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String answer(HostileResponse response) throws IOException {
        try (HostileServer server = HostileServer.answering(response);
                Socket socket = ask(server)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    private static int announced(String answer) {
        String after = answer.substring(answer.indexOf("Content-Length: ") + 16);
        return Integer.parseInt(after.substring(0, after.indexOf('\r')));
    }

    @Test
    void requestsShouldBeRecordedAndAnsweredInTurn() throws IOException {
        try (HostileServer server =
                HostileServer.answering(HostileResponse.html(502), HostileResponse.value("<value/>"))) {
            for (String expected : new String[] {"HTTP/1.1 502 BAD GATEWAY", "HTTP/1.1 200 OK", "HTTP/1.1 200 OK"}) {
                try (Socket socket = ask(server)) {
                    assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                            .startsWith(expected);
                }
            }
            assertThat(server.posts()).isEqualTo(3);
            assertThat(server.received().get(0).path()).isEqualTo("/xmlrpc/2/object");
            assertThat(server.received().get(0).body()).isEqualTo("marker-secret");
            assertThat(server.wasSent("marker-secret")).isTrue();
            assertThat(server.wasSent("another")).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(HostileResponse.Bulk.class)
    void hugeAnswersShouldBeAsLargeAsAsked(HostileResponse.Bulk bulk) throws IOException {
        String answer = answer(HostileResponse.huge(bulk, 300_000));

        assertThat(body(answer))
                .hasSizeBetween(300_000, 301_000)
                .startsWith("<?xml")
                .endsWith("</methodResponse>\n");
    }

    @Test
    void gzipBombShouldUnpackToItsSize() throws IOException {
        try (HostileServer server = HostileServer.answering(HostileResponse.gzipBomb(5_000_000));
                Socket socket = ask(server)) {
            InputStream in = socket.getInputStream();
            int end = 0;
            for (int state = 0; state < 4; end++) {
                state = in.read() == (state % 2 == 0 ? '\r' : '\n') ? state + 1 : 0;
            }
            assertThat(end).isPositive();
            assertThat(new GZIPInputStream(in).readAllBytes()).hasSizeGreaterThan(5_000_000);
        }
    }

    @Test
    void lengthsShouldBeWrongAsAsked() throws IOException {
        String truncated = answer(HostileResponse.truncated());
        assertThat(announced(truncated)).isGreaterThan(body(truncated).length());
        String tooShort = answer(HostileResponse.lengthTooShort());
        assertThat(announced(tooShort)).isLessThan(body(tooShort).length());
        assertThat(answer(HostileResponse.truncatedChunks()))
                .contains("chunked")
                .doesNotContain("\r\n0\r\n");
    }

    @Test
    void closedAndResetConnectionsShouldDeliverNothing() throws IOException {
        assertThat(answer(HostileResponse.closed())).isEmpty();
        assertThatThrownBy(() -> answer(HostileResponse.reset())).isInstanceOf(IOException.class);
    }

    @Test
    void answersWithoutEndShouldEndWhenTheServerIsClosed() throws IOException {
        for (HostileResponse endless : List.of(HostileResponse.silent(), HostileResponse.lengthTooLong())) {
            HostileServer server = HostileServer.answering(endless);
            try (Socket socket = ask(server)) {
                socket.setSoTimeout(30_000);
                server.close();

                assertThat(ends(socket)).as("%s", endless).isTrue();
            }
        }
    }

    /** A time-out is another exception and fails the test. */
    private static boolean ends(Socket socket) throws IOException {
        try {
            return socket.getInputStream().readAllBytes().length < 10_000;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Test
    void otherResponsesShouldMatchTheirNames() throws IOException {
        assertThat(answer(HostileResponse.billionLaughs())).contains("<!ENTITY l9", "&l9;");
        assertThat(answer(HostileResponse.doctype("<!ENTITY x SYSTEM \"file:///etc/passwd\">", "&x;")))
                .contains("<!DOCTYPE methodResponse [<!ENTITY x SYSTEM");
        assertThat(answer(HostileResponse.nested(500)).split("<array>", -1)).hasSize(501);
        assertThat(answer(HostileResponse.html(429, Map.of("Retry-After", "3"))))
                .contains("Retry-After: 3");
        assertThat(answer(HostileResponse.html(204))).contains("Content-Length: 0");
        assertThat(answer(HostileResponse.redirect(307, "http://127.0.0.1:1/x")))
                .contains("Location: http://127.0.0.1:1/x");
        assertThat(answer(HostileResponse.notHttp())).startsWith("220 ");
        assertThat(answer(HostileResponse.headerFlood(50_000)))
                .hasSizeGreaterThan(50_000)
                .contains("X-1: ");
        assertThat(answer(HostileResponse.drippingHeaders(Duration.ZERO))).endsWith("</methodResponse>\n");
        assertThat(answer(HostileResponse.drippingBody(Duration.ZERO))).endsWith("</methodResponse>\n");
        assertThat(answer(HostileResponse.faultWithStringCode())).contains("<string>AccessDenied</string>");
        assertThat(answer(HostileResponse.bytes("\uFEFFx".getBytes(StandardCharsets.UTF_16))))
                .startsWith("HTTP/1.1 200");
    }
}
