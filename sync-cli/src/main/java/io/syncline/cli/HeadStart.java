package io.syncline.cli;

import io.syncline.core.port.ModelState;
import io.syncline.core.state.StateText;
import io.syncline.sqlite.SqliteStore;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.logging.Logger;

/**
 * Makes ready on another thread, while the command line and the configuration are read, what takes long and nearly every
 * command needs: the JDK's logging, SQLite's driver, random numbers, the text of a model's state, the JDK's HTTP client.
 * Whoever needs one of them sooner waits for it.
 */
final class HeadStart implements Runnable {

    private HeadStart() {}

    static void begin() {
        Thread thread = new Thread(new HeadStart(), "syncline-head-start");
        thread.setDaemon(true);
        thread.start();
    }

    /** Whoever needs what fails here meets the failure again, and can tell it. */
    @Override
    public void run() {
        try {
            Logger.getLogger("");
            SqliteStore.loadDriver();
            new SecureRandom().nextInt();
            StateText.read(StateText.write(
                    ModelState.builder().watermark(Instant.EPOCH).build()));
            // Opens nothing yet.
            URI.create("http://localhost").toURL().openConnection();
        } catch (IOException | RuntimeException | LinkageError notNow) {
            return;
        }
    }
}
