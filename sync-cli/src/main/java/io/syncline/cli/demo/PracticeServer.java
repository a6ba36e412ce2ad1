package io.syncline.cli.demo;

import io.syncline.cli.output.Json;
import io.syncline.cli.output.Shell;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** The Odoo server of the demo with its sample data and a configuration, to practise commands on. */
public final class PracticeServer {

    private PracticeServer() {}

    /**
     * Serves until a signal stops it.
     *
     * @param shell its environment
     * @param lines takes the output line by line
     * @return the address that was served
     * @throws Exception if waiting was interrupted
     */
    public static Json serve(Shell shell, Consumer<String> lines) throws Exception {
        try (DemoOdoo odoo = DemoOdoo.startWithOffice(Company.generate(), shell.clock())) {
            Path file = DemoFiles.prepare(shell.directory(), odoo);
            lines.accept("An Odoo-compatible server with sample data serves at " + odoo.url()
                    + " until Ctrl-C. In another terminal:");
            lines.accept("   ./syncline sync res.partner --config " + file);
            lines.accept("   ./syncline verify res.partner --config " + file);
            lines.accept("   ./syncline sync crm.lead --config " + file);
            lines.accept("   ./syncline search \"large order\" --as anna --config " + file
                    + "   (anna sees leads below 10,000, ben none)");
            CountDownLatch stopped = new CountDownLatch(1);
            return shell.signals().during(stopped::countDown, () -> {
                stopped.await();
                return new Json().with("success", true).with("url", odoo.url()).with("errors", List.of());
            });
        }
    }
}
