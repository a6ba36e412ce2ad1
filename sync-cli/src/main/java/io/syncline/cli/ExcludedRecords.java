package io.syncline.cli;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** The option {@code --without}, which names records by model: {@code res.partner:7,8}. */
final class ExcludedRecords {

    private final OptionSpec option = OptionSpec.builder("--without")
            .paramLabel("MODEL:ID[,ID]")
            .type(List.class)
            .auxiliaryTypes(Excluded.class)
            .converters(ExcludedRecords::parse)
            .description("switch although the new collection lacks these records, because its embedder refuses them")
            .build();

    /** Records of one model. */
    record Excluded(ModelName model, List<RecordId> ids) {}

    OptionSpec option() {
        return option;
    }

    Map<ModelName, Set<RecordId>> byModel() {
        Map<ModelName, Set<RecordId>> records = new TreeMap<>();
        for (Excluded excluded : CommandSpecs.valueOf(option, List.<Excluded>of())) {
            records.computeIfAbsent(excluded.model(), model -> new LinkedHashSet<>())
                    .addAll(excluded.ids());
        }
        return records;
    }

    static Excluded parse(String written) {
        int colon = written.indexOf(':');
        String ids = written.substring(colon + 1);
        if (colon < 1 || ids.isEmpty()) {
            throw new TypeConversionException("'" + written + "' names no records; give them as res.partner:4711,4712");
        }
        List<RecordId> parsed = new ArrayList<>();
        for (String id : WrittenIds.isQuoted(ids) && ids.indexOf('"', 1) == ids.length() - 1
                ? new String[] {ids}
                : ids.split(",", -1)) {
            parsed.add(WrittenIds.parse(id));
        }
        return new Excluded(new ModelConverter().convert(written.substring(0, colon)), parsed);
    }
}
