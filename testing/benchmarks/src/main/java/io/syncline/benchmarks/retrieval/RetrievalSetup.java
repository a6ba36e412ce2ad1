package io.syncline.benchmarks.retrieval;

import io.syncline.api.ModelName;
import io.syncline.benchmarks.Size;
import io.syncline.cli.config.QuestionsFile;
import io.syncline.cli.demo.SampleServer;
import io.syncline.core.evaluation.QuestionDraft;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is measured: by default the sample server's records with the model in this process. The environment chooses others:
 * {@value #CONFIG} names a file with sections of a configuration, such as another embedder or another source, and
 * {@value #QUESTIONS} a file of questions for it.
 */
final class RetrievalSetup {

    static final String CONFIG = "SYNCLINE_RETRIEVAL_CONFIG";
    static final String QUESTIONS = "SYNCLINE_RETRIEVAL_QUESTIONS";

    /** The models that people of the sample company search. */
    private static final List<String> MODELS = List.of(
            "res.partner",
            "product.template",
            "product.product",
            "product.pricelist",
            "crm.lead",
            "sale.order",
            "purchase.order",
            "account.move",
            "stock.picking",
            "mrp.bom",
            "mrp.production",
            "repair.order",
            "project.project",
            "project.task",
            "hr.employee",
            "hr.department",
            "hr.job",
            "calendar.event",
            "event.event",
            "mail.message",
            "blog.post");

    private static final List<String> SMALL = List.of("hr.employee", "hr.department", "hr.job", "event.event");

    private final Size size;

    RetrievalSetup(Size size) {
        this.size = size;
    }

    /** Whether the records and the embedder are those whose figures are published. */
    static boolean isDefault() {
        return Stream.of(CONFIG, QUESTIONS).allMatch(name -> System.getenv(name) == null);
    }

    /** The questions; at the smallest size only those about few small models. */
    List<QuestionDraft> questions(Path directory) throws IOException {
        Path file = directory.resolve("questions.yaml");
        try (InputStream own = Objects.requireNonNull(getClass().getResourceAsStream("questions.yaml"))) {
            Files.copy(own, file);
        }
        Optional<String> other = Optional.ofNullable(System.getenv(QUESTIONS));
        List<QuestionDraft> all =
                QuestionsFile.read(directory, other.map(Path::of).orElse(file));
        return size == Size.FULL
                ? all
                : all.stream()
                        .filter(draft -> draft.answers().stream()
                                .allMatch(
                                        answer -> SMALL.contains(answer.model().value())))
                        .toList();
    }

    /** The models to search: those of the sample company, or those of the answers. */
    List<ModelName> models(List<QuestionDraft> questions) {
        if (size == Size.SMOKE || System.getenv(QUESTIONS) != null) {
            return questions.stream()
                    .flatMap(draft -> draft.answers().stream())
                    .map(answer -> answer.model())
                    .distinct()
                    .toList();
        }
        return MODELS.stream().map(ModelName::of).toList();
    }

    /** Writes the configuration; sections of the other file replace the default ones. */
    Path configuration(Path directory, SampleServer server) throws IOException {
        return write(directory, "syncline", server, "");
    }

    /** Writes a configuration with the fields that were the default before there were recipes. */
    Path earlierConfiguration(Path directory, SampleServer server) throws IOException {
        try (InputStream fields = Objects.requireNonNull(getClass().getResourceAsStream("stored-fields.yaml"))) {
            return write(directory, "earlier", server, new String(fields.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Path write(Path directory, String name, SampleServer server, String models) throws IOException {
        String chosen = System.getenv(CONFIG) == null
                ? "embedder: {type: onnx}\n"
                : Files.readString(Path.of(System.getenv(CONFIG)));
        String source = "source: {type: odoo, url: \"%s\", database: %s, username: %s, password: %s, language: en_US}%n"
                .formatted(server.url(), server.database(), server.login(), server.password());
        String index = "sink: {type: sqlite, path: %1$s.db}%nstate: {type: sqlite, path: %1$s.db}%n".formatted(name);
        String text = chosen
                + (chosen.contains("source:") ? "" : source)
                + (chosen.contains("sink:") ? "" : index)
                + (chosen.contains("models:") ? "" : models);
        return Files.writeString(directory.resolve(name + ".yaml"), text);
    }
}
