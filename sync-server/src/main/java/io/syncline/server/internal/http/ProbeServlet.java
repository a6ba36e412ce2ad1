package io.syncline.server.internal.http;

import io.syncline.server.internal.view.View;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** Tells those who watch the process whether it lives, or is ready. Asks no other system. Thread-safe. */
public final class ProbeServlet extends GuardedServlet {

    private static final long serialVersionUID = 1;
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final transient BooleanSupplier answer;

    /**
     * A servlet.
     *
     * @param answer whether it is well
     */
    public ProbeServlet(Guards guards, BooleanSupplier answer) {
        super(guards, Access.OPEN);
        this.answer = answer;
    }

    @Override
    protected void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean well = answer.getAsBoolean();
        Answers.send(response, well ? OK : UNAVAILABLE, new View().with("status", well ? "up" : "down"));
    }
}
