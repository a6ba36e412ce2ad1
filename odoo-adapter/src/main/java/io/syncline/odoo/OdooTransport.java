package io.syncline.odoo;

import org.jspecify.annotations.Nullable;

/**
 * One of the ways to call Odoo. Answers are strings, {@link Integer}, {@link Long}, {@link Double}, {@link Boolean},
 * lists, maps with string keys, and null, whichever way it is.
 *
 * <p>Thread-safe. Each method makes one request and throws {@link CallFailure}.
 */
interface OdooTransport {

    /** Checks the credentials. */
    Login login();

    /** Calls a method as the user of the login. */
    @Nullable Object call(OdooCall call, Login login);

    /** Asks for version and time, without a login. */
    ServerInfo server();
}
