package io.syncline.cli;

import io.syncline.sqlite.SqliteStore;
import java.security.SecureRandom;
import java.util.logging.Logger;

/**
 * Makes ready on another thread, while the command line and the configuration are read, what takes long and nearly every
 * command needs: the JDK's logging, SQLite's driver, random numbers. Whoever needs one of them sooner waits for it.
 */
final class HeadStart implements Runnable {

    private HeadStart() {}

    static void begin() {
        Thread thread = new Thread(new HeadStart(), "syncline-head-start");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        Logger.getLogger("");
        SqliteStore.loadDriver();
        new SecureRandom().nextInt();
    }
}
