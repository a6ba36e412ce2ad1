package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.cli.CliHarness.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions with known answers, asked of an index of partners. */
class EvaluateCommandTest {

    private static final String PARTNERS = TestOdoo.PARTNERS;

    private static final String QUESTIONS = """
            questions:
              - ask: who sells cheese from the mountains?
                group: trade
                answers: {res.partner: Mountain Cheese Dairy}
                shows: Leeds
              - ask: zebra
                group: others
                answers: {res.partner: 40}
            """;

    @TempDir
    private Path directory;

    private final TestOdoo odoo = new TestOdoo(40);
    private CliHarness cli;

    @BeforeEach
    void configure() throws IOException {
        odoo.database().write(PARTNERS, 5, Map.of("name", "Mountain Cheese Dairy"));
        cli = new CliHarness(directory)
                .file("syncline.yaml", odoo.config("models: {res.partner: {fields: [name]}}\n"))
                .file("questions.yaml", QUESTIONS);
    }

    @AfterEach
    void close() {
        odoo.close();
    }

    private static JsonNode json(Result result) throws IOException {
        assertThat(result.out().lines()).as(result.all()).hasSize(1);
        return new ObjectMapper().readTree(result.out());
    }

    @Test
    void figuresAndMissesShouldBeListed() {
        cli.run("sync", PARTNERS);

        Result result = cli.run("evaluate", "questions.yaml", "--k", "1");

        assertThat(result.status()).as(result.all()).isZero();
        assertThat(result.out())
                .containsPattern("questions +recall@1 +nDCG@10 +answered +recall@1 +nDCG@10 +answered")
                .containsPattern("trade +1 +1.00 +1.00 +0.00 +1.00 +1.00 +0.00")
                .containsPattern("all questions +2 +0.50")
                .contains("Not among the first 1 records of all models: the answers to 1 question\n  zebra\n")
                .contains("expected res.partner 40 (not among the first 1 of its model)")
                .contains("what is asked for by 1 question\n  who sells cheese")
                .contains("expected res.partner 5 (1. in its model) to show Leeds");
    }

    @Test
    void pastedQuestionShouldBeAskedWithAWarning() throws IOException {
        cli.run("sync", PARTNERS);
        cli.file(
                "questions.yaml",
                "questions: [{ask: 'Mountain Cheese Dairy" + " and more words".repeat(400)
                        + "', answers: {res.partner: 5}}]");

        Result evaluated = cli.run("evaluate", "questions.yaml");
        Result searched = cli.run("search", "Mountain Cheese Dairy" + " and more words".repeat(400));

        assertThat(evaluated.status()).as(evaluated.all()).isZero();
        assertThat(evaluated.out()).contains("Every answer is among the first 10 records.");
        assertThat(searched.status()).as(searched.all()).isZero();
        assertThat(searched.out()).contains("res.partner 5");
        assertThat(evaluated.err() + searched.err())
                .as("both say it")
                .containsPattern("(?s)only its first .* characters.*only its first .* characters");
    }

    @Test
    void jsonShouldHaveFiguresAndTheRankOfEachAnswer() throws IOException {
        cli.run("sync", PARTNERS);

        JsonNode report = json(cli.run("evaluate", "questions.yaml", "--k", "3", "--json"));

        assertThat(report.get("success").booleanValue()).isTrue();
        assertThat(report.get("k").intValue()).isEqualTo(3);
        assertThat(report.get("questions").intValue()).isEqualTo(2);
        assertThat(report.at("/groups/trade/right_model/recall").doubleValue()).isEqualTo(1);
        assertThat(report.at("/figures/all_models/answered").doubleValue()).isLessThan(1);
        JsonNode first = report.get("results").get(0);
        assertThat(first.at("/all_models/answers/0/record_id").intValue()).isEqualTo(5);
        assertThat(first.at("/all_models/answers/0/rank").intValue()).isEqualTo(1);
        assertThat(first.at("/all_models/answered").booleanValue()).isFalse();
        assertThat(first.get("first_found").size()).isEqualTo(3);
        assertThat(report.get("errors")).isEmpty();
    }

    @Test
    void missingRecordShouldBeRefusedBeforeAnythingIsAsked() throws IOException {
        cli.run("sync", PARTNERS);
        cli.file("questions.yaml", "questions: [{ask: who?, answers: {res.partner: [4711, Nobody at all]}}]");

        Result result = cli.run("evaluate", "questions.yaml", "--json");

        assertThat(result.status()).isEqualTo(ExitCode.USAGE);
        assertThat(json(result).get("errors").get(0).textValue())
                .contains("'who?' expects res.partner 4711, which does not exist in the source")
                .contains("expects res.partner 'Nobody at all'");
    }

    @Test
    void missingModelShouldBeRefused() throws IOException {
        cli.file("questions.yaml", "questions: [{ask: who?, answers: {res.partners: 4}}]");

        Result result = cli.run("evaluate", "questions.yaml");

        assertThat(result.status()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("res.partners");
    }

    @Test
    void missingIndexShouldBeRefused() {
        Result result = cli.run("evaluate", "questions.yaml");

        assertThat(result.status()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("There is no index");
    }

    @Test
    void modelThatWasNeverSyncedShouldBeRefused() {
        cli.run("sync", "res.partner.category");

        Result result = cli.run("evaluate", "questions.yaml");

        assertThat(result.status()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("never synced completely: res.partner. Run 'syncline sync'");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void twoIndexesShouldBeCompared() throws IOException {
        cli.file("before.yaml", odoo.config("""
                        models: {res.partner: {fields: [city]}}
                        sink: {type: sqlite, path: before.db}
                        state: {type: sqlite, path: before.db}
                        """));
        cli.run("sync", PARTNERS);
        cli.run("sync", PARTNERS, "--config", "before.yaml");

        Result text = cli.run("evaluate", "questions.yaml", "--k", "1", "--against", "before.yaml");
        JsonNode json = json(cli.run("evaluate", "questions.yaml", "--k", "1", "--against", "before.yaml", "--json"));

        assertThat(text.out())
                .contains("Before:\n", "After:\n")
                .contains("Found only after the change, all models together: 1\n  who sells cheese");
        assertThat(json.at("/gained/right_model/0").textValue()).isEqualTo("who sells cheese from the mountains?");
        assertThat(json.at("/lost/right_model")).isEmpty();
        assertThat(json.at("/after/figures/all_models/recall").doubleValue())
                .isGreaterThan(json.at("/before/figures/all_models/recall").doubleValue());
    }

    @Test
    void numberOfRecordsShouldBeInRange() {
        cli.run("sync", PARTNERS);

        Result result = cli.run("evaluate", "questions.yaml", "--k", "0");

        assertThat(result.status()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("must be from 1 to 1000, but is 0");
    }

    @Test
    void missingFileShouldBeNamed() {
        Result result = cli.run("evaluate", "question.yaml");

        assertThat(result.status()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("The file of questions question.yaml does not exist");
    }
}
