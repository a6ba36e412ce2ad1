package io.syncline.cli;

import io.syncline.api.HitRanks;
import io.syncline.api.ModelName;
import io.syncline.api.SearchHit;
import io.syncline.api.SearchRequest;
import io.syncline.api.filter.Condition;
import io.syncline.api.json.JsonForm;
import io.syncline.cli.output.Json;
import io.syncline.cli.output.Text;
import io.syncline.cli.wiring.OpenEngine;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.adapter.NearestNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

final class SearchCommand implements CliCommand {

    private static final int WIDTH = 100;
    private static final int MOST = 10;

    private final RootCommand root;
    private final PositionalParamSpec query = PositionalParamSpec.builder()
            .paramLabel("QUERY")
            .arity("1..*")
            .required(true)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description("the question")
            .build();
    private final OptionSpec model =
            CommandSpecs.option(ModelName.class, "MODEL", "search only this model (default: all)", "--model");
    private final OptionSpec where = OptionSpec.builder("--where")
            .type(Condition.class)
            .converters(new ConditionConverter())
            .paramLabel("CONDITION")
            .description(
                    "find only records whose payload satisfies it, such as \"city = 'Graz' and credit_limit > 1000\"")
            .build();
    private final OptionSpec offset =
            CommandSpecs.option(int.class, "N", "leave out the best N records, as the next page does", "--offset");
    private final OptionSpec minScore = CommandSpecs.option(
            double.class, "SCORE", "find only records of at least this score, from -1 to 1", "--min-score");
    private final OptionSpec limit =
            CommandSpecs.option(int.class, "N", "return at most N records (default: 10)", "--limit");
    private final OptionSpec hybrid = OptionSpec.builder("--hybrid")
            .type(Boolean.class)
            .arity("0")
            .negatable(true)
            .description("match words too (default: if the sink can)")
            .build();
    private final OptionSpec includeQuarantined =
            CommandSpecs.flag("include records in quarantine", "--include-quarantined");

    private final OptionSpec as = SearchRights.option();

    SearchCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.of(
                        this,
                        "search",
                        "Find the records that match a question.",
                        "%nSearches by meaning, and by words such as names and part numbers if the sink can. Hits are ordered by"
                                + " both ranks, which are shown; scores rate the meaning only. Searches what is stored of the configured"
                                + " source.")
                .addPositional(query)
                .addOption(model)
                .addOption(where)
                .addOption(limit)
                .addOption(offset)
                .addOption(minScore)
                .addOption(hybrid)
                .addOption(includeQuarantined)
                .addOption(as);
        return CommandSpecs.withExamples(
                spec,
                "  syncline search \"customers who complained about late delivery\"",
                "  syncline search \"waterproof jacket\" --model product.template --limit 3 --json",
                "  syncline search \"late delivery\" --where \"state = 'done'\"");
    }

    @Override
    public Integer call() {
        SearchRequest.Builder wanted = wanted();
        wanted.build(); // refuses what makes no sense before anything is opened
        try (Session session = root.open();
                SearchRights rights = SearchRights.of(session, as);
                OpenEngine open = session.engineWithout(AdapterKind.SOURCE)) {
            SearchRequest request = wanted.hybrid(CommandSpecs.valueOf(hybrid, Boolean.class))
                    .visibleTo(rights.access())
                    .build();
            List<SearchHit> hits = open.engine().search(request);
            Json json = new Json()
                    .with("success", true)
                    .with("query", request.query())
                    .with("source", open.sourceName())
                    .with("hybrid", request.hybrid().orElseGet(open::isHybrid))
                    .with("hits", hits.stream().map(JsonForm.SEARCH_HIT::of).toList());
            session.answer(
                    json, hits.isEmpty() ? List.of(noHits(request, open.engine().models())) : lines(hits));
            return ExitCode.SUCCESS;
        }
    }

    /** What the options say, without the rights. */
    private SearchRequest.Builder wanted() {
        SearchRequest.Builder wanted = SearchRequest.builder()
                .query(String.join(" ", query.<List<String>>getValue()))
                .model(CommandSpecs.valueOf(model, ModelName.class))
                .where(CommandSpecs.valueOf(where, Condition.class))
                .limit(CommandSpecs.valueOf(limit, MOST))
                .offset(CommandSpecs.valueOf(offset, 0))
                .includeQuarantined(CommandSpecs.isGiven(includeQuarantined));
        CommandSpecs.valueOf(minScore, Double.class).ifPresent(wanted::minScore);
        return wanted;
    }

    /** Two lines per hit: the record with the ranks of a hybrid search, and the start of its text. */
    static List<String> lines(List<SearchHit> hits) {
        boolean hybrid = hits.stream().anyMatch(hit -> hit.ranks().words().isPresent());
        List<String> lines = new ArrayList<>();
        for (SearchHit hit : hits) {
            lines.add(String.format(Locale.ROOT, "%.2f  %s %s", hit.score(), hit.model(), WrittenIds.shown(hit.id()))
                    + (hybrid ? "   " + ranks(hit.ranks()) : ""));
            lines.add("      " + Text.fit(hit.text(), WIDTH));
        }
        return lines;
    }

    /** What a search without hits may be due to. */
    static String noHits(SearchRequest request, List<ModelName> synced) {
        if (request.offset() > 0) {
            return "No hits beyond the first " + request.offset() + ".";
        }
        for (ModelName model : request.models()) {
            if (!synced.contains(model)) {
                return "No hits: no model " + model + " has been synced"
                        + NearestNames.to(
                                        model.value(),
                                        synced.stream().map(ModelName::value).toList(),
                                        1)
                                .stream()
                                .findFirst()
                                .map(near -> "; did you mean " + near + "?")
                                .orElse(". See 'syncline status'.");
            }
        }
        List<String> limits = new ArrayList<>();
        request.where().ifPresent(where -> limits.add("satisfies the condition"));
        request.visibleTo().ifPresent(access -> limits.add("this person may read"));
        request.minScore().ifPresent(score -> limits.add("has such a score"));
        return limits.isEmpty()
                ? "No hits. Has the model been synced? See 'syncline status'."
                : "No hits: no record was found that " + String.join(", and that ", limits) + ".";
    }

    private static String ranks(HitRanks ranks) {
        return Stream.of(rank("meaning", ranks.meaning()), rank("words", ranks.words()))
                .filter(rank -> !rank.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String rank(String search, OptionalInt rank) {
        return rank.isPresent() ? search + " #" + rank.getAsInt() : "";
    }
}
