package io.syncline.odoo.testserver;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Accepts HTTP requests on the loopback address, one for each connection; the handler writes every byte of the answer.
 * The JDK's own server would set the {@code Date} header by the system clock and cannot violate HTTP.
 */
final class HttpListener implements AutoCloseable {
    private static final int MAX_HEAD = 64 * 1024;
    private static final int MAX_BODY = 128 * 1024 * 1024;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket socket;
    private final Handler handler;
    private final ExecutorService executor;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    HttpListener(String name, Handler handler) {
        this.handler = handler;
        AtomicInteger number = new AtomicInteger();
        this.executor = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        try {
            this.socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers one request; the connection is closed afterwards. */
    interface Handler {
        void handle(HttpRequest request, Socket socket) throws IOException;
    }

    void start() {
        executor.execute(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    String url() {
        return "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                admit(socket.accept());
            } catch (IOException e) {
                closeQuietly(socket);
            }
        }
    }

    /** Closes a connection that arrives while the listener closes, since {@link #close} may have missed it. */
    private void admit(Socket accepted) {
        open.add(accepted);
        try {
            executor.execute(() -> serve(accepted));
        } catch (RejectedExecutionException e) {
            closeQuietly(accepted);
        }
        if (socket.isClosed()) {
            closeQuietly(accepted);
        }
    }

    private void serve(Socket accepted) {
        try (accepted) {
            accepted.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(accepted.getInputStream());
            handler.handle(read(in, accepted), accepted);
        } catch (IOException e) {
            // The client disconnected or sent half a request; no answer is possible.
            closeQuietly(accepted);
        } finally {
            open.remove(accepted);
        }
    }

    private static HttpRequest read(InputStream in, Socket socket) throws IOException {
        String[] start = line(in).split(" ", 3);
        if (start.length < 3) {
            throw new EOFException("Not an HTTP request");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        if (headers.getOrDefault("expect", "").equalsIgnoreCase("100-continue")) {
            socket.getOutputStream().write(CONTINUE);
        }
        return new HttpRequest(start[0], start[1], headers, body(in, headers));
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            return chunks(in);
        }
        return exactly(in, number(headers.getOrDefault("content-length", "0"), 10));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = number(line(in).split(";", 2)[0].strip(), 16);
            body.writeBytes(exactly(in, size));
            if (size == 0) {
                return body.toByteArray();
            }
            line(in);
        }
    }

    private static int number(String text, int radix) throws IOException {
        try {
            int number = Integer.parseInt(text, radix);
            if (number >= 0 && number <= MAX_BODY) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IOException("Not a length: " + text, e);
        }
        throw new IOException("Not a length that is accepted: " + text);
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The request ended early");
        }
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 || line.size() > MAX_HEAD) {
                throw new EOFException("The request ended early");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /** Closes a resource and ignores failures. */
    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // Nothing depends on the resource any more.
            return;
        }
    }

    @Override
    public void close() {
        closeQuietly(socket);
        open.forEach(HttpListener::closeQuietly);
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("A call to the server did not end within 10 seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
