package io.syncline.server.internal.http;

import io.syncline.api.failure.MissingStoreException;
import io.syncline.api.failure.SyncException;
import io.syncline.web.CrossOrigin;
import io.syncline.web.HttpRefusal;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A servlet behind the guards: requests by a foreign name, from a foreign page, or without the token do not reach it. Whatever it
 * throws becomes problem details. Thread-safe.
 */
public abstract class GuardedServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.server");

    private static final CrossOrigin PAGES =
            new CrossOrigin("GET, POST, DELETE", "Authorization, Content-Type", "Retry-After, WWW-Authenticate");

    private final transient Guards guards;
    private final Access access;

    /** Who may ask. */
    public enum Access {
        /** Whoever has the token, at the rate of all. */
        TOKEN,
        /** Anybody who addresses the server by its name. */
        OPEN
    }

    /** A servlet. */
    protected GuardedServlet(Guards guards, Access access) {
        this.guards = guards;
        this.access = access;
    }

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SecurityHeaders.set(response);
        try {
            admit(request, response);
        } catch (Problem problem) {
            Answers.refuse(response, problem.refusal());
        } catch (MissingStoreException none) {
            Answers.refuse(response, HttpRefusal.of(404, "Nothing is stored yet: no model was synced"));
        } catch (IllegalArgumentException invalid) {
            Answers.refuse(response, HttpRefusal.of(400, String.valueOf(invalid.getMessage())));
        } catch (SyncException known) {
            LOG.warn("A request was not answered: {}", known.getMessage());
            Answers.refuse(response, Answers.unavailable(known));
        } catch (RuntimeException | Error e) { // also one that leaves too little memory for this request
            LOG.error("A request failed with an internal error", e);
            Answers.refuse(response, HttpRefusal.of(500, "Internal error; the log of the server has the details"));
        }
    }

    private void admit(HttpServletRequest request, HttpServletResponse response) throws IOException, Problem {
        Optional<HttpRefusal> foreign = guards.checkOrigin(request);
        if (foreign.isEmpty()) {
            PAGES.allow(request, response);
            if (CrossOrigin.isPreflight(request)) {
                PAGES.answerPreflight(response);
                return;
            }
        }
        Optional<HttpRefusal> refusal = foreign.or(() -> guards.checkCaller(request, access));
        if (refusal.isPresent()) {
            Answers.refuse(response, refusal.get());
        } else {
            answer(request, response);
        }
    }

    /**
     * Answers a request that was let in.
     *
     * @throws Problem if it cannot
     */
    protected abstract void answer(HttpServletRequest request, HttpServletResponse response)
            throws IOException, Problem;
}
