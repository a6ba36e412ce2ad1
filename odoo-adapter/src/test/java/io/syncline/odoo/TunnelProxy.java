package io.syncline.odoo;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tunnels bytes to any host, for clients that send the right header. */
final class TunnelProxy implements AutoCloseable {

    private final String login;
    private final RawServer server = RawServer.tunnel(this::take);

    private TunnelProxy(String login) {
        this.login = login;
    }

    static TunnelProxy open() {
        return new TunnelProxy("");
    }

    /** Accepts clients that send a header. */
    static TunnelProxy askingFor(String header) {
        return new TunnelProxy(header + "\r\n");
    }

    private void take(String request, Socket client) throws IOException {
        if (!request.toLowerCase(Locale.ROOT).contains(login.toLowerCase(Locale.ROOT))) {
            client.getOutputStream()
                    .write(RawServer.http(
                            "407 Proxy Authentication Required",
                            "Proxy-Authenticate: Basic realm=\"p\", charset=\"UTF-8\"",
                            new byte[0]));
            return;
        }
        String target = request.split(" ", 3)[1];
        boolean tunnel = request.startsWith("CONNECT ");
        URI uri = URI.create(tunnel ? "https://" + target : target);
        try (Socket upstream = new Socket(uri.getHost(), uri.getPort())) {
            if (tunnel) {
                client.getOutputStream()
                        .write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                Thread up = new Thread(() -> copy(client, upstream), "tunnel-up");
                up.setDaemon(true);
                up.start();
            } else {
                String forwarded = request.replace(target, uri.getRawPath())
                        .replaceFirst("\r\n", "\r\nConnection: close\r\n")
                        .replaceFirst("(?i)" + Pattern.quote(login), "");
                upstream.getOutputStream().write(forwarded.getBytes(StandardCharsets.UTF_8));
            }
            copy(upstream, client);
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException closed) {
            // One side has closed, which ends the tunnel.
        }
    }

    int port() {
        return server.port();
    }

    List<String> requests() {
        return server.requests();
    }

    @Override
    public void close() {
        server.close();
    }
}
