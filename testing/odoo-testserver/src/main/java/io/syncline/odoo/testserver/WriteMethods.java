package io.syncline.odoo.testserver;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The writing methods; each call is one transaction. */
final class WriteMethods {
    private final InstantSource clock;

    WriteMethods(InstantSource clock) {
        this.clock = clock;
    }

    List<MethodSpec> methods() {
        return List.of(
                MethodSpec.onModel("create", "vals_list", this::create),
                MethodSpec.onRecords("write", "vals", this::write),
                MethodSpec.onRecords("unlink", "", this::unlink),
                MethodSpec.onRecords("action_archive", "", call -> setActive(call, false)),
                MethodSpec.onRecords("action_unarchive", "", call -> setActive(call, true)));
    }

    static boolean isWrite(String method) {
        return switch (method) {
            case "create", "write", "unlink", "action_archive", "action_unarchive" -> true;
            default -> false;
        };
    }

    private Edits edits(Arguments call) {
        return new Edits(call.env().store(), call.env().version(), call.env().scope());
    }

    private void commit(Arguments call, List<Change> changes) {
        Row.Stamp stamp =
                new Row.Stamp(Cells.microseconds(clock.instant()), call.env().userId());
        call.env().store().commit(changes, stamp);
    }

    private Object create(Arguments call) {
        call.env().requireWrite(call.table(), "create");
        Object given = call.get("vals_list");
        List<?> all = given instanceof List<?> list ? list : List.of(Arguments.values(given));
        Edits edits = edits(call);
        List<Long> ids = new ArrayList<>();
        for (Object one : all) {
            Map<String, @Nullable Object> values = Arguments.values(one);
            call.env().columns(call.table(), known(call, values));
            ids.add(edits.create(call.table(), values));
        }
        commit(call, edits.changes());
        return given instanceof List<?> ? ids : ids.get(0);
    }

    private Object write(Arguments call) {
        call.env().requireWrite(call.table(), "modify");
        Map<String, @Nullable Object> values = Arguments.values(call.get("vals"));
        call.env().columns(call.table(), known(call, values));
        ModelMethods.visible(call);
        Edits edits = edits(call);
        edits.write(call.table(), call.ids(), values);
        commit(call, edits.changes());
        return true;
    }

    /** Names that do not exist are reported by the write itself. */
    private static List<String> known(Arguments call, Map<String, @Nullable Object> values) {
        return values.keySet().stream()
                .filter(name -> call.table().column(name) != null)
                .toList();
    }

    private Object unlink(Arguments call) {
        call.env().requireWrite(call.table(), "delete");
        ModelMethods.visible(call);
        commit(call, List.of(new Change.Unlink(call.table(), call.ids())));
        return true;
    }

    private @Nullable Object setActive(Arguments call, boolean active) {
        call.env().requireWrite(call.table(), "modify");
        ModelMethods.visible(call);
        Edits edits = edits(call);
        edits.write(call.table(), call.ids(), Map.of("active", active));
        commit(call, edits.changes());
        return null;
    }
}
