package io.syncline.odoo.testserver;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers requests: asks the interceptor, runs the call, and writes the log. */
final class Dispatcher implements HttpListener.Handler {
    private final Router router;
    private final CallLog log;
    private final InstantSource clock;
    private final Pacing pacing;
    private volatile Function<OdooCall, OdooReply> interceptor = call -> OdooReply.proceed();

    Dispatcher(Router router, CallLog log, InstantSource clock, Pacing pacing) {
        this.router = router;
        this.log = log;
        this.clock = clock;
        this.pacing = pacing;
    }

    /** The least duration of a call, and how to wait for it. */
    record Pacing(Duration latency, OdooServer.Pause pause) {
        void await() throws InterruptedException {
            if (!latency.isZero()) {
                pause.pause(latency);
            }
        }
    }

    void intercept(Function<OdooCall, OdooReply> function) {
        interceptor = function;
    }

    @Override
    public void handle(HttpRequest request, Socket socket) throws IOException {
        HttpReply reply;
        try {
            reply = answer(request);
        } catch (HttpError e) {
            reply = e.reply();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (reply != null) {
            reply.send(socket.getOutputStream(), clock.instant());
            socket.shutdownOutput();
        }
    }

    /** The answer, or null for none at all. */
    private @Nullable HttpReply answer(HttpRequest request) throws InterruptedException {
        Endpoint endpoint = router.endpoint(request);
        Endpoint.Incoming incoming;
        try {
            incoming = endpoint.read();
        } catch (OdooError e) {
            incoming = Endpoint.Incoming.common("", "", () -> {
                throw e;
            });
        }
        OdooCall call = new OdooCall(
                log.nextNumber(),
                request.path(),
                incoming.login(),
                incoming.model(),
                incoming.method(),
                incoming.args(),
                incoming.kwargs(),
                request.body().length,
                0,
                "");
        pacing.await();
        return logged(call, endpoint, incoming);
    }

    /** An exception in a rule, a computed field or the interceptor is an internal error, as in Odoo. */
    private @Nullable HttpReply logged(OdooCall call, Endpoint endpoint, Endpoint.Incoming incoming) {
        OdooReply wanted = OdooReply.proceed();
        OdooError error;
        try {
            wanted = interceptor.apply(call);
            HttpReply reply = reply(wanted, endpoint, incoming);
            log.add(call.answered(reply == null ? 0 : reply.body().length, ""));
            return reply;
        } catch (OdooError e) {
            error = e;
        } catch (RuntimeException e) {
            error = OdooError.internal(e.getClass().getName(), String.valueOf(e.getMessage()));
        }
        HttpReply reply = wanted instanceof OdooReply.Drop ? null : endpoint.error(error);
        log.add(call.answered(reply == null ? 0 : reply.body().length, error.pythonClass() + ": " + error.text()));
        return reply;
    }

    private static @Nullable HttpReply reply(OdooReply wanted, Endpoint endpoint, Endpoint.Incoming incoming) {
        if (wanted instanceof OdooReply.Result result) {
            return endpoint.result(result.value());
        }
        if (wanted instanceof OdooReply.Fault fault) {
            throw OdooError.fault(fault.code(), fault.text());
        }
        if (wanted instanceof OdooReply.Http http) {
            return page(http);
        }
        if (wanted instanceof OdooReply.After after) {
            Object result = incoming.work().run();
            OdooReply then = after.reaction().apply(result);
            return then instanceof OdooReply.Proceed ? endpoint.result(result) : reply(then, endpoint, incoming);
        }
        if (wanted instanceof OdooReply.Drop drop) {
            if (drop.after()) {
                incoming.work().run();
            }
            return null;
        }
        return endpoint.result(incoming.work().run());
    }

    private static HttpReply page(OdooReply.Http http) {
        Map<String, String> headers = new HashMap<>(http.headers());
        String replaced = headers.remove("Content-Type");
        return new HttpReply(
                http.status(),
                replaced == null ? "text/html; charset=utf-8" : replaced,
                Map.copyOf(headers),
                http.html().getBytes(StandardCharsets.UTF_8));
    }
}
