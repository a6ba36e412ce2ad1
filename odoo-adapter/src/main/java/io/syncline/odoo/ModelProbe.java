package io.syncline.odoo;

import io.syncline.api.RestrictionReason;
import io.syncline.core.port.record.IdRange;
import io.syncline.odoo.CallFailure.Kind;
import io.syncline.odoo.internal.privacy.PrivateRecords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which fields of a model this user can read and which links can be watched, by reading one record. Usually one
 * call is enough, and one more for each field or model that a fault names; what a fault does not name is found by bisection.
 *
 * <p>Odoo's list of fields omits those that the user may not read, so a requested field that is not listed may be unreadable
 * or may not exist; only an attempt to read it shows which. Links fail for other reasons: reading a list of ids, and
 * watching it, requires a right on the target; and a few targets are views without a change time. Some models let users read
 * and search more than the rights on them say, so only attempts count. What fails for one record only is left to those who
 * read its page; see {@link OtherRecords}.
 */
final class ModelProbe {

    /** Earlier than every change time. */
    private static final Instant EVER = Instant.EPOCH;

    private final OdooApi api;
    private final Watches watches;
    private final Filters filters;

    ModelProbe(OdooApi api, Watches watches, Filters filters) {
        this.api = api;
        this.watches = watches;
        this.filters = filters;
    }

    /**
     * Probes a model.
     *
     * @param named fields that will be requested; those that the user may not read are dropped from the model
     */
    void run(OdooModel model, Collection<String> named) {
        new Attempts(model, named).run();
    }

    private final class Attempts {

        private static final String FIELD = "=";
        private static final String WATCH = ">";

        private final OdooModel model;
        private final Collection<String> named;

        /** Requested fields that the server did not list. */
        private final Set<String> hidden;

        Attempts(OdooModel model, Collection<String> named) {
            this.model = model;
            this.named = named;
            hidden = new TreeSet<>(named);
            hidden.addAll(PrivateRecords.hideableFields(model.name().value()));
            hidden.removeIf(name -> model.isKnown(name) || name.contains("."));
        }

        void run() {
            Optional<CallFailure> failure = attempt();
            for (; failure.isPresent(); failure = attempt()) {
                CallFailure obstacle = failure.get();
                boolean understood = obstacle.kind() == Kind.ACCESS
                        ? learn(obstacle)
                        : hidden.removeAll(NamesInFaults.of(obstacle, hidden)) || unwatchTargetsWithoutTime(obstacle);
                if (!understood) {
                    isolate(obstacle);
                    return;
                }
            }
        }

        /** The fields to read. */
        private List<String> shown() {
            Set<String> names = new LinkedHashSet<>(model.text().fields());
            names.addAll(model.text().payload());
            names.addAll(model.text().required());
            for (String name : named) {
                if (!model.isDropped(name)
                        && (model.field(name) != null || model.subField(name) != null || model.part(name) != null)) {
                    names.add(name);
                }
            }
            return names.stream().filter(name -> !model.isDropped(name)).toList();
        }

        /** Reads one record as pages will be read; returns why the user may not. */
        private Optional<CallFailure> attempt() {
            return attempt(Set.of());
        }

        /** The same without some fields, hidden fields and watched paths. */
        private Optional<CallFailure> attempt(Set<String> without) {
            List<String> shown = shown().stream()
                    .filter(name -> !without.contains(FIELD + name))
                    .toList();
            List<String> watched = watches.of(model, shown()).stream()
                    .filter(path -> !without.contains(WATCH + path))
                    .toList();
            Optional<Instant> since = model.hasChangeTime() ? Optional.of(EVER) : Optional.empty();
            Query query = new Query(model, shown, true, since, watched, List.of(), filters.of(model));
            List<String> unlisted = hidden.stream()
                    .filter(name -> !without.contains(FIELD + name))
                    .toList();
            try {
                read(query, unlisted, without);
                return Optional.empty();
            } catch (CallFailure failure) {
                return new OtherRecords(api, query, unlisted).obstacle(failure);
            }
        }

        private void read(Query query, List<String> unlisted, Set<String> without) {
            List<String> names = new ArrayList<>(WireFields.of(query).names());
            names.removeIf(name -> query.decidingToRead().contains(name) && without.contains(FIELD + name));
            names.addAll(unlisted);
            api.searchRead(model.name().value(), query.in(IdRange.ALL), names, 1);
        }

        /** Finds what a fault does not name, and drops nothing else. */
        private void isolate(CallFailure obstacle) {
            List<String> shown = shown();
            List<String> parts = new ArrayList<>();
            // What decides about privacy is read with any other field, so it may be at fault alone.
            Set<String> fields = new LinkedHashSet<>(shown);
            fields.addAll(Query.all(model, filters.of(model)).decidingToRead());
            Stream.concat(fields.stream(), hidden.stream()).forEach(name -> parts.add(FIELD + name));
            watches.of(model, shown).forEach(path -> parts.add(WATCH + path));
            List<String> failing = Bisection.among(parts, some -> attempt(some).isEmpty());
            if (failing.isEmpty()) {
                throw obstacle;
            }
            for (String part : failing) {
                String name = part.substring(FIELD.length());
                if (part.startsWith(FIELD)) {
                    hidden.remove(name);
                    model.drop(name, reason(obstacle));
                } else {
                    model.unwatch(name, "this user may not search by it");
                }
            }
        }

        /** Drops what a fault names; returns whether it named anything. */
        private boolean learn(CallFailure obstacle) {
            Set<String> names = NamesInFaults.of(obstacle, hidden);
            Set<String> fields = new TreeSet<>(hidden);
            fields.retainAll(names);
            Set<String> closed = targets();
            closed.retainAll(names);
            closed.remove(model.name().value());
            closed.removeIf(target -> !model.isTargetReadable(target));
            hidden.removeAll(fields);
            fields.forEach(name -> model.drop(name, RestrictionReason.SECURITY_RESTRICTION));
            closed.forEach(this::close);
            return !fields.isEmpty() || !closed.isEmpty();
        }

        private static RestrictionReason reason(CallFailure obstacle) {
            return obstacle.kind() == Kind.ACCESS ? RestrictionReason.SECURITY_RESTRICTION : RestrictionReason.UNKNOWN;
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
                if (text.contains(last + ".write_date")
                        || NamesInFaults.of(failure).contains(last)) {
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
                OdooField field = behind(name);
                if (field != null && field.relation() != null) {
                    targets.add(field.relation());
                }
            }
            watches.of(model, shown).forEach(path -> targets.addAll(watches.targets(model, path)));
            return targets;
        }

        private @Nullable OdooField behind(String name) {
            RecipePart part = model.part(name);
            SubField sub = model.subField(name);
            return part != null ? part.field() : sub != null ? sub.link() : model.field(name);
        }

        /** Drops the links to a model. Names behind links to one record stay readable for every user. */
        private void close(String target) {
            model.targetIsUnreadable(target);
            for (OdooField field : model.fields().values()) {
                if (target.equals(field.relation())) {
                    if (field.linksToMany()) {
                        model.drop(field.name(), RestrictionReason.SECURITY_RESTRICTION);
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
