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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

final class SearchCommand implements Described {

    private static final int WIDTH = 100;
    private static final int MOST = 10;

    private final Root root;
    private final PositionalParamSpec words = PositionalParamSpec.builder()
            .paramLabel("WORDS")
            .arity("1..*")
            .required(true)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description("what to look for")
            .build();
    private final OptionSpec model =
            Specs.option(ModelName.class, "MODEL", "only this model (default: all)", "--model");
    private final OptionSpec limit = Specs.option(int.class, "N", "at most N records (default: 10)", "--limit");
    private final OptionSpec hybrid = OptionSpec.builder("--hybrid")
            .type(Boolean.class)
            .arity("0")
            .negatable(true)
            .description("whether to search by words too (default: as the sink is configured)")
            .build();
    private final OptionSpec includeQuarantined =
            Specs.flag("find hidden records too, which the source no longer has", "--include-quarantined");

    SearchCommand(Root root) {
        this.root = root;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.of(
                        this,
                        "search",
                        "Find the records that answer a question in plain words.",
                        "%nSearches by meaning; with 'hybrid: true' for a sink of type qdrant, by the words themselves too, such as names"
                                + " and numbers of parts. Hits then come by both, and their scores tell the meaning only.")
                .addPositional(words)
                .addOption(model)
                .addOption(limit)
                .addOption(hybrid)
                .addOption(includeQuarantined);
        return Specs.withExamples(
                spec,
                "  syncline search \"customers who complained about late delivery\"",
                "  syncline search \"waterproof jacket\" --model product.template --limit 3 --json");
    }

    @Override
    public Integer call() {
        SearchRequest.Builder wanted = SearchRequest.builder()
                .query(String.join(" ", words.<List<String>>getValue()))
                .model(Specs.valueOf(model, ModelName.class))
                .limit(Specs.valueOf(limit, MOST))
                .includeQuarantined(Specs.isGiven(includeQuarantined));
        wanted.build();
        try (Session session = root.open();
                OpenEngine open = session.engine()) {
            SearchRequest request =
                    wanted.hybrid(Specs.valueOf(hybrid, open.isHybrid())).build();
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
