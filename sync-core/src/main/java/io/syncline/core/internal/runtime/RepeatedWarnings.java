package io.syncline.core.internal.runtime;

import io.syncline.api.RecordId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Logs the warnings of a run that may repeat: one cause concerns many records, and is met in many attempts. The first warning
 * of a kind is logged when it comes, and so are the tenth, the hundredth and so on, since a run may take hours; the others are
 * for debugging. At the end of the run, a line for each kind reports how many there were and the first of their records. Two
 * warnings are of one kind if they differ only in words with digits, such as ids, counts and times, or in the id of the record
 * that they are about. Warnings about records use up no room of those that concern the run.
 *
 * <p>Confined to the loop of its run.
 */
public final class RepeatedWarnings {

    /** Records of a kind that are named. */
    private static final int NAMED = 10;

    /** Kinds that are told apart, of records and of the run; further ones count as one each. */
    private static final int KINDS = 50;

    /** What of a message tells kinds apart: a longer one quotes something. */
    private static final int COMPARED = 200;

    private static final Pattern WORD = Pattern.compile("\\S++");
    private static final Pattern NO_ID = Pattern.compile("(?!)");
    private static final String OTHER = "";

    private final Consumer<String> log;
    private final Consumer<String> debugLog;
    private final Map<String, Kind> ofRun = new LinkedHashMap<>();
    private final Map<String, Kind> ofRecords = new LinkedHashMap<>();

    /**
     * Warnings of a run.
     *
     * @param log takes what an operator should see
     * @param debugLog takes the repetitions
     */
    public RepeatedWarnings(Consumer<String> log, Consumer<String> debugLog) {
        this.log = log;
        this.debugLog = debugLog;
    }

    private static final class Kind {
        private final boolean isOther;
        private final Set<RecordId> records = new LinkedHashSet<>();
        private long count;
        private long loggedAt = 1;
        private String last = "";

        Kind(boolean isOther) {
            this.isOther = isOther;
        }

        /** Counts a warning; answers whether it is logged. */
        boolean add(String message) {
            count++;
            last = message;
            boolean logged = count == loggedAt;
            if (logged) {
                loggedAt *= 10;
            }
            return logged;
        }

        String summary() {
            String times = "Warned " + count + " times in this run";
            return isOther ? times + " for other reasons, the last one: " + last : times + named() + ": " + last;
        }

        private String named() {
            List<String> names = new ArrayList<>();
            records.stream().limit(NAMED).forEach(id -> names.add(id.toString()));
            if (records.size() > NAMED) {
                names.add("...");
            }
            return switch (names.size()) {
                case 0 -> "";
                case 1 -> " (record " + names.get(0) + ")";
                default -> " (records " + String.join(", ", names) + ")";
            };
        }
    }

    /** Logs or counts a warning that concerns no record, or many. */
    public void warn(String message) {
        warn(Optional.empty(), message);
    }

    /** Logs or counts a warning about a record. */
    public void warn(RecordId record, String message) {
        warn(Optional.of(record), message);
    }

    private void warn(Optional<RecordId> record, String message) {
        Map<String, Kind> kinds = record.isPresent() ? ofRecords : ofRun;
        String key = kind(record, message);
        Kind kind = kinds.size() < KINDS || kinds.containsKey(key)
                ? kinds.computeIfAbsent(key, none -> new Kind(false))
                : kinds.computeIfAbsent(OTHER, none -> new Kind(true));
        record.filter(id -> kind.records.size() <= NAMED).ifPresent(kind.records::add);
        (kind.add(message) ? log : debugLog).accept(message);
    }

    private static String kind(Optional<RecordId> record, String message) {
        Pattern id = record.map(about -> Pattern.compile("(?<!\\w)" + Pattern.quote(about.toString()) + "(?!\\w)"))
                .orElse(NO_ID);
        String compared = id.matcher(message).replaceAll("0");
        return WORD.matcher(compared.substring(0, Math.min(COMPARED, compared.length())))
                .replaceAll(word -> word.group().chars().anyMatch(Character::isDigit)
                        ? "#"
                        : Matcher.quoteReplacement(word.group()));
    }

    /** The run has ended: reports the kinds that were repeated. */
    public void end() {
        Stream.concat(ofRun.values().stream(), ofRecords.values().stream())
                .filter(kind -> kind.count > 1)
                .forEach(kind -> log.accept(kind.summary()));
        ofRun.clear();
        ofRecords.clear();
    }
}
