package io.syncline.core.internal.verify;

import io.syncline.api.StrayPoint;
import io.syncline.core.internal.run.FencedSink;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.StrayPoints;
import io.syncline.core.port.vector.StrayPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Finds the points that no stamp and no listing shows, so that a comparison does not have the blind spots of a sync. In a
 * repair, deletes those that a sync once wrote. Confined to the loop.
 */
final class StraySearch {

    private static final int PAGE = 500;
    private static final int FOREIGN_NAMED = 10;

    private final RunContext run;
    private final KindExamples<StrayPoint.Kind, StrayPoint> examples = new KindExamples<>();
    private final List<String> foreignExamples = new ArrayList<>();
    private long ours;
    private long foreign;
    private long deleted;

    StraySearch(RunContext run) {
        this.run = run;
    }

    /**
     * Lists all stray points.
     *
     * @param repair deletes them; empty to list them only
     */
    CompletableFuture<Void> all(Optional<FencedSink> repair) {
        return run.ports().sink() instanceof StrayPoints sink
                ? from(sink, StrayPoints.START, repair)
                : CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<Void> from(StrayPoints sink, String after, Optional<FencedSink> repair) {
        if (run.cancellation().isStopped()) {
            return CompletableFuture.completedFuture(null);
        }
        String what = "Looking for stray points of " + run.key();
        return run.retrier()
                .call(Work.COMPARE, what, () -> sink.strays(run.key(), after, PAGE))
                .thenCompose(page -> treat(page, repair)
                        .thenCompose(done -> page.end()
                                ? CompletableFuture.<Void>completedFuture(null)
                                : from(sink, page.resumeAfter(), repair)));
    }

    private CompletableFuture<Void> treat(StrayPage page, Optional<FencedSink> repair) {
        List<String> deletable = new ArrayList<>();
        for (StrayPoint point : page.points()) {
            if (point.kind().isOurs()) {
                ours++;
                deletable.add(point.point());
            } else {
                foreign++;
                nameForeign(point);
            }
            examples.add(point.kind(), point);
        }
        if (repair.isEmpty() || deletable.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        String what = "Deleting " + deletable.size() + " stray points of " + run.key();
        return run.retrier()
                .call(Work.WRITE, what, () -> {
                    repair.get().deleteStrays(deletable);
                    return deletable.size();
                })
                .thenAccept(count -> deleted += count);
    }

    /** Kept apart, so that many points of ours do not hide the ids of the others, which only a person can delete. */
    private void nameForeign(StrayPoint point) {
        if (foreignExamples.size() < FOREIGN_NAMED) {
            foreignExamples.add(point.point());
        }
    }

    /** How many points a sync once wrote. */
    long ours() {
        return ours;
    }

    /** How many points belong to somebody else. */
    long foreign() {
        return foreign;
    }

    long deleted() {
        return deleted;
    }

    /** What a person should know about points that belong to somebody else. */
    List<String> foreignWarnings() {
        return foreign == 0
                ? List.of()
                : List.of(foreign + " points of another application name " + run.model()
                        + " or have ids of its records, and are left alone: " + String.join(", ", foreignExamples)
                        + (foreign > foreignExamples.size() ? ", and more" : "")
                        + ". Delete them, or give one of the two a store of its own");
    }

    /** The first points of each kind. */
    List<StrayPoint> examples() {
        return examples.all();
    }
}
