package io.syncline.service.memory;

import io.syncline.service.schedule.ScheduledWork;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The last starts of a model, by work. As text, a line with its version and then one for each work. Immutable. */
record Starts(Map<ScheduledWork, LastStart> byWork) {

    static final Starts NONE = new Starts(Map.of());

    private static final String FIRST_LINE = "syncline-schedule 1";
    private static final String ENDED = "ended";
    private static final String STARTED = "started";
    private static final int FIELDS = 3;

    Starts {
        byWork = Map.copyOf(byWork);
    }

    Optional<LastStart> last(ScheduledWork work) {
        return Optional.ofNullable(byWork.get(work));
    }

    Starts with(ScheduledWork work, LastStart start) {
        Map<ScheduledWork, LastStart> next = new EnumMap<>(ScheduledWork.class);
        next.putAll(byWork);
        next.put(work, start);
        return new Starts(next);
    }

    Starts ended(ScheduledWork work, Instant started) {
        return last(work).filter(start -> start.at().equals(started)).isPresent()
                ? with(work, new LastStart(started, true))
                : this;
    }

    String write() {
        StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
        new EnumMap<>(byWork.isEmpty() ? new EnumMap<>(ScheduledWork.class) : new EnumMap<>(byWork))
                .forEach((work, start) -> text.append(work.code())
                        .append(' ')
                        .append(start.at())
                        .append(' ')
                        .append(start.ended() ? ENDED : STARTED)
                        .append('\n'));
        return text.toString();
    }

    /** What {@link #write} made. A text of another version, or one that is damaged, says nothing: at worst work is done twice. */
    static Starts read(String text) {
        String[] lines = text.split("\n", -1);
        if (!lines[0].equals(FIRST_LINE)) {
            return NONE;
        }
        Map<ScheduledWork, LastStart> read = new EnumMap<>(ScheduledWork.class);
        for (String line : lines) {
            String[] fields = line.split(" ", -1);
            if (fields.length == FIELDS) {
                for (ScheduledWork work : ScheduledWork.values()) {
                    if (work.code().equals(fields[0])) {
                        instant(fields[1]).ifPresent(at -> read.put(work, new LastStart(at, fields[2].equals(ENDED))));
                    }
                }
            }
        }
        return new Starts(read);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
