package io.syncline.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection whose lines a test writes itself. */
final class RawConnection implements AutoCloseable {

    private static final int BOUND_MILLIS = 100_000;

    private final Socket socket = new Socket();

    /** A connection to a server. */
    static RawConnection to(SynclineServer server) throws IOException {
        return new RawConnection(server, 0);
    }

    /** A connection for which the system of the client keeps hardly anything that is not read. */
    static RawConnection withoutBuffer(SynclineServer server) throws IOException {
        return new RawConnection(server, 1024);
    }

    private RawConnection(SynclineServer server, int buffer) throws IOException {
        URI address = URI.create(server.url());
        if (buffer > 0) {
            socket.setReceiveBufferSize(buffer);
        }
        socket.setSoTimeout(BOUND_MILLIS);
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), BOUND_MILLIS);
    }

    /** Sends some text as it is. */
    RawConnection send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** Sends a whole request with these lines. */
    RawConnection request(String... lines) throws IOException {
        return send(String.join("\r\n", lines) + "\r\n\r\n");
    }

    /** Asks with the token. */
    RawConnection get(String path) throws IOException {
        return request("GET " + path + " HTTP/1.1", "Host: 127.0.0.1", "Authorization: Bearer " + Shop.TOKEN);
    }

    /** Reads the next line of the answer; empty at its end. */
    String line() throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
