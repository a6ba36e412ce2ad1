package io.syncline.cli;

import io.syncline.odoo.testserver.OdooCall;
import io.syncline.odoo.testserver.OdooDatabase;
import io.syncline.odoo.testserver.OdooModels;
import io.syncline.odoo.testserver.OdooReply;
import io.syncline.odoo.testserver.OdooServer;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * An Odoo with some partners, and the configuration that fits it. Its clock is a second further at each look, so that no
 * two changes share a second, however fast the machine is.
 */
final class TestOdoo implements AutoCloseable {

    static final String PARTNERS = "res.partner";
    static final String DATABASE = "production";
    static final String LOGIN = "bot";
    static final String PASSWORD = "M4RKER-password";
    static final String API_KEY = "M4RKER-api-key";

    private final Instant start = Instant.now();
    private final AtomicLong looks = new AtomicLong();
    private final OdooServer server = OdooServer.builder()
            .clock(() -> start.plusSeconds(looks.getAndIncrement()))
            .database(DATABASE)
            .user(LOGIN, PASSWORD)
            .apiKey(API_KEY)
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

    /** Answers nothing that reads partners after a certain one until it is released. */
    Gate haltAfter(long id) {
        Gate gate = new Gate(id, new CountDownLatch(1), new CountDownLatch(1));
        server.intercept(gate::pass);
        return gate;
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
            boolean further = call.model().equals(PARTNERS)
                    && call.method().equals("search_read")
                    && call.args().toString().startsWith("[[[id, >, " + id + "]");
            if (further) {
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
                latch.await();
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
