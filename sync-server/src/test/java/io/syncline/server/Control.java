package io.syncline.server;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Lets the script of a browser change the source of a server. */
final class Control implements AutoCloseable {

    private static final int NO_CONTENT = 204;

    private final HttpServer server;

    Control() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    /** Does something when a path is asked for, and answers then. */
    Control on(String path, Runnable change) {
        server.createContext(path, exchange -> {
            change.run();
            exchange.sendResponseHeaders(NO_CONTENT, -1);
            exchange.close();
        });
        return this;
    }

    /** Ends with a slash. */
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
