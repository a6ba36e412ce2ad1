package io.syncline.odoo;

import io.syncline.api.RestrictionReason;
import io.syncline.core.port.IdRange;
import io.syncline.odoo.CallFailure.Kind;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds out with one call whether this user may read the default fields of a model and watch its links, and with at most
 * two more what is in the way.
 *
 * <p>The list of fields that Odoo gives is already without those that are closed to the user. What is left to fail is
 * links: reading a list of ids needs a right on the target, and so does watching it; and a few targets, being views, have
 * no change time to watch.
 */
final class ModelProbe {

    /** Every record that has a change time has a later one. */
    private static final Instant EVER = Instant.EPOCH;

    private static final Pattern QUOTED = Pattern.compile("[(\"']([a-z_][a-z0-9_., ]*)(?=[)\"'])");

    private final OdooApi api;
    private final Watches watches;

    ModelProbe(OdooApi api, Watches watches) {
        this.api = api;
        this.watches = watches;
    }

    void run(OdooModel model) {
        int moreCalls = 2;
        boolean asked = false;
        for (Optional<CallFailure> failure = attempt(model); failure.isPresent(); failure = attempt(model)) {
            CallFailure obstacle = failure.get();
            if (obstacle.kind() != Kind.ACCESS && unwatchTargetsWithoutTime(model, obstacle)) {
                continue;
            }
            Set<String> closed = namedTargets(model, obstacle);
            if (obstacle.kind() == Kind.ACCESS
                    && closed.isEmpty()
                    && namesIn(obstacle).contains(model.name().value())) {
                throw obstacle;
            }
            if (!asked && moreCalls > 0) {
                asked = true;
                moreCalls--;
                closed.addAll(reportedClosed(linksOf(model)));
            }
            closed.forEach(target -> close(model, target, RestrictionReason.SECURITY_RESTRICTION));
            if (closed.isEmpty() || moreCalls-- == 0) {
                // Whatever it is, records without links to many can be read in all versions.
                linksOf(model).forEach(target -> close(model, target, RestrictionReason.UNKNOWN));
                return;
            }
        }
    }

    /** Reads one record in the way in which pages will be read. */
    private Optional<CallFailure> attempt(OdooModel model) {
        List<String> fields = DefaultFields.of(model);
        Query query = new Query(
                model,
                fields,
                true,
                model.hasChangeTime() ? Optional.of(EVER) : Optional.empty(),
                watches.of(model, fields));
        try {
            api.searchRead(
                    model.name().value(),
                    query.in(IdRange.ALL),
                    WireFields.of(query).names(),
                    1);
            return Optional.empty();
        } catch (CallFailure failure) {
            if (failure.kind() == Kind.ACCESS || failure.kind() == Kind.INVALID || failure.kind() == Kind.REFUSED) {
                return Optional.of(failure);
            }
            if (failure.kind() == Kind.MARSHALLING || failure.kind() == Kind.UNREADABLE) {
                // A matter of this one record's values, not of rights: the page that it is on will tell.
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** A target that is a view has no change time; the fault says so by {@code target.write_date}. */
    private static boolean unwatchTargetsWithoutTime(OdooModel model, CallFailure failure) {
        String text = String.valueOf(failure.getMessage());
        boolean found = false;
        for (OdooField field : model.fields().values()) {
            String target = field.relation();
            if (target != null
                    && !model.unwatched().containsKey(field.name())
                    && text.contains("write_date")
                    && (text.contains(target + ".write_date")
                            || namesIn(failure).contains(target))) {
                model.unwatch(field.name(), target + " has no change time");
                found = true;
            }
        }
        return found;
    }

    /** Which of the models that links lead to the fault names. */
    private Set<String> namedTargets(OdooModel model, CallFailure failure) {
        Set<String> targets = linksOf(model);
        targets.retainAll(namesIn(failure));
        targets.remove(model.name().value());
        return targets;
    }

    /** Asks for the rights on all targets in one call; older versions and portal users get no useful answer. */
    private Set<String> reportedClosed(Set<String> targets) {
        Set<String> closed = new HashSet<>();
        try {
            Object answer = api.call(new OdooCall("ir.model", "display_name_for").with("models", List.copyOf(targets)));
            if (answer instanceof List<?> models) {
                for (Object item : models) {
                    if (item instanceof Map<?, ?> entry
                            && entry.get("model") instanceof String target
                            && target.equals(entry.get("display_name"))) {
                        closed.add(target);
                    }
                }
            }
        } catch (CallFailure unknown) {
            if (unknown.kind() != Kind.INVALID && unknown.kind() != Kind.ACCESS && unknown.kind() != Kind.REFUSED) {
                throw unknown;
            }
        }
        return closed.containsAll(targets) ? Set.of() : closed;
    }

    private Set<String> linksOf(OdooModel model) {
        Set<String> targets = new TreeSet<>();
        List<String> fields = DefaultFields.of(model);
        for (String name : fields) {
            OdooField field = model.field(name);
            if (field != null && field.relation() != null) {
                targets.add(field.relation());
            }
        }
        return targets;
    }

    /** Takes out the links to a model. Names of single links stay readable; Odoo gives them to everybody. */
    private static void close(OdooModel model, String target, RestrictionReason reason) {
        for (OdooField field : model.fields().values()) {
            if (target.equals(field.relation())) {
                if (field.linksToMany()) {
                    model.drop(field.name(), reason);
                }
                model.unwatch(field.name(), target + " cannot be read");
            }
        }
    }

    /** Technical names stay untranslated in any message, in quotes or parentheses. */
    static Set<String> namesIn(CallFailure failure) {
        String text = failure.kind() == Kind.ACCESS ? failure.detail() : String.valueOf(failure.getMessage());
        Set<String> names = new HashSet<>();
        for (MatchResult quoted : (Iterable<MatchResult>) QUOTED.matcher(text).results()::iterator) {
            names.addAll(List.of(quoted.group(1).split("[,\\s]+", -1)));
        }
        return names;
    }
}
