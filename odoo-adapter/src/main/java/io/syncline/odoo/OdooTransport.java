package io.syncline.odoo;

import org.jspecify.annotations.Nullable;

/**
 * An API of Odoo. Answers are strings, {@link Integer}, {@link Long}, {@link Double}, {@link Boolean},
 * lists, maps with string keys, and null, whatever the API.
 *
 * <p>Thread-safe. Methods throw {@link CallFailure}; calls make one request.
 */
interface OdooTransport {

    /** Checks the credentials. */
    Login login();

    /** Calls a method as the user of the login. */
    @Nullable Object call(OdooCall call, Login login);

    /** Requests version and time, without a login. */
    ServerInfo server();
}
