package io.syncline.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Relays bytes between clients and a server. Once armed, it forwards the next commit, waits for the server's response, and
 * closes the connection instead of forwarding the response.
 */
final class AnswerDroppingRelay implements AutoCloseable {

    private final ServerSocket listener;
    private final int serverPort;
    private final ExecutorService threads = Executors.newCachedThreadPool(AnswerDroppingRelay::daemon);
    private volatile boolean armed;

    AnswerDroppingRelay(int serverPort) {
        this.serverPort = serverPort;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(() -> untilClosed(this::accept));
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        return thread;
    }

    int port() {
        return listener.getLocalPort();
    }

    void arm() {
        armed = true;
    }

    @FunctionalInterface
    private interface Relaying {
        void run() throws IOException;
    }

    /** Relaying ends when either socket is closed. */
    private static void untilClosed(Relaying relaying) {
        try {
            relaying.run();
        } catch (IOException e) {
            return;
        }
    }

    private void accept() throws IOException {
        while (true) {
            Pair pair = new Pair(listener.accept(), new Socket(InetAddress.getLoopbackAddress(), serverPort));
            threads.execute(() -> untilClosed(pair::toServer));
            threads.execute(() -> untilClosed(pair::toClient));
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }

    private final class Pair {

        private final Socket client;
        private final Socket server;
        private volatile boolean dropping;

        Pair(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void toServer() throws IOException {
            try (client;
                    server) {
                InputStream in = client.getInputStream();
                OutputStream out = server.getOutputStream();
                byte[] buffer = new byte[8192];
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    if (armed && new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains("COMMIT")) {
                        armed = false;
                        dropping = true;
                    }
                    out.write(buffer, 0, length);
                }
            }
        }

        void toClient() throws IOException {
            try (client;
                    server) {
                InputStream in = server.getInputStream();
                OutputStream out = client.getOutputStream();
                byte[] buffer = new byte[8192];
                for (int length = in.read(buffer); length >= 0 && !dropping; length = in.read(buffer)) {
                    out.write(buffer, 0, length);
                }
            }
        }
    }
}
