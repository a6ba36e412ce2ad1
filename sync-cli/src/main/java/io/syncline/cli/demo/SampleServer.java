package io.syncline.cli.demo;

import java.time.InstantSource;

/** The Odoo server of the demo with all sample data, for programs that measure with it. Thread-safe. */
public final class SampleServer implements AutoCloseable {

    private final DemoOdoo odoo;

    private SampleServer(DemoOdoo odoo) {
        this.odoo = odoo;
    }

    /**
     * Starts the server and fills it, with the same records each time.
     *
     * @param clock of the server
     * @return the server, which is to be closed
     */
    public static SampleServer start(InstantSource clock) {
        return new SampleServer(DemoOdoo.startWithOffice(Company.generate(), clock));
    }

    /** The address. */
    public String url() {
        return odoo.url();
    }

    /** The name of the database. */
    public String database() {
        return odoo.database();
    }

    /** The login of its administrator. */
    public String login() {
        return odoo.login();
    }

    /** The password of its administrator. */
    public String password() {
        return odoo.password();
    }

    @Override
    public void close() {
        odoo.close();
    }
}
