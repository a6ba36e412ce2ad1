package io.syncline.cli;

import io.syncline.api.ModelName;
import io.syncline.api.SearchHit;
import io.syncline.api.SearchRequest;
import io.syncline.cli.output.Json;
import io.syncline.cli.output.Text;
import io.syncline.cli.wiring.OpenEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "search",
        header = "Find the records that answer a question in plain words.",
        description = {
            "%nSearches by meaning; with 'hybrid: true' for a sink of type qdrant, by the words themselves too, such as names"
                    + " and numbers of parts. Hits then come by both, and their scores tell the meaning only."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  syncline search \"customers who complained about late delivery\"",
            "  syncline search \"waterproof jacket\" --model product.template --limit 3 --json",
        })
final class SearchCommand implements Callable<Integer> {

    private static final int WIDTH = 100;

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Root root;

    @Parameters(paramLabel = "WORDS", arity = "1..*", description = "what to look for")
    private List<String> words = List.of();

    @Option(names = "--model", paramLabel = "MODEL", description = "only this model (default: all)")
    private @Nullable ModelName model;

    @Option(names = "--limit", paramLabel = "N", description = "at most N records (default: 10)")
    private int limit = 10;

    @Option(
            names = "--hybrid",
            negatable = true,
            description = "whether to search by words too (default: as the sink is configured)")
    private @Nullable Boolean hybrid;

    @Option(names = "--include-quarantined", description = "find hidden records too, which the source no longer has")
    private boolean includeQuarantined;

    @Override
    public Integer call() {
        SearchRequest.Builder wanted = SearchRequest.builder()
                .query(String.join(" ", words))
                .model(Optional.ofNullable(model))
                .limit(limit)
                .includeQuarantined(includeQuarantined);
        wanted.build();
        try (Session session = root.open();
                OpenEngine open = session.engine()) {
            SearchRequest request =
                    wanted.hybrid(hybrid == null ? open.isHybrid() : hybrid).build();
            List<SearchHit> hits = open.engine().search(request);
            Json json = new Json()
                    .with("success", true)
                    .with("query", request.query())
                    .with("hybrid", request.hybrid())
                    .with("hits", hits.stream().map(SearchCommand::json).toList());
            session.answer(json, lines(hits));
            return ExitCode.SUCCESS;
        }
    }

    private static Json json(SearchHit hit) {
        return new Json()
                .with("model_name", hit.model())
                .with("record_id", hit.id().value())
                .with("score", hit.score())
                .with("text", hit.text())
                .with("chunk_index", hit.chunkIndex())
                .with("payload", hit.payload());
    }

    /** Two lines a hit: which record, and the beginning of what it says. */
    static List<String> lines(List<SearchHit> hits) {
        if (hits.isEmpty()) {
            return List.of("Nothing found. Has the model been synced? See 'syncline status'.");
        }
        List<String> lines = new ArrayList<>();
        for (SearchHit hit : hits) {
            lines.add(String.format(Locale.ROOT, "%.2f  %s %s", hit.score(), hit.model(), hit.id()));
            lines.add("      " + Text.fit(hit.text(), WIDTH));
        }
        return lines;
    }
}
