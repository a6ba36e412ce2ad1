package io.syncline.cli.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Finds what matters in the stack traces by which Flink says what went wrong. */
final class JobTraces {

    private static final Pattern CAUSE =
            Pattern.compile("(?m)^(?:Caused by: )?([\\w.$]+(?:Exception|Error|Report))(?:: (.*))?$");
    private static final String REPORT = "io.syncline.flink.job.UnsuccessfulSyncException$Report";

    private static final Pattern SETUP =
            Pattern.compile("io\\.syncline\\.(api\\.failure\\.Setup|core\\.adapter\\.Config)Exception");

    private JobTraces() {}

    /** Whether a person has to change something first. */
    static boolean isSetup(String trace) {
        return causes(trace).stream()
                .anyMatch(cause -> SETUP.matcher(cause.group(1)).matches());
    }

    /** The report of an unsuccessful sync. */
    static Optional<String> report(String trace) {
        return causes(trace).stream()
                .filter(cause -> cause.group(1).equals(REPORT))
                .flatMap(cause -> Optional.ofNullable(cause.group(2)).stream())
                .findFirst();
    }

    /** The message of the cause of all others. */
    static String root(String trace) {
        List<MatchResult> causes = causes(trace);
        for (int i = causes.size() - 1; i >= 0; i--) {
            String message = causes.get(i).group(2);
            if (message != null && !message.isBlank()) {
                return message.strip();
            }
        }
        return trace.lines().findFirst().orElse("").strip();
    }

    private static List<MatchResult> causes(String trace) {
        return CAUSE.matcher(trace).results().toList();
    }

    /** The root of the errors of an answer: the last one has the trace. */
    static String ofErrors(JsonNode errors) {
        return StreamSupport.stream(errors.spliterator(), false)
                .map(JsonNode::asText)
                .reduce((first, second) -> second)
                .map(JobTraces::root)
                .orElse("");
    }
}
