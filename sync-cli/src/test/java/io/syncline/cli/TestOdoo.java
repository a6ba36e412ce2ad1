package io.syncline.cli;

import io.syncline.odoo.testserver.OdooCall;
import io.syncline.odoo.testserver.OdooDatabase;
import io.syncline.odoo.testserver.OdooModels;
import io.syncline.odoo.testserver.OdooReply;
import io.syncline.odoo.testserver.OdooServer;
import io.syncline.odoo.testserver.OdooUser;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * An Odoo server with some partners, and the configuration for it. Its clock advances by a second each time it is
 * read, so that no two changes share a second on a fast machine. It starts some minutes late: a watermark is the time of the
 * earlier of two clocks, so it is that of this one.
 */
final class TestOdoo implements AutoCloseable {

    static final String PARTNERS = "res.partner";
    static final String DATABASE = "production";
    static final String LOGIN = "bot";
    static final String PASSWORD = "M4RKER-password";
    static final String API_KEY = "M4RKER-api-key";

    private static final int LATE_SECONDS = 540;

    private final Instant start = Instant.now().minusSeconds(LATE_SECONDS);
    private final AtomicLong reads = new AtomicLong();
    private final OdooServer server = OdooServer.builder()
            .clock(() -> start.plusSeconds(reads.getAndIncrement()))
            .database(DATABASE)
            .user(OdooUser.administrator(LOGIN, PASSWORD).apiKey(API_KEY))
            .start();

    TestOdoo(int partners) {
        OdooModels.products().forEach(server.database()::define);
        server.database()
                .createAll(
                        PARTNERS,
                        IntStream.rangeClosed(1, partners)
                                .mapToObj(i -> Map.of("name", "Partner " + i, "city", "Leeds"))
                                .toList());
    }

    OdooDatabase database() {
        return server.database();
    }

    String url() {
        return server.url();
    }

    String config(String more) {
        return config(url(), DATABASE, "password: " + PASSWORD) + more;
    }

    static String config(String url, String database, String credential) {
        return """
                source:
                  type: odoo
                  url: %s
                  database: %s
                  username: %s
                  language: en_US
                  %s
                """.formatted(url, database, LOGIN, credential);
    }

    /** Holds back the answer to any call that reads partners after an id, until the gate is released. */
    Gate haltAfter(long id) {
        Gate gate = new Gate(id, new CountDownLatch(1), new CountDownLatch(1));
        server.intercept(gate::pass);
        return gate;
    }

    /** Runs something when a number of calls has arrived, before the last of them is answered. */
    void onCall(int number, Runnable action) {
        AtomicInteger left = new AtomicInteger(number);
        server.intercept(call -> {
            if (left.decrementAndGet() == 0) {
                action.run();
            }
            return OdooReply.proceed();
        });
    }

    /** Lets only XML-RPC through, as some proxies do, so that texts which XML cannot carry are unreadable. */
    void withoutJsonRpc() {
        server.intercept(call -> call.path().equals("/jsonrpc")
                ? new OdooReply.Http(404, "<h1>Not Found</h1>", Map.of())
                : OdooReply.proceed());
    }

    void answerAll(OdooReply reply) {
        server.intercept(call -> reply);
    }

    void delete(long from, long to) {
        database()
                .unlink(
                        PARTNERS,
                        IntStream.rangeClosed((int) from, (int) to)
                                .mapToObj(Long::valueOf)
                                .toArray(Long[]::new));
    }

    record Gate(long id, CountDownLatch reached, CountDownLatch open) {

        private OdooReply pass(OdooCall call) {
            boolean held = call.model().equals(PARTNERS)
                    && call.method().equals("search_read")
                    && call.args().toString().startsWith("[[[id, >, " + id + "]");
            if (held) {
                reached.countDown();
                await(open);
            }
            return OdooReply.proceed();
        }

        void awaitReached() {
            await(reached);
        }

        void release() {
            open.countDown();
        }

        private static void await(CountDownLatch latch) {
            try {
                if (!latch.await(Processes.BOUND_SECONDS, TimeUnit.SECONDS)) {
                    throw new AssertionError("The gate was not reached or released within the bound");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        server.intercept(call -> OdooReply.proceed());
        server.close();
    }
}
