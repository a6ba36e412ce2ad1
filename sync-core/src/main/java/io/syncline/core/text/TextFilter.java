package io.syncline.core.text;

import io.syncline.api.ModelName;

/**
 * Changes texts before they are hashed, embedded and stored: a hook for applications that mask personal data. It sees each
 * part of a text, the title of a record, and each text of a payload.
 *
 * <p>If it throws or returns null, the record at hand is stored as failed, and no other one. The message of the exception appears
 * nowhere, since it may have the text. Queries of a search do not go through it.
 *
 * <p>The same text must always give the same result, on every machine. Thread-safe.
 */
public interface TextFilter {

    /** Changes nothing. */
    TextFilter NONE = new TextFilter() {
        @Override
        public String name() {
            return "";
        }

        @Override
        public String filter(ModelName model, String text) {
            return text;
        }
    };

    /**
     * What distinguishes this filter from others and from its own earlier versions: a changed name is a changed fingerprint,
     * so that every record is embedded again.
     *
     * @return a short stable name such as {@code masked-2}
     */
    String name();

    /**
     * The text to use instead.
     *
     * @param model the model of the record
     * @param text a text of one or more lines
     * @return another text, or the same one; blank to drop it
     */
    String filter(ModelName model, String text);
}
