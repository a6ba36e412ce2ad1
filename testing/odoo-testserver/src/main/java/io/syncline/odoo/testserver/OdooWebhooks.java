package io.syncline.odoo.testserver;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Automation rules that send a webhook when a record of some models is saved or deleted, as Odoo does: up to version 18 within
 * the transaction, before its commit; from 19 on after it. One call per record, which is given up after a second and never
 * repeated; the transaction waits for it. Calls may go wrong in the ways in which they do.
 *
 * <p>Thread-safe if the fates are.
 */
public final class OdooWebhooks {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final long NO_RECORD = 2_000_000_000;

    /** What becomes of a call. */
    public enum Fate {
        /** It is sent when Odoo sends it. */
        SENT,
        /** It is lost. */
        DROPPED,
        /** It is sent twice. */
        DOUBLED,
        /** It is sent before the commit, whatever the version. */
        EARLY,
        /** It is sent, and one more for a record that does not exist. */
        OF_NO_RECORD_TOO
    }

    private final URI url;
    private final Set<String> models;
    private final Supplier<Fate> fates;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    /**
     * Rules.
     *
     * @param url where to post to
     * @param models whose records are told about
     * @param fates decides about each call
     */
    public OdooWebhooks(URI url, Set<String> models, Supplier<Fate> fates) {
        this.url = url;
        this.models = Set.copyOf(models);
        this.fates = fates;
    }

    /** The calls that were answered with a status of success. */
    public int answered() {
        return answered.get();
    }

    /** The calls that were refused, or not answered within a second. */
    public int failed() {
        return failed.get();
    }

    /** A call of a transaction. */
    record Call(String model, long id, Fate fate) {}

    /** The calls that the changes of a transaction cause, in the order of the changes. */
    List<Call> of(List<Change> changes) {
        List<Call> calls = new ArrayList<>();
        for (Change change : changes) {
            if (change instanceof Change.Create create) {
                add(calls, create.table(), List.of(create.id()));
            } else if (change instanceof Change.Write write && write.stamped()) {
                add(calls, write.table(), write.ids());
            } else if (change instanceof Change.Unlink unlink) {
                add(calls, unlink.table(), unlink.ids());
            }
        }
        return calls;
    }

    private void add(List<Call> calls, Table table, Iterable<Long> ids) {
        if (models.contains(table.name())) {
            ids.forEach(id -> calls.add(new Call(table.name(), id, fates.get())));
        }
    }

    /** Sends those of the calls that are due before the commit, or after it. */
    void send(List<Call> calls, OdooVersion version, boolean beforeCommit) {
        for (Call call : calls) {
            boolean early = call.fate() == Fate.EARLY || version.compareTo(OdooVersion.V19) < 0;
            if (early != beforeCommit || call.fate() == Fate.DROPPED) {
                continue;
            }
            post(call.model(), call.id());
            if (call.fate() == Fate.DOUBLED) {
                post(call.model(), call.id());
            } else if (call.fate() == Fate.OF_NO_RECORD_TOO) {
                post(call.model(), NO_RECORD + call.id());
            }
        }
    }

    private void post(String model, long id) {
        String body = "{\"_action\": \"Tell(#1)\", \"_id\": " + id + ", \"_model\": \"" + model + "\"}";
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            (status >= 200 && status < 300 ? answered : failed).incrementAndGet();
        } catch (IOException e) {
            failed.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
