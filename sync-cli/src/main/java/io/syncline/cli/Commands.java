package io.syncline.cli;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;

/** The commands by name. */
final class Commands {

    /** In the order of the help. */
    private static final List<String> NAMES = List.of(
            "demo",
            "init",
            "models",
            "sync",
            "plan",
            "preview",
            "recipe",
            "cleanup",
            "verify",
            "explain",
            "status",
            "failures",
            "search",
            "evaluate",
            "mcp",
            "serve",
            "flink",
            "sources",
            "signals",
            "reindex",
            "rollback");

    private static final Map<String, String> ALIASES = Map.of("transfer", "sync");

    private Commands() {}

    static List<String> names() {
        return NAMES;
    }

    static boolean isName(String word) {
        return NAMES.contains(ALIASES.getOrDefault(word, word));
    }

    /** Adds the command that the arguments name, or all commands unless they name exactly one. */
    static void add(CommandLine line, RootCommand root, Collection<String> arguments) {
        Set<String> named = new HashSet<>();
        for (String argument : arguments) {
            if (isName(argument)) {
                named.add(ALIASES.getOrDefault(argument, argument));
            }
        }
        for (String name : named.size() == 1 ? named : NAMES) {
            line.addSubcommand(name, command(name, root).spec());
        }
    }

    private static CliCommand command(String name, RootCommand root) {
        return switch (name) {
            case "demo" -> new DemoCommand(root);
            case "init" -> new InitCommand(root);
            case "models" -> new ModelsCommand(root);
            case "sync" -> new SyncCommand(root);
            case "plan" -> new PlanCommand(root);
            case "preview" -> new PreviewCommand(root);
            case "recipe" -> new RecipeCommand(root);
            case "cleanup" -> new CleanupCommand(root);
            case "verify" -> new VerifyCommand(root);
            case "explain" -> new ExplainCommand(root);
            case "status" -> new StatusCommand(root);
            case "failures" -> new FailuresCommand(root);
            case "search" -> new SearchCommand(root);
            case "evaluate" -> new EvaluateCommand(root);
            case "mcp" -> new McpCommand(root);
            case "serve" -> new ServeCommand(root);
            case "flink" -> new FlinkCommand(root);
            case "sources" -> new SourcesCommand(root);
            case "signals" -> new SignalsCommand(root);
            case "reindex" -> new ReindexCommand(root);
            case "rollback" -> new RollbackCommand(root);
            default -> throw new IllegalArgumentException("Unknown command: " + name);
        };
    }
}
