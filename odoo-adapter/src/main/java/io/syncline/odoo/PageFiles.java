package io.syncline.odoo;

import io.syncline.odoo.WireFields.Wanted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The texts of the files of a page of records.
 *
 * @param texts by name of the part, then by id of the record
 */
record PageFiles(Map<String, Map<Long, FileText>> texts) {

    /**
     * Reads the files that a page shows. Records that are private as a whole show none.
     *
     * @param reader reads files
     * @param query what was read
     * @param wanted the fields to return
     * @param rows the records
     */
    static PageFiles of(FileReader reader, Query query, List<Wanted> wanted, List<Map<String, Object>> rows) {
        Map<String, Map<Long, FileText>> texts = new HashMap<>();
        List<Map<String, Object>> open =
                rows.stream().filter(row -> !query.isPrivate(row)).toList();
        for (Wanted one : wanted) {
            RecipePart part = one.part();
            if (part != null && part.files().isPresent() && !open.isEmpty()) {
                boolean attached = part.files().get().attached();
                texts.put(
                        part.name(),
                        attached
                                ? new AttachmentTexts(reader, query, part).of(open)
                                : new OwnFileTexts(reader, query, part).of(open));
            }
        }
        return new PageFiles(texts);
    }

    /** The text of a part, or empty if the part is none of files. */
    Optional<FileText> text(Wanted wanted, long id) {
        Map<Long, FileText> byId = texts.get(wanted.name());
        return byId == null ? Optional.empty() : Optional.of(byId.getOrDefault(id, FileText.NONE));
    }
}
