package io.syncline.odoo;

import io.syncline.api.RestrictionReason;
import io.syncline.core.port.record.IdRange;
import io.syncline.odoo.CallFailure.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
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
 * ids needs a right on the target, and so does watching it; a few targets, being views, have no change time to watch; and
 * some values cannot be sent.
 */
final class ModelProbe {

    /** Every record that has a change time has a later one. */
    private static final Instant EVER = Instant.EPOCH;

    private static final Pattern QUOTED = Pattern.compile("[(\"']([a-z_][a-z0-9_., ]*)(?=[)\"'])");

    private final OdooApi api;
    private final Watches watches;
    private final Filters filters;

    ModelProbe(OdooApi api, Watches watches, Filters filters) {
        this.api = api;
        this.watches = watches;
        this.filters = filters;
    }

    /**
     * Tries a model.
     *
     * @param named fields that somebody is going to ask for; those that are closed become dropped ones
     */
    void run(OdooModel model, Collection<String> named) {
        new Attempts(model, named).run();
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

    private final class Attempts {

        private final OdooModel model;
        private final Collection<String> named;

        /** Names that the server did not list. */
        private final Set<String> hidden;

        Attempts(OdooModel model, Collection<String> named) {
            this.model = model;
            this.named = named;
            hidden = new TreeSet<>(named);
            hidden.removeIf(name -> model.isKnown(name) || name.contains("."));
        }

        void run() {
            boolean asked = false;
            boolean answered = false;
            for (Optional<CallFailure> failure = attempt(); failure.isPresent(); failure = attempt()) {
                CallFailure obstacle = failure.get();
                if (obstacle.kind() != Kind.ACCESS
                        && (hidden.removeAll(namesIn(obstacle)) || unwatchTargetsWithoutTime(obstacle))) {
                    continue;
                }
                boolean learnt = learn(obstacle);
                if (!asked) {
                    asked = true;
                    Set<String> closed = reportedClosed(targets());
                    closed.forEach(target -> close(target, RestrictionReason.SECURITY_RESTRICTION));
                    answered = !closed.isEmpty();
                } else if (answered || !learnt) {
                    giveUp();
                    return;
                }
            }
        }

        /** What is going to be read, as far as it can be; computed fields fail for reasons of single records. */
        private List<String> shown() {
            Set<String> names = new LinkedHashSet<>(DefaultFields.of(model));
            for (String name : named) {
                OdooField field = model.field(name);
                boolean stored = field != null && field.stored();
                if ((stored || model.subField(name) != null) && !model.isDropped(name)) {
                    names.add(name);
                }
            }
            return List.copyOf(names);
        }

        /** Reads one record in the way in which pages will be read. */
        private Optional<CallFailure> attempt() {
            List<String> shown = shown();
            Optional<Instant> since = model.hasChangeTime() ? Optional.of(EVER) : Optional.empty();
            Query query = new Query(model, shown, true, since, watches.of(model, shown), filters.of(model));
            WireFields fields = WireFields.of(query);
            try {
                read(query, fields);
                return Optional.empty();
            } catch (CallFailure failure) {
                if (failure.isAboutRequest()) {
                    return Optional.of(failure);
                }
                if (failure.kind() == Kind.MARSHALLING) {
                    new FieldTriage(model, fields, failure, some -> isReadable(query, some)).run();
                    return Optional.empty();
                }
                if (failure.kind() == Kind.UNREADABLE) {
                    // A matter of this one record's values, not of rights: the page that it is on will tell.
                    return Optional.empty();
                }
                throw failure;
            }
        }

        private boolean isReadable(Query query, WireFields fields) {
            try {
                read(query, fields);
                return true;
            } catch (CallFailure failure) {
                if (failure.kind() == Kind.MARSHALLING) {
                    return false;
                }
                throw failure;
            }
        }

        private void read(Query query, WireFields fields) {
            List<String> names = new ArrayList<>(fields.names());
            names.addAll(hidden);
            api.searchRead(model.name().value(), query.in(IdRange.ALL), names, 1);
        }

        /** Takes from a fault what it tells; returns whether that was anything. */
        private boolean learn(CallFailure obstacle) {
            Set<String> names = namesIn(obstacle);
            Set<String> fields = new TreeSet<>(hidden);
            fields.retainAll(names);
            Set<String> closed = targets();
            closed.retainAll(names);
            closed.remove(model.name().value());
            if (obstacle.kind() == Kind.ACCESS
                    && closed.isEmpty()
                    && fields.isEmpty()
                    && names.contains(model.name().value())) {
                throw obstacle;
            }
            hidden.removeAll(fields);
            fields.forEach(name -> model.drop(name, RestrictionReason.SECURITY_RESTRICTION));
            closed.forEach(target -> close(target, RestrictionReason.SECURITY_RESTRICTION));
            return !fields.isEmpty() || !closed.isEmpty();
        }

        /** Whatever is in the way: stored fields that link to one record or none can be read in all versions. */
        private void giveUp() {
            hidden.forEach(name -> model.drop(name, RestrictionReason.UNKNOWN));
            targets().forEach(target -> close(target, RestrictionReason.UNKNOWN));
        }

        /** A target that is a view has no change time; the fault says so by {@code target.write_date}. */
        private boolean unwatchTargetsWithoutTime(CallFailure failure) {
            String text = String.valueOf(failure.getMessage());
            if (!text.contains("write_date")) {
                return false;
            }
            boolean found = false;
            for (String path : watches.of(model, shown())) {
                List<String> targets = watches.targets(model, path);
                String last = targets.get(targets.size() - 1);
                if (text.contains(last + ".write_date") || namesIn(failure).contains(last)) {
                    model.unwatch(path, last + " has no change time");
                    found = true;
                }
            }
            return found;
        }

        /** The models that must be open for what is going to be read and watched. */
        private Set<String> targets() {
            Set<String> targets = new TreeSet<>();
            List<String> shown = shown();
            for (String name : shown) {
                SubField sub = model.subField(name);
                OdooField field = sub == null ? model.field(name) : sub.link();
                if (field != null && field.relation() != null) {
                    targets.add(field.relation());
                }
            }
            watches.of(model, shown).forEach(path -> targets.addAll(watches.targets(model, path)));
            return targets;
        }

        /** Takes out the links to a model. Names of single links stay readable; Odoo gives them to everybody. */
        private void close(String target, RestrictionReason reason) {
            model.targetIsUnreadable(target);
            for (OdooField field : model.fields().values()) {
                if (target.equals(field.relation())) {
                    if (field.linksToMany()) {
                        model.drop(field.name(), reason);
                    }
                    model.unwatch(field.name(), target + " cannot be read");
                }
            }
            for (String path : watches.of(model, shown())) {
                if (watches.targets(model, path).contains(target)) {
                    model.unwatch(path, target + " cannot be read");
                }
            }
        }
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
}
