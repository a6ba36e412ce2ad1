package io.syncline.server.hook;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Takes webhooks at {@code /hooks/SECRET}: answers 202 as soon as they are noted durably, or after 300 ms at the latest, since
 * Odoo gives up after a second; the body says which. The secret is all that a caller must know, because Odoo cannot sign its
 * calls; an address with another one does not exist. Thread-safe.
 */
public final class HookServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final long LONGEST_WAIT_MILLIS = 300;
    private static final String LATE = "Taken, and noted as soon as the metadata store can be written";

    private final transient HookReceiver receiver;
    private final byte[] secret;

    /** A servlet for a secret. */
    public HookServlet(HookReceiver receiver, String secret) {
        this.receiver = receiver;
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (!isAddressed(request.getPathInfo())) {
            answer(response, 404, "There is nothing at this address");
        } else if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            answer(response, 405, "Webhooks are posted");
        } else if (request.getContentLengthLong() > HookBody.LARGEST) {
            answer(response, 413, "The body is larger than 64 KiB");
        } else {
            HookReceiver.Answer taken = receiver.accept(request.getInputStream().readNBytes(HookBody.LARGEST + 1));
            answer(response, taken.status(), message(taken));
        }
    }

    private boolean isAddressed(@Nullable String path) {
        return path != null
                && path.startsWith("/")
                && MessageDigest.isEqual(path.substring(1).getBytes(StandardCharsets.UTF_8), secret);
    }

    /** For callers that read it, as Odoo does not. */
    private static String message(HookReceiver.Answer answer) {
        if (!answer.isTaken()) {
            return answer.message();
        }
        try {
            return answer.noted().get(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS)
                    ? "Noted"
                    : "Taken; not all of the records are kept, so the next sync and cleanup find what they are about";
        } catch (TimeoutException | ExecutionException late) {
            return LATE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return LATE;
        }
    }

    private static void answer(HttpServletResponse response, int status, String message) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=utf-8");
        response.getOutputStream().write((message + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
