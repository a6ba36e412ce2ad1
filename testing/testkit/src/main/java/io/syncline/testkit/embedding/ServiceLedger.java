package io.syncline.testkit.embedding;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The requests to a simulated service, and what it billed. Thread-safe. */
public final class ServiceLedger {

    private record Bill(Duration at, long tokens) {}

    private final Instant start;
    private final List<Bill> bills = new ArrayList<>();
    private final List<Duration> refusals = new ArrayList<>();
    private final List<Duration> requests = new ArrayList<>();
    private final Map<String, Integer> texts = new HashMap<>();

    ServiceLedger(Instant start) {
        this.start = start;
    }

    synchronized void asked(Instant now) {
        requests.add(Duration.between(start, now));
    }

    synchronized void refusedForRate(Instant now) {
        refusals.add(Duration.between(start, now));
    }

    synchronized void billed(Instant now, List<String> embedded, long tokens) {
        bills.add(new Bill(Duration.between(start, now), tokens));
        embedded.forEach(text -> texts.merge(text, 1, Integer::sum));
    }

    /**
     * All requests, whatever their outcome.
     *
     * @return when each arrived, counted from the start of the service
     */
    public synchronized List<Duration> requests() {
        return List.copyOf(requests);
    }

    /**
     * Requests that were refused for their rate.
     *
     * @return when each arrived, counted from the start of the service
     */
    public synchronized List<Duration> refusals() {
        return List.copyOf(refusals);
    }

    /**
     * The tokens billed within a time.
     *
     * @param from its beginning, counted from the start of the service
     * @param to its end
     * @return a number of tokens
     */
    public synchronized long tokensBetween(Duration from, Duration to) {
        return bills.stream()
                .filter(bill -> bill.at().compareTo(from) >= 0 && bill.at().compareTo(to) < 0)
                .mapToLong(Bill::tokens)
                .sum();
    }

    /**
     * The requests answered within a time.
     *
     * @param from its beginning, counted from the start of the service
     * @param to its end
     * @return a number of requests
     */
    public synchronized long answersBetween(Duration from, Duration to) {
        return bills.stream()
                .filter(bill -> bill.at().compareTo(from) >= 0 && bill.at().compareTo(to) < 0)
                .count();
    }

    /**
     * All tokens billed.
     *
     * @return a number of tokens
     */
    public synchronized long tokens() {
        return bills.stream().mapToLong(Bill::tokens).sum();
    }

    /**
     * The texts that were embedded.
     *
     * @return how often each was
     */
    public synchronized Map<String, Integer> texts() {
        return Map.copyOf(texts);
    }
}
