package io.syncline.service.memory;

import io.syncline.api.RunOutcome;
import io.syncline.service.run.WorkKind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The last runs of a model, the oldest first, among them the last one of each kind: an hour of syncs must not push out that a
 * cleanup was refused. As text, a line with its version and then one for each run. Immutable.
 */
record ModelRuns(List<RunRecord> runs) {

    static final ModelRuns NONE = new ModelRuns(List.of());

    /** With long problems they take some nine thousand characters; a shared document has room for more. */
    static final int MOST = 24;

    private static final String FIRST_LINE = "syncline-runs 2";
    private static final String TAB = "\t";
    private static final int FIELDS = 10;

    ModelRuns {
        runs = List.copyOf(runs);
    }

    /** With more runs; those that are known already count once. */
    ModelRuns with(Collection<RunRecord> more) {
        Set<RunRecord> distinct = new LinkedHashSet<>(runs);
        distinct.addAll(more);
        List<RunRecord> all = new ArrayList<>(distinct);
        all.sort(Comparator.comparing(RunRecord::startedAt));
        while (all.size() > MOST) {
            all.remove(oldestToForget(all));
        }
        return new ModelRuns(all);
    }

    /** The index of the first run that a later one of its kind follows; there are fewer kinds than runs. */
    private static int oldestToForget(List<RunRecord> all) {
        int index = 0;
        while (isLastOfItsKind(all, index)) {
            index++;
        }
        return index;
    }

    private static boolean isLastOfItsKind(List<RunRecord> all, int index) {
        return all.subList(index + 1, all.size()).stream()
                .noneMatch(later -> later.kind() == all.get(index).kind());
    }

    String write() {
        StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
        for (RunRecord run : runs) {
            text.append(String.join(
                            TAB,
                            run.id(),
                            run.kind().name(),
                            run.outcome().name(),
                            run.startedAt().toString(),
                            Long.toString(run.duration().toMillis()),
                            Long.toString(run.embedded()),
                            Long.toString(run.deleted()),
                            Long.toString(run.hidden()),
                            Long.toString(run.failed()),
                            run.problem().orElse("")))
                    .append('\n');
        }
        return text.toString();
    }

    /** What {@link #write} made. A text of another version says nothing, and a damaged line is left out. */
    static ModelRuns read(String text) {
        String[] lines = text.split("\n", -1);
        if (!lines[0].equals(FIRST_LINE)) {
            return NONE;
        }
        List<RunRecord> read = new ArrayList<>();
        for (String line : lines) {
            String[] fields = line.split(TAB, -1);
            if (fields.length == FIELDS) {
                record(fields).ifPresent(read::add);
            }
        }
        return new ModelRuns(read);
    }

    private static Optional<RunRecord> record(String... fields) {
        try {
            int at = 0;
            return Optional.of(new RunRecord(
                    fields[at++],
                    WorkKind.valueOf(fields[at++]),
                    RunOutcome.valueOf(fields[at++]),
                    Instant.parse(fields[at++]),
                    Duration.ofMillis(Long.parseLong(fields[at++])),
                    Long.parseLong(fields[at++]),
                    Long.parseLong(fields[at++]),
                    Long.parseLong(fields[at++]),
                    Long.parseLong(fields[at++]),
                    Optional.of(fields[at]).filter(problem -> !problem.isEmpty())));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
