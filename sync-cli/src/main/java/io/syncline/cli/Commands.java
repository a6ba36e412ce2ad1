package io.syncline.cli;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** The commands by their names. */
final class Commands {

    /** In the order in which the help lists them. */
    private static final List<Map.Entry<String, Class<?>>> ALL = List.of(
            Map.entry("demo", DemoCommand.class),
            Map.entry("init", InitCommand.class),
            Map.entry("sync", SyncCommand.class),
            Map.entry("plan", PlanCommand.class),
            Map.entry("cleanup", CleanupCommand.class),
            Map.entry("verify", VerifyCommand.class),
            Map.entry("explain", ExplainCommand.class),
            Map.entry("status", StatusCommand.class),
            Map.entry("failures", FailuresCommand.class),
            Map.entry("search", SearchCommand.class),
            Map.entry("reindex", ReindexCommand.class),
            Map.entry("rollback", RollbackCommand.class));

    private static final Map<String, String> ALIASES = Map.of("transfer", "sync");

    private Commands() {}

    static boolean isName(String word) {
        String name = ALIASES.getOrDefault(word, word);
        return ALL.stream().anyMatch(command -> command.getKey().equals(name));
    }

    /**
     * Adds the command that was asked for. Reading the annotations of all of them takes as long as an idle sync, so the
     * others are left out, unless it is not certain which one is meant.
     */
    static void add(CommandLine line, Collection<String> words) {
        Set<String> named = words.stream()
                .filter(Commands::isName)
                .map(word -> ALIASES.getOrDefault(word, word))
                .collect(Collectors.toSet());
        ALL.stream()
                .filter(command -> named.size() != 1 || named.contains(command.getKey()))
                .forEach(command -> line.addSubcommand(command.getKey(), command.getValue()));
    }
}
