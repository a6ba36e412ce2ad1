package io.syncline.odoo;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Odoo knows about a file before its content is read.
 *
 * @param id the record of {@code ir.attachment}
 * @param name the file name; may be empty
 * @param mediaType the media type as it was declared; may be empty
 * @param checksum Odoo's hash of the content: files with the same one are the same; empty if there is no content
 * @param size bytes of the content
 */
record AttachedFile(long id, String name, String mediaType, String checksum, long size) {

    /** The model of files. */
    static final String MODEL = "ir.attachment";

    /** The fields that it is made of. */
    static final List<String> FIELDS = List.of("name", "mimetype", "checksum", "file_size", "type");

    /** Files without a text for people; most of them are many. */
    private static final Set<String> NO_TEXT = Set.of(
            "text/css",
            "text/scss",
            "text/less",
            "text/javascript",
            "application/javascript",
            "application/x-javascript");

    static AttachedFile of(Map<String, Object> row) {
        boolean stored = !(row.get("type") instanceof String type) || type.equals("binary");
        return new AttachedFile(
                RowReader.id(row),
                text(row.get("name")),
                text(row.get("mimetype")),
                stored ? text(row.get("checksum")) : "",
                row.get("file_size") instanceof Number size ? size.longValue() : 0);
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }

    /** Whether it may have a text. Pictures, sounds, and what belongs to the pages of a site have none. */
    boolean mayHaveText() {
        return !checksum.isEmpty()
                && size > 0
                && !NO_TEXT.contains(mediaType)
                && !mediaType.startsWith("image/")
                && !mediaType.startsWith("audio/")
                && !mediaType.startsWith("video/");
    }

    /** Without the name, which may say too much. */
    @Override
    public String toString() {
        return MODEL + " " + id;
    }
}
