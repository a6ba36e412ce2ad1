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

/** Shows a sync, a change, a cleanup and searches on the embedded defaults: no server, no key, no network. */
public final class Demo {

    private final Shell shell;
    private final DemoOutput output;
    private final SyncListener listener;
    private final Runner runner;

    private Demo(Shell shell, DemoOutput output, SyncListener listener, Runner runner) {
        this.shell = shell;
        this.output = output;
        this.listener = listener;
        this.runner = runner;
    }

    /** Runs a sync to its end. */
    @FunctionalInterface
    public interface Runner {

        /**
         * Runs a sync to its end.
         *
         * @param engine the engine
         * @param request the sync
         * @return its report
         * @throws Exception if waiting was interrupted
         */
        SyncReport run(SyncEngine engine, SyncRequest request) throws Exception;
    }

    /**
     * Creates a demo.
     *
     * @param shell its environment
     * @param lines takes the output line by line
     * @param listener of each run
     * @param runner runs each sync
     * @return the demo, not started
     */
    public static Demo of(Shell shell, Consumer<String> lines, SyncListener listener, Runner runner) {
        return new Demo(shell, new DemoOutput(new Console(shell), lines), listener, runner);
    }

    /**
     * Runs all steps.
     *
     * @return the claims of the steps
     * @throws DemoFailedException if a step does not show what it claims
     * @throws Exception if it was stopped
     */
    public Json run() throws Exception {
        Instant began = shell.clock().instant();
        Company company = Company.generate();
        output.say("Syncline keeps a vector database in sync with Odoo, shown here with sample data:");
        try (DemoOdoo odoo = DemoOdoo.start(company, shell.clock())) {
            Path file = DemoFiles.prepare(shell.directory(), odoo);
            introduce(company, odoo);
            Config config = ConfigReader.read(shell.directory(), file, shell.environment());
            try (OpenEngine open = OpenEngine.of(config, listener)) {
                new DemoSteps(company, odoo, open.engine(), runner, output).run();
            }
            Duration time = Duration.between(began, shell.clock().instant());
            farewell(file, time);
            return new Json()
                    .with("success", true)
                    .with("records", company.records())
                    .with("duration_ms", time.toMillis())
                    .with("steps", output.steps())
                    .with("errors", List.of());
        }
    }

    private void introduce(Company company, DemoOdoo odoo) {
        output.say(
                company.name() + " sells workplace equipment to customers in five countries. Its Odoo, a server inside"
                        + " this process");
        output.say(
                "at " + odoo.url() + ", holds " + Text.number(company.records()) + " records in English and German:");
        output.say("   res.partner       " + Text.number(company.customers().size()) + " customers and "
                + Text.number(company.contacts().size()) + " contacts, such as "
                + company.customers().get(0).name() + ", "
                + company.customers().get(0).city());
        output.say("   product.template  " + Text.number(company.products().size()) + " products, such as "
                + company.products().get(0).name());
        output.say("   crm.lead          " + Text.number(company.leads().size()) + " leads, such as "
                + company.leads().get(0).name());
        output.say("Embedder: MiniLM, in this process, without network. Vectors and state: a SQLite file.");
    }

    private void farewell(Path file, Duration time) {
        output.say("The demo took " + Text.duration(time) + ". The bundled model is English-only; for other languages");
        output.say("use the embedder voyage. What next:");
        output.say("   ./syncline search \"something against back pain\" --config " + file + "   ask this index more");
        output.say("   ./syncline demo --keep                          keep the sample server to practise on");
        output.say("   ./syncline init                                 an example configuration for your own Odoo");
        output.say("   ./syncline sync res.partner --limit 100         try it on a hundred records");
    }
}
