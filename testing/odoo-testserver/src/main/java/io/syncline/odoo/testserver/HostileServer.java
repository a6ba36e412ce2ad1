package io.syncline.odoo.testserver;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server that answers every request with a hostile response, and records the requests. It listens on
 * the loopback address and owns its threads.
 *
 * <p>Thread-safe.
 */
public final class HostileServer implements AutoCloseable {
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<HostileResponse> responses;
    private final HttpListener listener;
    private int next;

    private HostileServer(List<HostileResponse> responses) {
        this.responses = List.copyOf(responses);
        this.listener = new HttpListener("hostile-server", this::handle);
    }

    /**
     * A request as it arrived.
     *
     * @param method such as {@code POST}
     * @param path the path of the URL
     * @param headers by name in lower case
     * @param body the body, read as UTF-8
     */
    public record Received(String method, String path, Map<String, String> headers, String body) {}

    /**
     * Starts a server.
     *
     * @param responses the answers to the first request, the second and so on; the last one is repeated
     * @return the server, which is to be closed
     */
    public static HostileServer answering(HostileResponse... responses) {
        if (responses.length == 0) {
            throw new IllegalArgumentException("The server needs at least one response");
        }
        HostileServer server = new HostileServer(new ArrayList<>(List.of(responses)));
        server.listener.start();
        return server;
    }

    /**
     * The address of the server.
     *
     * @return such as {@code http://127.0.0.1:40001}
     */
    public String url() {
        return listener.url();
    }

    /**
     * Every request that arrived in full.
     *
     * @return in the order of arrival
     */
    public List<Received> received() {
        return List.copyOf(received);
    }

    /**
     * How many POST requests arrived.
     *
     * @return their number
     */
    public int posts() {
        return (int) received.stream()
                .filter(request -> request.method().equals("POST"))
                .count();
    }

    /**
     * Whether a text was sent to this server, in a body, a path or a header.
     *
     * @param text what to look for, such as a password
     * @return true if any request holds it
     */
    public boolean wasSent(String text) {
        return received.stream().anyMatch(request -> request.toString().contains(text));
    }

    private void handle(HttpRequest request, Socket socket) throws IOException {
        HostileResponse response;
        synchronized (this) {
            received.add(new Received(
                    request.method(),
                    request.path(),
                    Map.copyOf(request.headers()),
                    new String(request.body(), StandardCharsets.UTF_8)));
            response = responses.get(Math.min(next, responses.size() - 1));
            next++;
        }
        response.send(socket);
    }

    /** Closes the port and every connection. */
    @Override
    public void close() {
        listener.close();
    }
}
