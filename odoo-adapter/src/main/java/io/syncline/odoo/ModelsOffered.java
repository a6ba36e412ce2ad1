package io.syncline.odoo;

import io.syncline.api.ModelName;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.OfferedModel;
import io.syncline.core.port.record.OfferedModels;
import io.syncline.odoo.internal.recipe.ShippedRecipes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lists the models of a database. Administrators may list them; for others, the names of usual models are tried.
 *
 * <p>Thread-safe.
 */
final class ModelsOffered {

    private static final Domain ALL = Domain.in(IdRange.ALL);

    private final OdooApi api;

    ModelsOffered(OdooApi api) {
        this.api = api;
    }

    /** Models that are no more than a part of others, such as {@code mail.thread}, have no records and are left out. */
    OfferedModels list() {
        Optional<Map<String, String>> listed = titles();
        Map<String, String> titles = listed.orElseGet(ModelsOffered::usual);
        List<OfferedModel> models = titles.entrySet().stream()
                .filter(model -> isSyncable(model.getKey()))
                .flatMap(model -> model(model.getKey(), model.getValue()).stream())
                .toList();
        return new OfferedModels(models, listed.isPresent());
    }

    private static boolean isSyncable(String name) {
        try {
            return ModelName.of(name).value().equals(name);
        } catch (IllegalArgumentException unusual) {
            return false;
        }
    }

    private Optional<Map<String, String>> titles() {
        Domain lasting = ALL.and("transient", "=", false);
        try {
            Map<String, String> titles = new TreeMap<>();
            for (Map<String, Object> row : api.searchRead("ir.model", lasting, List.of("model", "name"), 0)) {
                titles.put(String.valueOf(row.get("model")), String.valueOf(row.get("name")));
            }
            return Optional.of(titles);
        } catch (CallFailure failure) {
            if (failure.kind() != CallFailure.Kind.ACCESS) {
                throw failure;
            }
            return Optional.empty();
        }
    }

    private static Map<String, String> usual() {
        Map<String, String> titles = new TreeMap<>();
        ShippedRecipes.models().forEach(name -> titles.put(name, name));
        return titles;
    }

    /** Empty if there is no such model, or it has no records of its own. */
    private Optional<OfferedModel> model(String name, String title) {
        try {
            return hasChangeTime(name)
                    ? Optional.of(new OfferedModel(ModelName.of(name), title, true, OptionalLong.of(count(name)), true))
                    : withoutChangeTime(name, title);
        } catch (CallFailure failure) {
            if (failure.kind() == CallFailure.Kind.ACCESS) {
                return Optional.of(new OfferedModel(ModelName.of(name), title, false, OptionalLong.empty(), false));
            }
            if (failure.kind() == CallFailure.Kind.REFUSED) {
                return Optional.empty();
            }
            if (!api.answers("res.users")) {
                throw failure;
            }
            // one slow table among hundreds is no reason to list none
            return Optional.of(new OfferedModel(ModelName.of(name), title, true, OptionalLong.empty(), true));
        }
    }

    private boolean hasChangeTime(String name) {
        OdooCall call = new OdooCall(name, "fields_get")
                .and("allfields", List.of("write_date"))
                .and("attributes", List.of("store"));
        Object field = OdooApi.struct(unconfirmed(call)).get("write_date");
        return field instanceof Map<?, ?> attributes && Boolean.TRUE.equals(attributes.get("store"));
    }

    /** Views have no change time, and parts of models neither table nor rights; only a failure tells them apart. */
    private Optional<OfferedModel> withoutChangeTime(String name, String title) {
        try {
            OptionalLong records = OptionalLong.of(count(name));
            return Optional.of(new OfferedModel(ModelName.of(name), title, true, records, false));
        } catch (CallFailure failure) {
            if (!failure.isAboutContent() && !api.answers("res.users")) {
                throw failure;
            }
            return Optional.empty();
        }
    }

    private long count(String name) {
        OdooCall call = new OdooCall(name, "search_count")
                .with("domain", List.of())
                .and("context", Map.of("active_test", false));
        if (unconfirmed(call) instanceof Number count) {
            return count.longValue();
        }
        throw new CallFailure(CallFailure.Kind.PROTOCOL_ERROR, "a count of " + name + " did not return a number");
    }

    /** Many models do not exist or are no tables, so a refusal is not confirmed by another call. */
    private @Nullable Object unconfirmed(OdooCall call) {
        return api.connection().call(call);
    }
}
