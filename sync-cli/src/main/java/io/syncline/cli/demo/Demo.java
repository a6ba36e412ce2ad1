package io.syncline.cli.demo;

import io.syncline.api.SyncListener;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.cli.config.Config;
import io.syncline.cli.config.ConfigReader;
import io.syncline.cli.output.Console;
import io.syncline.cli.output.Json;
import io.syncline.cli.output.Shell;
import io.syncline.cli.output.Text;
import io.syncline.cli.wiring.OpenEngine;
import io.syncline.core.SyncEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** The whole story on the embedded defaults: no server, no key, no network. */
public final class Demo {

    private final Shell shell;
    private final Narrator narrator;
    private final SyncListener listener;
    private final Runner runner;

    private Demo(Shell shell, Narrator narrator, SyncListener listener, Runner runner) {
        this.shell = shell;
        this.narrator = narrator;
        this.listener = listener;
        this.runner = runner;
    }

    /** Waits for a sync that was started. */
    @FunctionalInterface
    public interface Runner {

        /**
         * Runs a sync to its end.
         *
         * @param engine the engine
         * @param request what to sync
         * @return its report
         * @throws Exception if waiting was interrupted
         */
        SyncReport run(SyncEngine engine, SyncRequest request) throws Exception;
    }

    /**
     * A demo.
     *
     * @param shell where it runs
     * @param lines takes the story, line by line
     * @param listener hears of each run
     * @param runner waits for each run, or stops it
     * @return the demo, not yet begun
     */
    public static Demo of(Shell shell, Consumer<String> lines, SyncListener listener, Runner runner) {
        Narrator narrator = new Narrator(new Console(shell), lines);
        return new Demo(shell, narrator, listener, runner);
    }

    /**
     * Tells the story from beginning to end.
     *
     * @return what was shown
     * @throws DemoFailedException if anything did not go as told
     * @throws Exception if it was stopped
     */
    public Json tell() throws Exception {
        Instant began = shell.clock().instant();
        Company company = Company.generate();
        narrator.say("Syncline keeps a vector database in step with Odoo. This is how, on a made-up company:");
        try (DemoOdoo odoo = DemoOdoo.start(company, shell.clock())) {
            Path file = DemoFiles.prepare(shell.directory(), odoo);
            introduce(company, odoo);
            Config config = ConfigReader.read(shell.directory(), file, shell.environment());
            try (OpenEngine open = OpenEngine.of(config, listener)) {
                new Story(company, odoo, open.engine(), runner, narrator).tell();
            }
            Duration time = Duration.between(began, shell.clock().instant());
            farewell(file, time);
            return new Json()
                    .with("success", true)
                    .with("records", company.records())
                    .with("duration_ms", time.toMillis())
                    .with("steps", narrator.steps())
                    .with("errors", List.of());
        }
    }

    private void introduce(Company company, DemoOdoo odoo) {
        narrator.say(
                company.name() + " sells workplace equipment to customers in five countries. Its Odoo, a server inside"
                        + " this process");
        narrator.say(
                "at " + odoo.url() + ", holds " + Text.number(company.records()) + " records in English and German:");
        narrator.say("   res.partner       " + Text.number(company.customers().size()) + " customers and "
                + Text.number(company.contacts().size()) + " contacts, such as "
                + company.customers().get(0).name() + ", "
                + company.customers().get(0).city());
        narrator.say("   product.template  " + Text.number(company.products().size()) + " products, such as "
                + company.products().get(0).name());
        narrator.say("   crm.lead          " + Text.number(company.leads().size()) + " leads, such as "
                + company.leads().get(0).name());
        narrator.say("Embedder: MiniLM, in this process, without network. Vectors and state: a SQLite file.");
    }

    private void farewell(Path file, Duration time) {
        narrator.say("All of it took " + Text.duration(time)
                + ". MiniLM knows English; for questions in German and other" + " languages");
        narrator.say("use the embedder voyage. What next:");
        narrator.say(
                "   ./syncline search \"something against back pain\" --config " + file + "   ask this index more");
        narrator.say("   ./syncline init                                 an example configuration for your own Odoo");
        narrator.say("   ./syncline sync res.partner --limit 100         try it on a hundred records");
    }
}
