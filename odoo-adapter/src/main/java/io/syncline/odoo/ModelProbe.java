package io.syncline.odoo;

import io.syncline.api.RestrictionReason;
import io.syncline.core.port.IdRange;
import io.syncline.odoo.CallFailure.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds out with one call whether this user may read the fields of a model and watch its links, and with two more what is
 * in the way; servers that do not tell of all closed models at once are asked once for each.
 *
 * <p>The list of fields that Odoo gives is already without those that are closed to the user, so that a field that
 * somebody asks for may be closed or not be there at all; only reading tells. What else fails is links: reading a list of
 * ids needs a right on the target, and so does watching it; and a few targets, being views, have no change time to watch.
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

    /**
     * Tries a model.
     *
     * @param expected fields that somebody is going to ask for; those that are closed become dropped ones
     */
    void run(OdooModel model, Collection<String> expected) {
        Set<String> hidden = new TreeSet<>(expected);
        hidden.removeIf(name -> model.field(name) != null || model.isDropped(name));
        boolean asked = false;
        boolean answered = false;
        for (Optional<CallFailure> failure = attempt(model, hidden);
                failure.isPresent();
                failure = attempt(model, hidden)) {
            CallFailure obstacle = failure.get();
            if (obstacle.kind() != Kind.ACCESS
                    && (hidden.removeAll(namesIn(obstacle)) || unwatchTargetsWithoutTime(model, obstacle))) {
                continue;
            }
            boolean learnt = learn(model, hidden, obstacle);
            if (!asked) {
                asked = true;
                Set<String> closed = reportedClosed(targets(model));
                closed.forEach(target -> close(model, target, RestrictionReason.SECURITY_RESTRICTION));
                answered = !closed.isEmpty();
            } else if (answered || !learnt) {
                giveUp(model, hidden);
                return;
            }
        }
    }

    /** Takes from a fault what it tells; returns whether that was anything. */
    private static boolean learn(OdooModel model, Set<String> hidden, CallFailure obstacle) {
        Set<String> named = namesIn(obstacle);
        Set<String> fields = new TreeSet<>(hidden);
        fields.retainAll(named);
        Set<String> closed = targets(model);
        closed.retainAll(named);
        closed.remove(model.name().value());
        if (obstacle.kind() == Kind.ACCESS
                && closed.isEmpty()
                && fields.isEmpty()
                && named.contains(model.name().value())) {
            throw obstacle;
        }
        hidden.removeAll(fields);
        fields.forEach(name -> model.drop(name, RestrictionReason.SECURITY_RESTRICTION));
        closed.forEach(target -> close(model, target, RestrictionReason.SECURITY_RESTRICTION));
        return !fields.isEmpty() || !closed.isEmpty();
    }

    /** Whatever is in the way: stored fields that link to one record or none can be read in all versions. */
    private static void giveUp(OdooModel model, Set<String> hidden) {
        hidden.forEach(name -> model.drop(name, RestrictionReason.UNKNOWN));
        targets(model).forEach(target -> close(model, target, RestrictionReason.UNKNOWN));
    }

    /** Reads one record in the way in which pages will be read. */
    private Optional<CallFailure> attempt(OdooModel model, Set<String> hidden) {
        List<String> fields = DefaultFields.of(model);
        Optional<Instant> since = model.hasChangeTime() ? Optional.of(EVER) : Optional.empty();
        Query query = new Query(model, fields, true, since, watches.of(model, fields));
        List<String> names = new ArrayList<>(WireFields.of(query).names());
        names.addAll(hidden);
        try {
            api.searchRead(model.name().value(), query.in(IdRange.ALL), names, 1);
            return Optional.empty();
        } catch (CallFailure failure) {
            if (failure.isAboutRequest()) {
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
            if (!unknown.isAboutRequest()) {
                throw unknown;
            }
        }
        return closed.containsAll(targets) ? Set.of() : closed;
    }

    private static Set<String> targets(OdooModel model) {
        Set<String> targets = new TreeSet<>();
        for (String name : DefaultFields.of(model)) {
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
