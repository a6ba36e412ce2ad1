package io.syncline.odoo.testserver;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The database of an {@link OdooServer}, for the test that owns it: no access rights are checked here. It starts with a
 * company, its users, English, and the empty models of {@link OdooModels#base()}.
 *
 * <p>Thread-safe.
 */
public final class OdooDatabase {
    private static final long SUPERUSER = 1;
    private static final LocalDateTime INSTALLED = LocalDateTime.of(2020, 1, 1, 0, 0);

    private final Store store;
    private final OdooVersion version;
    private final InstantSource clock;
    private final OdooRecord.Scope scope;

    OdooDatabase(Store store, OdooVersion version, InstantSource clock, OdooRecord.Scope scope) {
        this.store = store;
        this.version = version;
        this.clock = clock;
        this.scope = scope;
    }

    /**
     * The same database, reading and writing translated fields in another language.
     *
     * @param code a language code such as {@code fr_FR}
     * @return a view
     */
    public OdooDatabase inLanguage(String code) {
        return new OdooDatabase(store, version, clock, new OdooRecord.Scope(code, scope.company()));
    }

    /**
     * The same database, reading and writing company-dependent fields for another company.
     *
     * @param company the company's id
     * @return a view
     */
    public OdooDatabase inCompany(long company) {
        return new OdooDatabase(store, version, clock, new OdooRecord.Scope(scope.language(), company));
    }

    /**
     * Adds a model, or changes the definition of one; the values of fields that stay are preserved.
     *
     * @param model the definition
     * @return this
     */
    public OdooDatabase define(OdooModel model) {
        boolean isNew = store.table(model.name()).isEmpty();
        store.define(model);
        if (isNew) {
            register(model);
        }
        return this;
    }

    /** Adds the row by which administrators find the model. It is as old as the model, which no clock counts. */
    private void register(OdooModel model) {
        try (OdooTransaction transaction =
                new OdooTransaction(store, version, scope, new Row.Stamp(INSTALLED, SUPERUSER))) {
            transaction.create("ir.model", Map.of("model", model.name(), "name", model.label(), "transient", false));
            transaction.commit();
        }
    }

    /**
     * The definition of a model, to derive another from.
     *
     * @param name its technical name
     * @return the definition
     */
    public OdooModel model(String name) {
        return table(name).model();
    }

    /**
     * Adds fields to a model.
     *
     * @param model its technical name
     * @param fields the fields
     * @return this
     */
    public OdooDatabase addFields(String model, OdooField... fields) {
        return define(model(model).toBuilder().fields(fields).build());
    }

    /**
     * Installs a language.
     *
     * @param code such as {@code fr_FR}
     * @param name its display name
     */
    public void installLanguage(String code, String name) {
        create("res.lang", Map.of("code", code, "name", name));
    }

    /**
     * Sends webhooks from now on, for the changes of tests and of clients.
     *
     * @param rules which, and where
     */
    public void webhooks(OdooWebhooks rules) {
        store.webhooks(rules, version);
    }

    /**
     * Adds a user.
     *
     * @param user the user
     * @return the user's id
     */
    public long addUser(OdooUser user) {
        long id = create(
                "res.users",
                Map.of(
                        "name", user.login(),
                        "login", user.login(),
                        "lang", user.language(),
                        "company_id", user.companies().get(0),
                        "company_ids", user.companies()));
        for (long company : user.companies()) {
            write("res.company", company, Map.of("user_ids", List.of(List.of(4, id))));
        }
        store.addAccount(id, user);
        return id;
    }

    /**
     * Begins a transaction whose changes have the present time.
     *
     * @return the transaction, which is to be committed
     */
    public OdooTransaction begin() {
        return new OdooTransaction(
                store, version, scope, new Row.Stamp(Cells.microseconds(clock.instant()), SUPERUSER));
    }

    private void inTransaction(Consumer<OdooTransaction> work) {
        try (OdooTransaction transaction = begin()) {
            work.accept(transaction);
            transaction.commit();
        }
    }

    /**
     * Creates a record, in a transaction of its own.
     *
     * @param model its model
     * @param values by field name; Java types or those of the wire, lists of ids for links; {@code id} sets the id
     * @return its id
     */
    public long create(String model, Map<String, ?> values) {
        return createAll(model, List.of(values)).get(0);
    }

    /**
     * Creates records in one transaction, so that they share one change time.
     *
     * @param model their model
     * @param values of each record, by field name
     * @return their ids, in order
     */
    public List<Long> createAll(String model, List<? extends Map<String, ?>> values) {
        try (OdooTransaction transaction = begin()) {
            List<Long> ids =
                    values.stream().map(one -> transaction.create(model, one)).toList();
            transaction.commit();
            return ids;
        }
    }

    /**
     * Changes a record, in a transaction of its own.
     *
     * @param model its model
     * @param id which one
     * @param values by field name
     */
    public void write(String model, long id, Map<String, ?> values) {
        inTransaction(transaction -> transaction.write(model, id, values));
    }

    /**
     * Deletes records, in a transaction of its own.
     *
     * @param model their model
     * @param ids which ones
     */
    public void unlink(String model, Long... ids) {
        inTransaction(transaction -> transaction.unlink(model, ids));
    }

    /**
     * Archives records of a model that has the field {@code active}.
     *
     * @param model their model
     * @param ids which ones
     */
    public void archive(String model, Long... ids) {
        inTransaction(transaction -> transaction.write(model, List.of(ids), Map.of("active", false)));
    }

    /**
     * Sets only the change time of records, as only SQL can.
     *
     * @param model their model
     * @param ids which ones
     * @param time the new change time, or null to empty it
     */
    public void setWriteDate(String model, Collection<Long> ids, @Nullable Instant time) {
        inTransaction(transaction -> transaction.setWriteDate(model, ids, time));
    }

    /**
     * Puts rows that their model's order does not tell apart in another order, as PostgreSQL does when it rewrites rows. No
     * record changes.
     */
    public void rewriteRows() {
        store.rewriteRows();
    }

    /**
     * Reads a committed record.
     *
     * @param model its model
     * @param id which one
     * @return the record, or empty if there is none
     */
    public Optional<OdooRecord> find(String model, long id) {
        return store.find(model, id, scope);
    }

    /**
     * All committed ids of a model, archived ones included.
     *
     * @param model its technical name
     * @return the ids, ascending
     */
    public List<Long> ids(String model) {
        return store.reading(() -> List.copyOf(table(model).rows().keySet()));
    }

    private Table table(String model) {
        return store.table(model).orElseThrow(() -> new IllegalArgumentException("No such model: " + model));
    }
}
