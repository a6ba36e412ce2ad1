package io.syncline.odoo.testserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A request and the answer of a real Odoo 18 to it. */
record Capture(String name, String request, String response) {

    static Capture of(String name) {
        return new Capture(name, read(name + ".request.xml"), read(name + ".response.xml"));
    }

    private static String read(String file) {
        try (InputStream in = Capture.class.getResourceAsStream("/captures/odoo18/" + file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String path() {
        return request.contains(">execute_kw<") ? "/xmlrpc/2/object" : "/xmlrpc/2/common";
    }

    Object result() {
        return OdooClient.decode(response.getBytes(StandardCharsets.UTF_8));
    }
}
