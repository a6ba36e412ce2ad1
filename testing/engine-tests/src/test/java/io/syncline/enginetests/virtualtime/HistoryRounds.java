package io.syncline.enginetests.virtualtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Plays histories of consecutive seeds on all processors. As a program, {@code HistoryRounds FIRST_SEED COUNT [PLANT]}, it
 * prints progress and violations, and ends with status 1 if there was one.
 */
final class HistoryRounds {

    /**
     * What came of the histories.
     *
     * @param played how many
     * @param violations at most {@link #MOST_VIOLATIONS}
     * @param checksum a number that differs, almost surely, if anything happened differently in one of them
     */
    record Result(long played, List<String> violations, long checksum) {}

    /** After so many violations, no further history begins. */
    static final int MOST_VIOLATIONS = 10;

    private static final long REPORT_EVERY = 1000;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final PlantedFault plant;
    private final Consumer<String> log;
    private final AtomicLong next;
    private final long end;
    private final long startedAt = System.nanoTime();
    private final List<String> violations = new ArrayList<>();
    private long played;
    private long checksum;

    private HistoryRounds(long first, long count, PlantedFault plant, Consumer<String> log) {
        this.next = new AtomicLong(first);
        this.end = first + count;
        this.plant = plant;
        this.log = log;
    }

    /** Plays histories, and tells progress and violations when they come. */
    static Result play(long first, long count, PlantedFault plant, Consumer<String> log) {
        return new HistoryRounds(first, count, plant, log).play();
    }

    public static void main(String[] arguments) {
        PlantedFault plant = arguments.length > 2 ? PlantedFaults.valueOf(arguments[2]) : PlantedFault.NONE;
        Result result = play(Long.parseLong(arguments[0]), Long.parseLong(arguments[1]), plant, System.out::println);
        System.exit(result.violations().isEmpty() ? 0 : 1);
    }

    private Result play() {
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> players = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                players.add(executor.submit(this::playMany));
            }
            for (Future<?> player : players) {
                player.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A history cannot be played", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted after " + played + " histories", e);
        } finally {
            executor.shutdownNow();
        }
        return report();
    }

    private void playMany() {
        long seed = next.getAndIncrement();
        while (seed < end && !Thread.currentThread().isInterrupted() && !isHopeless()) {
            add(SimHistory.of(seed, plant));
            seed = next.getAndIncrement();
        }
    }

    private synchronized boolean isHopeless() {
        return violations.size() >= MOST_VIOLATIONS;
    }

    private synchronized void add(SimHistory.Outcome outcome) {
        played++;
        // the order in which histories end does not matter
        checksum += (outcome.seed() * MIX) ^ (outcome.trace() * 31 + outcome.steps());
        if (!outcome.holds()) {
            violations.add(outcome.violation());
            log.accept(outcome.violation());
        }
        if (played % REPORT_EVERY == 0) {
            report();
        }
    }

    private synchronized Result report() {
        long millis = Duration.ofNanos(System.nanoTime() - startedAt).toMillis();
        log.accept("Histories: played=" + played + " violations=" + violations.size() + " seconds=" + millis / 1000
                + " millisEach=" + millis / Math.max(1, played) + " checksum=" + Long.toHexString(checksum));
        return new Result(played, List.copyOf(violations), checksum);
    }
}
