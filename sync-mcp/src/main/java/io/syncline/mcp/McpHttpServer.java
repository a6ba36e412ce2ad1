package io.syncline.mcp;

/** A web server that serves assistants. Closing it stops the server; closing again does nothing. Thread-safe. */
public interface McpHttpServer extends AutoCloseable {

    /** Where clients find the server, such as {@code http://127.0.0.1:8765/mcp}. */
    String url();

    @Override
    void close();
}
