package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/** Accepts requests over plain sockets, records them, and answers them as a test decides. */
final class RawServer implements AutoCloseable {

    /** Answers one request; the connection is closed afterwards. */
    interface Answer {
        void write(OutputStream out) throws IOException, InterruptedException;
    }

    /** Takes over a connection after the head of a request. */
    interface Tunnel {
        void take(String head, Socket client) throws IOException;
    }

    private final ServerSocket socket;
    private final Answer answer;
    private final @Nullable Tunnel tunnel;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final CountDownLatch brokenOff = new CountDownLatch(1);
    private final Thread acceptor;

    RawServer(Answer answer) {
        this(ServerSocketFactory.getDefault(), answer);
    }

    RawServer(ServerSocketFactory sockets, Answer answer) {
        this(sockets, answer, null);
    }

    /** A proxy. */
    static RawServer tunnel(Tunnel tunnel) {
        return new RawServer(ServerSocketFactory.getDefault(), out -> {}, tunnel);
    }

    private RawServer(ServerSocketFactory sockets, Answer answer, @Nullable Tunnel tunnel) {
        try {
            socket = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        this.answer = answer;
        this.tunnel = tunnel;
        acceptor = new Thread(this::accept, "raw-server");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    /** An HTTP answer with a body of XML. */
    static byte[] ok(String xml) {
        return http("200 OK", "text/xml; charset=utf-8", xml.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] http(String status, String headers, byte[] body) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        String type = headers.contains(":") ? headers : "Content-Type: " + headers;
        all.writeBytes(("HTTP/1.1 " + status + "\r\n" + type + "\r\nContent-Length: " + body.length
                        + "\r\nConnection: close\r\nDate: Mon, 23 Nov 2026 15:11:12 GMT\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        return all.toByteArray();
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    int port() {
        return socket.getLocalPort();
    }

    List<String> requests() {
        return requests;
    }

    /** Waits until a client has closed its connection before the answer was complete. */
    void awaitBrokenOff() throws InterruptedException {
        assertThat(brokenOff.await(30, TimeUnit.SECONDS))
                .as("connection closed by the client")
                .isTrue();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                open.add(client);
                Thread worker = new Thread(() -> serve(client), "raw-server-worker");
                worker.setDaemon(true);
                worker.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String request = read(client.getInputStream());
            if (request == null) {
                return;
            }
            requests.add(request);
            if (tunnel != null) {
                tunnel.take(request, client);
                return;
            }
            OutputStream out = client.getOutputStream();
            answer.write(out);
            out.flush();
        } catch (IOException closedByClient) {
            brokenOff.countDown();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static @Nullable String read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.append((char) next);
        }
        int length = head.toString()
                .lines()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .filter(line -> line.startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(
                        line.substring("content-length:".length()).strip()))
                .findFirst()
                .orElse(0);
        return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket client : open) {
                client.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
