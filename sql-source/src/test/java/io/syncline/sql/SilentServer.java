package io.syncline.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Accepts a connection and never answers. It hangs up after half a minute, so that a client without a limit ends too. */
final class SilentServer implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final ServerSocket server;
    private final AtomicBoolean hungUp = new AtomicBoolean();

    SilentServer() {
        try {
            server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::listen, "silent-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    /** Whether the client was still waiting after half a minute. */
    boolean hungUp() {
        return hungUp.get();
    }

    private void listen() {
        try (Socket client = server.accept();
                InputStream requests = client.getInputStream()) {
            client.setSoTimeout(PATIENCE_MILLIS);
            requests.transferTo(OutputStream.nullOutputStream());
        } catch (SocketTimeoutException e) {
            hungUp.set(true);
        } catch (IOException e) {
            // The client has gone, or the test has ended.
            return;
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
