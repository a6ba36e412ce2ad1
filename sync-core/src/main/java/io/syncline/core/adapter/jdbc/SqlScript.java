package io.syncline.core.adapter.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Scripts in the jar of an adapter, which people may also apply by hand. */
public final class SqlScript {

    private SqlScript() {}

    /**
     * The text of a script.
     *
     * @param owner a class of the adapter; the script is in its package or below
     * @param name the name from there
     * @throws IllegalStateException if the jar has no such script
     */
    public static String read(Class<?> owner, String name) {
        try (InputStream script = owner.getResourceAsStream(name)) {
            if (script == null) {
                throw new IllegalStateException(
                        "The resource " + name + " is missing from the jar of " + owner.getPackageName());
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the resource " + name, e);
        }
    }
}
