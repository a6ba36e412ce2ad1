package io.syncline.benchmarks.retrieval;

import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.DocumentSplitter;
import dev.langchain4j.data.document.splitter.DocumentSplitters;
import dev.langchain4j.data.segment.TextSegment;
import io.syncline.api.ModelName;
import io.syncline.api.SearchRequest;
import io.syncline.api.SyncListener;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.benchmarks.Harness;
import io.syncline.benchmarks.Section;
import io.syncline.benchmarks.Size;
import io.syncline.cli.config.Config;
import io.syncline.cli.config.ConfigReader;
import io.syncline.cli.demo.SampleServer;
import io.syncline.cli.wiring.OpenEngine;
import io.syncline.core.evaluation.Evaluator;
import io.syncline.core.evaluation.ExpectedRecord;
import io.syncline.core.evaluation.Question;
import io.syncline.core.evaluation.QuestionDraft;
import io.syncline.core.evaluation.QuestionResolver;
import io.syncline.core.evaluation.SearchScope;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.RecordSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Asks questions about the demo company, with the texts of Syncline and with those that people make otherwise. */
public final class Retrieval implements Harness {

    private static final int K = 10;

    /** What tutorials of LangChain4j use for models with such a window: characters, and characters of overlap. */
    private static final int SEGMENT = 1000;

    private static final int OVERLAP = 100;

    @Override
    public String name() {
        return "retrieval";
    }

    @Override
    public String purpose() {
        return "which records the search finds, by questions with known answers";
    }

    @Override
    public Section run(Size size) throws Exception {
        Path directory = Files.createTempDirectory("syncline-retrieval");
        RetrievalSetup setup = new RetrievalSetup(size);
        try (SampleServer server = SampleServer.start(InstantSource.system())) {
            List<QuestionDraft> drafts = setup.questions(directory);
            List<ModelName> models = setup.models(drafts);
            Config config = read(directory, setup.configuration(directory, server));
            Config earlier = read(directory, setup.earlierConfiguration(directory, server));
            List<SearchColumn> columns = new ArrayList<>();
            try (OpenEngine open = OpenEngine.of(config, SyncListener.NONE);
                    Embedder embedder = config.embedder().open()) {
                List<Question> questions = QuestionResolver.resolve(drafts, open.source());
                SearchColumn own = ownTexts("Syncline's default", open, models, questions);
                columns.add(own);
                columns.add(byMeaning("its texts by meaning alone", own, open, questions));
                if (RetrievalSetup.isDefault()) {
                    try (OpenEngine before = OpenEngine.of(earlier, SyncListener.NONE)) {
                        SearchColumn stored = ownTexts("stored text fields, words too", before, models, questions);
                        columns.add(stored);
                        columns.add(byMeaning("stored text fields by meaning", stored, before, questions));
                    }
                }
                columns.addAll(otherTexts(open.source(), embedder, models, questions));
            }
            return section(columns);
        } finally {
            delete(directory);
        }
    }

    private static Config read(Path directory, Path file) {
        return ConfigReader.read(directory, file, System.getenv());
    }

    static List<SearchColumn> otherTexts(
            RecordSource source, Embedder embedder, List<ModelName> models, List<Question> questions) {
        Map<ExpectedRecord, String> texts = SourceTexts.read(source, models);
        VectorList joined = new VectorList(embedder);
        texts.forEach(joined::add);
        VectorList split = new VectorList(embedder);
        DocumentSplitter splitter = DocumentSplitters.recursive(SEGMENT, OVERLAP);
        texts.forEach((record, text) -> splitter.split(Document.from(text)).stream()
                .map(TextSegment::text)
                .forEach(segment -> split.add(record, segment)));
        return List.of(measured("char fields joined", joined, questions), measured("LangChain4j", split, questions));
    }

    static SearchColumn ownTexts(String name, OpenEngine open, List<ModelName> models, List<Question> questions) {
        long records = 0;
        long chunks = 0;
        long tokens = 0;
        for (ModelName model : models) {
            SyncReport report =
                    open.engine().sync(SyncRequest.builder().model(model).build());
            if (!report.success() || report.recordsFailed() > 0) {
                throw new IllegalStateException("The sync failed: " + report);
            }
            records += report.recordsEmbedded();
            chunks += report.chunksEmbedded();
            tokens += report.tokens();
        }
        Evaluator evaluator = new Evaluator(open.engine()::search, K);
        return new SearchColumn(name, chunks, (double) tokens / records, evaluator.ask(questions));
    }

    /** The same index, searched by meaning alone. */
    static SearchColumn byMeaning(String name, SearchColumn own, OpenEngine open, List<Question> questions) {
        Evaluator evaluator = new Evaluator(
                request -> open.engine()
                        .search(SearchRequest.builder()
                                .query(request.query())
                                .models(request.models())
                                .limit(request.limit())
                                .hybrid(false)
                                .build()),
                K);
        return new SearchColumn(name, own.vectors(), own.tokensPerRecord(), evaluator.ask(questions));
    }

    private static SearchColumn measured(String name, VectorList vectors, List<Question> questions) {
        vectors.embed();
        return new SearchColumn(
                name, vectors.size(), vectors.tokensPerRecord(), new Evaluator(vectors::search, K).ask(questions));
    }

    private static Section section(List<SearchColumn> columns) {
        RetrievalTables tables = new RetrievalTables(columns);
        SearchColumn own = columns.get(0);
        String text = """
                %s questions about the records of the demo company, %s, written from the records before any search was run; none
                was dropped because it is missed. Each column embeds the same records with the same model and searches for
                %d of them. Each cell: recall@5 / recall@10 / nDCG@10.

                **Syncline's default** is what a sync stores and a search does without a word in the configuration: by meaning and by
                words ([Searching](operating.md#searching)). %s**Char
                fields joined** is what scripts do, searched by meaning: all char, text and html fields without markup, one a line, cut at the model's window. **LangChain4j** splits the same
                text by its recursive splitter, into %,d characters with an overlap of %d.

                In all models together:

                %s
                Within the right model:

                %s
                A record that is found need not show what was asked: the product is found by its name, and its text has no price. The
                part of the questions for which one of the first %d records shows the answer in its text or payload, in all
                models / within the right model, so that whoever reads these records can answer:

                %s
                The total leaves out the numeric comparisons, which need a filter over the payload, and the German questions, for
                which the bundled English model is no measure.

                %s

                Vectors that are stored, and tokens that are embedded for a record:

                %s
                Syncline's default misses these questions in all models together:

                %s
                It finds the records of these within the right model, and none of the first %d shows the answer:

                %s
                """.formatted(
                own.report().results().size(),
                RetrievalSetup.isDefault() ? "with the model in this process" : "with another configuration",
                K,
                RetrievalSetup.isDefault() ? "**Stored text fields** was the default before there were recipes. " : "",
                SEGMENT,
                OVERLAP,
                tables.figures(SearchScope.ALL_MODELS),
                tables.figures(SearchScope.RIGHT_MODEL),
                K,
                tables.answered(),
                tables.columnsAhead(),
                tables.costs(),
                tables.misses(own),
                K,
                tables.unanswered(own));
        return new Section("What a search finds", text);
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
