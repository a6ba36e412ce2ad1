package io.syncline.server.internal.http;

import io.syncline.api.failure.TransientException;
import io.syncline.server.served.Served;
import io.syncline.web.HttpRefusal;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;

/** Gives requests of assistants to what answers them now. Thread-safe. */
public final class McpMount extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final transient Supplier<Served> served;

    /**
     * A mount.
     *
     * @param served what is served now
     */
    public McpMount(Supplier<Served> served) {
        this.served = served;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        try {
            HttpServlet mcp = served.get().mcp();
            if (mcp == null) {
                Answers.refuse(response, HttpRefusal.of(404, "This server does not answer assistants"));
            } else {
                mcp.service(request, response);
            }
        } catch (TransientException now) {
            Answers.refuse(response, Answers.unavailable(now));
        }
    }
}
