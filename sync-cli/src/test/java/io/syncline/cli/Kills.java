package io.syncline.cli;

import io.syncline.cli.CliHarness.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Runs commands as processes of their own and kills them with SIGKILL: when a number of calls has arrived at the source, or
 * after a part of the time that the command takes.
 */
final class Kills {

    private static final long GUESS_MILLIS = 1500;

    private final CliHarness cli;
    private final Random random;
    private final Map<String, Long> millis = new HashMap<>();
    private int killed;

    Kills(CliHarness cli, long seed) {
        this.cli = cli;
        this.random = new Random(seed);
    }

    /** How often each of the ten tests kills; {@code -Dsyncline.kills=N} is the number of all together. */
    static int perTest() {
        return Math.max(1, Integer.getInteger("syncline.kills", 4) / 10);
    }

    int killed() {
        return killed;
    }

    Random random() {
        return random;
    }

    private Process start(String... command) throws IOException {
        return cli.process(System.getProperty("java.class.path"), command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Kills the command when it has made a random number of calls, unless it ends before. */
    void killAtCall(TestOdoo odoo, int most, String... command) throws IOException, InterruptedException {
        Process process = start(command);
        odoo.onCall(1 + random.nextInt(most), () -> process.toHandle().destroyForcibly());
        count(Processes.await(process));
    }

    /** Kills the command in the second half of the time that it took the last time it ended. */
    void killAtTime(String... command) throws IOException, InterruptedException {
        String name = String.join(" ", command);
        long begin = System.nanoTime();
        Process process = start(command);
        long known = millis.getOrDefault(name, GUESS_MILLIS);
        if (!process.waitFor(known / 2 + random.nextLong(known / 2), TimeUnit.MILLISECONDS)) {
            process.toHandle().destroyForcibly();
        }
        int status = Processes.await(process);
        count(status);
        if (status == ExitCode.SUCCESS) {
            millis.put(name, (System.nanoTime() - begin) / 1_000_000);
        }
    }

    private void count(int status) {
        killed += status == 137 ? 1 : 0;
    }

    /** Runs a command in this process until no lease of a dead process stands in its way. */
    Result complete(String... command) {
        Result result = cli.run(command);
        while (result.all().contains("already in progress") || result.status() == ExitCode.IN_PROGRESS) {
            result = cli.run(command);
        }
        return result;
    }

    /** The arguments with a configuration. */
    static String[] with(String config, String... command) {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(List.of("--config", config));
        return words.toArray(String[]::new);
    }
}
