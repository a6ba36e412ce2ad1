package io.syncline.enginetests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that share a quota through a state file. They need more than a minute, and nearly no processor. */
@Tag("nightly")
class SharedBudgetProcessesTest {

    private static final int RECORDS = 70;
    private static final long MINUTE_MILLIS = 60_000;

    private record Sent(long millis, long tokens) {}

    @TempDir
    Path directory;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void stop() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void twoProcessesShouldStayWithinOneQuotaInAnyMinute() throws Exception {
        Process first = start("model.one");
        Process second = start("model.two");

        List<Sent> sent = new ArrayList<>();
        sent.addAll(read(first));
        sent.addAll(read(second));

        assertThat(sent.stream().mapToLong(Sent::tokens).sum())
                .as("tokens sent by both")
                .isEqualTo(2L * RECORDS * BudgetProcess.TOKENS_PER_TEXT)
                .isGreaterThan(BudgetProcess.TOKENS_PER_MINUTE);
        assertThat(mostInAMinute(sent)).isLessThanOrEqualTo(BudgetProcess.TOKENS_PER_MINUTE);
    }

    private Process start(String model) throws IOException {
        Process process = BudgetProcess.start(directory.resolve("sync_metadata.json"), model, RECORDS);
        processes.add(process);
        return process;
    }

    private static List<Sent> read(Process process) {
        List<Sent> sent = new ArrayList<>();
        List<String> lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                .lines()
                .toList();
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("SENT")) {
                sent.add(new Sent(Long.parseLong(words[1]), Long.parseLong(words[2])));
            }
        }
        assertThat(lines).last().isEqualTo("REPORT COMPLETED");
        return sent;
    }

    private static long mostInAMinute(List<Sent> sent) {
        Deque<Sent> window = new ArrayDeque<>();
        long sum = 0;
        long most = 0;
        for (Sent next :
                sent.stream().sorted(Comparator.comparingLong(Sent::millis)).toList()) {
            window.add(next);
            sum += next.tokens();
            while (window.element().millis() <= next.millis() - MINUTE_MILLIS) {
                sum -= window.remove().tokens();
            }
            most = Math.max(most, sum);
        }
        return most;
    }
}
