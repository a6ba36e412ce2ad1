package io.syncline.odoo;

import io.syncline.core.port.record.IdRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The texts of the files that are attached to records, for each record one text with a heading for each file. A content that is
 * attached to several records in scope, or to one of them several times, is shown once, by the first.
 */
final class AttachmentTexts {

    private static final String OWNER = "res_id";
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} ");
    private static final Pattern LINE_ENDS = Pattern.compile("\\s+");

    private final FileReader reader;
    private final Query query;
    private final int most;

    /** A file and the record that it is attached to. */
    private record Attachment(AttachedFile file, long owner) {}

    AttachmentTexts(FileReader reader, Query query, RecipePart part) {
        this.reader = reader;
        this.query = query;
        this.most = part.files().orElseThrow().limit();
    }

    Map<Long, FileText> of(List<Map<String, Object>> rows) {
        Set<Long> owners = new TreeSet<>(RowReader.idsOf(rows));
        return reader.api().optional(() -> texts(owners), failure -> unreadable(owners, failure));
    }

    private static Map<Long, FileText> unreadable(Set<Long> owners, CallFailure failure) {
        FileText problem = FileText.problem("its attachments cannot be listed: " + failure.getMessage());
        return owners.stream().collect(Collectors.toMap(owner -> owner, owner -> problem));
    }

    private Map<Long, FileText> texts(Set<Long> owners) {
        Map<Long, List<Attachment>> byOwner = read(OWNER, List.copyOf(owners)).stream()
                .collect(Collectors.groupingBy(Attachment::owner, TreeMap::new, Collectors.toList()));
        Map<String, Attachment> first = first(byOwner, owners);
        Map<Long, FileText> texts = new HashMap<>();
        byOwner.forEach((owner, files) -> texts.put(owner, text(files, first)));
        return texts;
    }

    private List<Attachment> read(String field, List<?> values) {
        if (values.isEmpty()) {
            return List.of();
        }
        Domain attached = Domain.in(IdRange.ALL)
                .and("res_model", "=", query.model().name().value())
                .and("res_field", "=", false)
                .and(field, "in", values.stream().map(AttachmentTexts::sendable).toList());
        List<String> names = new ArrayList<>(AttachedFile.FIELDS);
        names.add(OWNER);
        return reader.api().searchRead(AttachedFile.MODEL, attached, names, 0).stream()
                .filter(row -> row.get(OWNER) instanceof Number)
                .map(row -> new Attachment(AttachedFile.of(row), ((Number) row.get(OWNER)).longValue()))
                .filter(attachment -> attachment.file().mayHaveText())
                .toList();
    }

    private static Object sendable(Object value) {
        return value instanceof Long id && IdInterval.isNarrow(id) ? (Object) id.intValue() : value;
    }

    /** The first file of each content that is attached to a record in scope which is not private. */
    private Map<String, Attachment> first(Map<Long, List<Attachment>> byOwner, Set<Long> page) {
        Set<String> checksums = byOwner.values().stream()
                .flatMap(List::stream)
                .map(attachment -> attachment.file().checksum())
                .collect(Collectors.toCollection(TreeSet::new));
        List<Attachment> same = read("checksum", List.copyOf(checksums));
        Set<Long> open = open(same, page);
        return same.stream()
                .filter(attachment -> open.contains(attachment.owner()))
                .collect(Collectors.toMap(
                        attachment -> attachment.file().checksum(),
                        attachment -> attachment,
                        (one, other) -> one.file().id() < other.file().id() ? one : other));
    }

    private Set<Long> open(List<Attachment> same, Set<Long> page) {
        Set<Long> open = new TreeSet<>(page);
        Set<Long> others = same.stream().map(Attachment::owner).collect(Collectors.toCollection(TreeSet::new));
        others.removeAll(page);
        if (!others.isEmpty()) {
            List<String> names = new ArrayList<>(query.decidingToRead());
            names.add("id");
            reader.api().searchRead(query.model().name().value(), query.of(others), names, 0).stream()
                    .filter(row -> !query.isPrivate(row))
                    .forEach(row -> open.add(RowReader.id(row)));
        }
        return open;
    }

    private FileText text(List<Attachment> files, Map<String, Attachment> first) {
        StringBuilder text = new StringBuilder();
        List<String> problems = new ArrayList<>();
        int shown = 0;
        for (Attachment attachment : files) {
            if (shown == most) {
                break;
            }
            AttachedFile file = attachment.file();
            Attachment owner = first.getOrDefault(file.checksum(), attachment);
            if (owner.file().id() == file.id()) {
                FileText content = reader.readOrReason(file);
                text.append(section(file, content.text()));
                shown += content.text().isEmpty() ? 0 : 1;
                if (!content.problem().isEmpty()) {
                    problems.add(file + " " + content.problem());
                }
            } else if (owner.owner() != attachment.owner()) {
                text.append(section(file, "the same as that of " + query.model().name() + " " + owner.owner()));
            }
        }
        return new FileText(text.toString(), String.join("; ", problems));
    }

    /** A text under the name of its file; the headings within it name the file too, since each begins a chunk. */
    private static String section(AttachedFile file, String text) {
        if (text.isEmpty()) {
            return "";
        }
        String name = LINE_ENDS.matcher(file.name()).replaceAll(" ").strip();
        String within = HEADING.matcher(text).replaceAll("# " + Matcher.quoteReplacement(name) + ": ");
        return "# " + name + "\n" + within + "\n";
    }
}
