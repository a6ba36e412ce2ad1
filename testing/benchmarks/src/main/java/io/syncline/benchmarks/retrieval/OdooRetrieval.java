package io.syncline.benchmarks.retrieval;

import io.syncline.api.ModelName;
import io.syncline.api.SyncListener;
import io.syncline.benchmarks.Harness;
import io.syncline.benchmarks.Section;
import io.syncline.benchmarks.Size;
import io.syncline.cli.config.Config;
import io.syncline.cli.config.ConfigReader;
import io.syncline.cli.config.QuestionsFile;
import io.syncline.cli.wiring.OpenEngine;
import io.syncline.core.evaluation.Question;
import io.syncline.core.evaluation.QuestionDraft;
import io.syncline.core.evaluation.QuestionResolver;
import io.syncline.core.evaluation.SearchScope;
import io.syncline.core.port.Embedder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Asks questions about the demo data of a real Odoo, whose address is in the section {@code source} of the file that
 * {@value RetrievalSetup#CONFIG} names. The server must have been made as the file of questions says.
 */
public final class OdooRetrieval implements Harness {

    private static final String QUESTIONS = "odoo-17-questions.yaml";

    @Override
    public String name() {
        return "retrieval-odoo";
    }

    @Override
    public String purpose() {
        return "the same about the demo data of a real Odoo, which " + RetrievalSetup.CONFIG + " names";
    }

    @Override
    public Section run(Size size) throws Exception {
        Path directory = Files.createTempDirectory("syncline-retrieval-odoo");
        try {
            List<QuestionDraft> drafts = questions(directory);
            List<ModelName> models = drafts.stream()
                    .flatMap(draft -> draft.answers().stream())
                    .map(answer -> answer.model())
                    .distinct()
                    .toList();
            Config config = ConfigReader.read(directory, configuration(directory), System.getenv());
            List<SearchColumn> columns = new ArrayList<>();
            try (OpenEngine open = OpenEngine.of(config, SyncListener.NONE);
                    Embedder embedder = config.embedder().open()) {
                List<Question> questions =
                        QuestionResolver.resolve(MessageAnswers.withIds(drafts, open.source()), open.source());
                SearchColumn own = Retrieval.ownTexts("Syncline's default", open, models, questions);
                columns.add(own);
                columns.add(Retrieval.byMeaning("its texts by meaning alone", own, open, questions));
                columns.addAll(Retrieval.otherTexts(open.source(), embedder, models, questions));
            }
            return section(columns, models.size());
        } finally {
            Retrieval.delete(directory);
        }
    }

    private static List<QuestionDraft> questions(Path directory) throws IOException {
        Path file = directory.resolve(QUESTIONS);
        try (InputStream own = Objects.requireNonNull(OdooRetrieval.class.getResourceAsStream(QUESTIONS))) {
            Files.copy(own, file);
        }
        return QuestionsFile.read(directory, file);
    }

    /** The file of the environment, with the model in this process and an index in the directory where it names none. */
    private static Path configuration(Path directory) throws IOException {
        String file = System.getenv(RetrievalSetup.CONFIG);
        if (file == null) {
            throw new IllegalStateException("Set " + RetrievalSetup.CONFIG + " to a file with a section 'source'");
        }
        String chosen = Files.readString(Path.of(file));
        String embedder = chosen.contains("embedder:") ? "" : "embedder: {type: onnx}\n";
        String index = chosen.contains("sink:")
                ? ""
                : "sink: {type: sqlite, path: index.db}\nstate: {type: sqlite, path: index.db}\n";
        return Files.writeString(directory.resolve("syncline.yaml"), chosen + "\n" + embedder + index);
    }

    private static Section section(List<SearchColumn> columns, int models) {
        RetrievalTables tables = new RetrievalTables(columns);
        SearchColumn own = columns.get(0);
        String text = """
                %s questions about the demo data of a real Odoo 17, over XML-RPC as an administrator, in %s models, written from the
                records before any search was run; none was dropped because it is missed. The columns are those of
                [What a search finds](#what-a-search-finds). Each cell: recall@5 / recall@10 / nDCG@10.

                In all models together:

                %s
                Within the right model:

                %s
                The part of the questions for which one of the first 10 records shows the answer in its text or payload, in all
                models / within the right model:

                %s
                %s

                %s
                Syncline's default misses these questions in all models together:

                %s
                """.formatted(
                        own.report().results().size(),
                        models,
                        tables.figures(SearchScope.ALL_MODELS),
                        tables.figures(SearchScope.RIGHT_MODEL),
                        tables.answered(),
                        tables.columnsAhead(),
                        tables.costs(),
                        tables.misses(own));
        return new Section("What a search finds in a real Odoo", text);
    }
}
