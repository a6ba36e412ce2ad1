package io.syncline.benchmarks.retrieval;

import io.syncline.api.ModelName;
import io.syncline.core.evaluation.ExpectedRecord;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The texts that scripts make: all fields of the types char, text and html, one a line, without labels or markup. */
final class SourceTexts {

    private static final Set<FieldType> TYPES = Set.of(FieldType.TEXT, FieldType.HTML);
    private static final Pattern TAG = Pattern.compile("<[^>]+>");
    private static final Pattern SPACE = Pattern.compile("[ \\t]+");
    private static final int PAGE = 500;

    private SourceTexts() {}

    static Map<ExpectedRecord, String> read(RecordSource source, List<ModelName> models) {
        Map<ExpectedRecord, String> texts = new LinkedHashMap<>();
        for (ModelName model : models) {
            List<String> fields = source.describe(model).fields().stream()
                    .filter(field -> TYPES.contains(field.type()) && isOwn(field))
                    .map(FieldDescription::name)
                    .toList();
            RecordScope scope =
                    RecordScope.builder().model(model).addAllFields(fields).build();
            IdRange rest = IdRange.ALL;
            boolean end = false;
            while (!end) {
                RecordPage page = source.page(scope, rest, PAGE);
                page.records()
                        .forEach(record -> texts.put(new ExpectedRecord(model, record.id()), text(record, fields)));
                rest = rest.remainingAfter(page.resumeAfter());
                end = page.end();
            }
        }
        texts.values().removeIf(String::isBlank);
        return texts;
    }

    /** Lines of a recipe, such as {@code order_line.lines}, are described as fields too. */
    private static boolean isOwn(FieldDescription field) {
        return !field.name().contains(".");
    }

    private static String text(SourceRecord record, List<String> fields) {
        return fields.stream()
                .map(field -> text(record.field(field)))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n"));
    }

    private static String text(FieldValue value) {
        if (value instanceof FieldValue.Text text) {
            return text.value().strip();
        }
        if (value instanceof FieldValue.Html html) {
            String plain =
                    TAG.matcher(html.value().replaceAll("</(p|h2|li)>", "\n")).replaceAll(" ");
            return SPACE.matcher(plain.replace("&amp;", "&").replace("&lt;", "<"))
                    .replaceAll(" ")
                    .strip();
        }
        return "";
    }
}
