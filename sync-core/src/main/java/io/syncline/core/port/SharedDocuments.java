package io.syncline.core.port;

import io.syncline.core.port.metadata.VersionedDocument;
import java.util.regex.Pattern;

/**
 * Stores small texts under names, for all that share the store: a second interface of a {@link MetadataStore}. An
 * engine that shares a quota with other processes stores the ledger of that quota in one of them.
 *
 * <p>A change that returned is visible to every later read of all that share the store.
 */
public interface SharedDocuments {

    /** The form of names; every store can store them as they are. */
    Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    /** The most characters of a document; every store keeps so many. */
    int MOST_CHARACTERS = 16_000;

    /**
     * Reads a document.
     *
     * @param name its name, which matches {@link #NAME}
     * @return the document with its revision; {@link VersionedDocument#NONE} if there is none
     * @throws IllegalArgumentException if the name is malformed
     */
    VersionedDocument document(String name);

    /**
     * Replaces a document if nobody else has done so since it was read. Atomic.
     *
     * @param name its name, which matches {@link #NAME}
     * @param expectedRevision the revision that was read; 0 if there was none
     * @param next the new text, at most {@link #MOST_CHARACTERS} characters of any kind but NUL
     * @return whether the document was replaced, and has the revision after the expected one; if false, nothing was
     *     changed
     * @throws IllegalArgumentException if the name is malformed
     * @throws io.syncline.api.failure.UnknownOutcomeException if it may or may not have been replaced
     */
    boolean compareAndSetDocument(String name, long expectedRevision, String next);

    /**
     * Checks a name.
     *
     * @param name any text
     * @return the name
     * @throws IllegalArgumentException if it does not match {@link #NAME}
     */
    static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("The name of a shared document must be lower-case letters, digits,"
                    + " hyphens and underscores, at most 64, beginning with a letter or digit, not '" + name + "'");
        }
        return name;
    }
}
