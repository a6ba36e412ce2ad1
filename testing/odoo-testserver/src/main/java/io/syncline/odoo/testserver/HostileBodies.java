package io.syncline.odoo.testserver;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Sends the bodies of hostile answers. */
final class HostileBodies {
    static final String HEAD = "<?xml version=\"1.0\"?>\n<methodResponse>\n<params>\n<param>\n";
    static final String TAIL = "\n</param>\n</params>\n</methodResponse>\n";
    private static final String START = "HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\n";
    private static final String END = "Connection: close\r\n\r\n";
    private static final byte[] SMALL = utf8(HEAD + "<value><int>1</int></value>" + TAIL);
    private static final int BLOCK = 64 * 1024;

    private HostileBodies() {}

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static HostileResponse.Sender ok(byte[] body) {
        return socket -> {
            OutputStream out = socket.getOutputStream();
            out.write(utf8(START + "Content-Length: " + body.length + "\r\n" + END));
            out.write(body);
            out.flush();
        };
    }

    static HostileResponse.Sender html(int status, Map<String, String> headers) {
        return socket -> {
            byte[] body = utf8("<html><head><title>" + status + "</title></head><body>nginx</body></html>\n");
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " " + HttpReply.reason(status) + "\r\n");
            headers.forEach((name, value) ->
                    head.append(name).append(": ").append(value).append("\r\n"));
            head.append("Content-Type: text/html\r\nContent-Length: ").append(status == 204 ? 0 : body.length);
            socket.getOutputStream().write(utf8(head.append("\r\n").append(END).toString()));
            if (status != 204) {
                socket.getOutputStream().write(body);
            }
        };
    }

    static HostileResponse.Sender nested(int depth) {
        return socket -> {
            OutputStream out = open(socket);
            repeat(out, "<value><array><data>", depth);
            repeat(out, "</data></array></value>", depth);
            out.write(utf8(TAIL));
            out.flush();
        };
    }

    static HostileResponse.Sender huge(HostileResponse.Bulk bulk, long bytes) {
        return socket -> {
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BLOCK);
            out.write(utf8(START + END + bulk.before()));
            repeat(out, bulk.repeated(), bytes / bulk.repeated().length() + 1);
            out.write(utf8(bulk.after()));
            out.flush();
        };
    }

    private static OutputStream open(Socket socket) throws IOException {
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BLOCK);
        out.write(utf8(START + END + HEAD));
        return out;
    }

    private static void repeat(OutputStream out, String text, long times) throws IOException {
        int perBlock = Math.max(1, BLOCK / text.length());
        byte[] block = utf8(text.repeat(perBlock));
        long left = times;
        for (; left >= perBlock; left -= perBlock) {
            out.write(block);
        }
        out.write(utf8(text.repeat((int) left)));
    }

    /** Gzip members may follow one another, so one packed block is enough. */
    static HostileResponse.Sender gzipBomb(long bytes) {
        return socket -> {
            byte[] block = gzip(utf8("a".repeat(1 << 20)));
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BLOCK);
            out.write(utf8(START + "Content-Encoding: gzip\r\n" + END));
            out.write(gzip(utf8(HEAD + "<value><string>")));
            for (long left = bytes; left > 0; left -= 1 << 20) {
                out.write(block);
            }
            out.write(gzip(utf8("</string></value>" + TAIL)));
            out.flush();
        };
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }

    static HostileResponse.Sender wrongLength(int difference, boolean stay) {
        return socket -> {
            OutputStream out = socket.getOutputStream();
            out.write(utf8(START + "Content-Length: " + (SMALL.length + difference) + "\r\n" + END));
            out.write(SMALL);
            out.flush();
            if (stay) {
                untilClientLeaves(socket);
            }
        };
    }

    static HostileResponse.Sender truncatedChunks() {
        return socket -> {
            OutputStream out = socket.getOutputStream();
            out.write(
                    utf8(START + "Transfer-Encoding: chunked\r\n" + END + Integer.toHexString(SMALL.length) + "\r\n"));
            out.write(SMALL);
            out.write(utf8("\r\n"));
            out.flush();
        };
    }

    static void untilClientLeaves(Socket socket) throws IOException {
        while (socket.getInputStream().read() >= 0) {
            // No more data is expected; the read returns when the client disconnects or the server is closed.
        }
    }

    static HostileResponse.Sender dripping(boolean headersToo, Duration pause) {
        return socket -> {
            byte[] head = utf8(START + "Content-Length: " + SMALL.length + "\r\n" + END);
            if (headersToo) {
                drip(socket, head, pause);
            } else {
                socket.getOutputStream().write(head);
            }
            drip(socket, SMALL, pause);
        };
    }

    private static void drip(Socket socket, byte[] bytes, Duration pause) throws IOException {
        try {
            for (byte one : bytes) {
                socket.getOutputStream().write(one);
                socket.getOutputStream().flush();
                Thread.sleep(pause.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The server was closed");
        }
    }

    static HostileResponse.Sender headerFlood(long bytes) {
        return socket -> {
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BLOCK);
            out.write(utf8(START));
            String value = "a".repeat(100);
            long number = 0;
            for (long left = bytes; left > 0; number++) {
                byte[] line = utf8("X-" + number + ": " + value + "\r\n");
                out.write(line);
                left -= line.length;
            }
            out.write(utf8("Content-Length: " + SMALL.length + "\r\n" + END));
            out.write(SMALL);
            out.flush();
        };
    }
}
