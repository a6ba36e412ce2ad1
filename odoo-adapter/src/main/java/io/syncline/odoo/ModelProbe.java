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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds out which fields of a model this user can read and which links can be watched, by reading one record. Usually one
 * call is enough, or three if something is not readable; servers that do not report all unreadable models together need a
 * call for each.
 *
 * <p>Odoo's list of fields omits those that the user may not read, so a requested field that is not listed may be unreadable
 * or may not exist; only an attempt to read it shows which. Links fail for other reasons: reading a list of ids, and
 * watching it, requires a right on the target; a few targets are views without a change time; and some values cannot be
 * encoded.
 */
final class ModelProbe {

    /** Earlier than every change time. */
    private static final Instant EVER = Instant.EPOCH;

    private static final Pattern QUOTED = Pattern.compile("[(\"']([a-z_][a-z0-9_., ]*)(?=[)\"'])");

    private final OdooApi api;
    private final Watches watches;
    private final Filters filters;
    private final TargetRights rights;

    ModelProbe(OdooApi api, Watches watches, Filters filters) {
        this.api = api;
        this.watches = watches;
        this.filters = filters;
        this.rights = new TargetRights(api);
    }

    /**
     * Probes a model.
     *
     * @param named fields that will be requested; those that the user may not read are dropped from the model
     */
    void run(OdooModel model, Collection<String> named) {
        new Attempts(model, named).run();
    }

    /** The technical names in a message, which stand in quotes or parentheses and are never translated. */
    static Set<String> namesIn(CallFailure failure) {
        String text = failure.kind() == Kind.ACCESS ? failure.detail() : String.valueOf(failure.getMessage());
        Set<String> names = new HashSet<>();
        for (MatchResult quoted : (Iterable<MatchResult>) QUOTED.matcher(text).results()::iterator) {
            names.addAll(List.of(quoted.group(1).split("[,\\s]+", -1)));
        }
        return names;
    }

    /** Those names, and those of some that stand in quotes: what a user wrote need not look like a technical name. */
    private static Set<String> namesIn(CallFailure failure, Collection<String> written) {
        Set<String> names = namesIn(failure);
        String text = String.valueOf(failure.getMessage());
        written.stream()
                .filter(name -> text.contains("'" + name + "'") || text.contains('"' + name + '"'))
                .forEach(names::add);
        return names;
    }

    private final class Attempts {

        private final OdooModel model;
        private final Collection<String> named;

        /** Requested fields that the server did not list. */
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
                        && (hidden.removeAll(namesIn(obstacle, hidden)) || unwatchTargetsWithoutTime(obstacle))) {
                    continue;
                }
                boolean learned = learn(obstacle);
                if (!asked) {
                    asked = true;
                    Set<String> closed = rights.unreadable(targets());
                    closed.forEach(target -> close(target, RestrictionReason.SECURITY_RESTRICTION));
                    answered = !closed.isEmpty();
                } else if (answered || !learned) {
                    giveUp();
                    return;
                }
            }
        }

        /** The fields to read. Computed fields are not probed, since they fail for reasons of single records. */
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

        /** Reads one record as pages will be read. */
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
                    // The values of this record are the cause, not rights; the page that contains it will report it.
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

        /** Drops what a fault names; returns whether it named anything. */
        private boolean learn(CallFailure obstacle) {
            Set<String> names = namesIn(obstacle, hidden);
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

        /** Drops everything that may fail. Stored fields without a link, or with a link to one record, are readable in all versions. */
        private void giveUp() {
            hidden.forEach(name -> model.drop(name, RestrictionReason.UNKNOWN));
            targets().forEach(target -> close(target, RestrictionReason.UNKNOWN));
        }

        /** A target that is a view has no change time; the fault then names {@code target.write_date}. */
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

        /** The models that must be readable for the fields to read and the links to watch. */
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

        /** Drops the links to a model. Names behind links to one record stay readable for every user. */
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
}
