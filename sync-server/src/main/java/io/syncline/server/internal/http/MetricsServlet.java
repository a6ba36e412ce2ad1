package io.syncline.server.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;

/** Metrics for Prometheus. Thread-safe. */
public final class MetricsServlet extends GuardedServlet {

    private static final long serialVersionUID = 1;
    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final transient Supplier<String> scrape;

    /**
     * A servlet.
     *
     * @param scrape makes the text
     */
    public MetricsServlet(Guards guards, Supplier<String> scrape) {
        super(guards, Access.TOKEN);
        this.scrape = scrape;
    }

    @Override
    protected void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, Problem {
        if (!request.getMethod().equals("GET")) {
            throw Problem.method("GET");
        }
        Answers.send(response, TYPE, scrape.get());
    }
}
