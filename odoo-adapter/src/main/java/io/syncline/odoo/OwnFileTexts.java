package io.syncline.odoo;

import io.syncline.core.port.record.IdRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The texts of records that are files. Of files with one content, the first in scope has the text, and the others name it: so a
 * file that is attached to a hundred orders is embedded once, and found once.
 */
final class OwnFileTexts {

    private final FileReader reader;
    private final Query query;
    private final RecipePart part;

    OwnFileTexts(FileReader reader, Query query, RecipePart part) {
        this.reader = reader;
        this.query = query;
        this.part = part;
    }

    Map<Long, FileText> of(List<Map<String, Object>> rows) {
        List<AttachedFile> files = shown(rows);
        Map<String, Long> first = first(files);
        Map<Long, FileText> texts = new HashMap<>();
        for (AttachedFile file : files) {
            long owner = first.getOrDefault(file.checksum(), file.id());
            texts.put(
                    file.id(),
                    owner < file.id()
                            ? FileText.of("the same as that of " + AttachedFile.MODEL + " " + owner)
                            : reader.readOrReason(file));
        }
        return texts;
    }

    private List<AttachedFile> shown(List<Map<String, Object>> rows) {
        return rows.stream()
                .filter(row -> part.when().areMetBy(row))
                .map(AttachedFile::of)
                .filter(AttachedFile::mayHaveText)
                .toList();
    }

    /** The first file of each content among all that are in scope. */
    private Map<String, Long> first(List<AttachedFile> files) {
        Set<String> checksums =
                files.stream().map(AttachedFile::checksum).collect(Collectors.toCollection(TreeSet::new));
        if (checksums.isEmpty()) {
            return Map.of();
        }
        Domain same = query.unchanged().in(IdRange.ALL).and("checksum", "in", List.copyOf(checksums));
        List<String> names = new ArrayList<>(WireFields.of(query).names());
        names.retainAll(deciding());
        List<Map<String, Object>> rows = reader.api().searchRead(AttachedFile.MODEL, same, names, 0);
        return shown(rows.stream().filter(row -> !query.isPrivate(row)).toList()).stream()
                .collect(Collectors.toMap(AttachedFile::checksum, AttachedFile::id, Math::min));
    }

    private Set<String> deciding() {
        Set<String> names = new TreeSet<>(AttachedFile.FIELDS);
        names.addAll(part.when().fields());
        names.addAll(query.decidingToRead());
        names.add("id");
        return names;
    }
}
