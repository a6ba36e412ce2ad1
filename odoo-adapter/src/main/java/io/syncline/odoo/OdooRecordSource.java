package io.syncline.odoo;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.RestrictedField;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.ChangeProbe;
import io.syncline.core.port.FieldRestrictions;
import io.syncline.core.port.ModelDirectory;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.TextRecipes;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.NewestChanges;
import io.syncline.core.port.record.OfferedModels;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Reads records from Odoo 14 and later, over XML-RPC or, where the server has it, over JSON-2. It never writes.
 *
 * <p>A listing of changes includes the records without a change time, and the records that show the name of a linked record
 * that changed. Fields and records that Odoo cannot deliver are left out and reported; the others are read nevertheless.
 *
 * <p>{@link #now()} is the server's clock, from the {@code Date} header of a response, in whole seconds. Odoo stamps a change
 * with the start of its transaction by the clock of the database. So the engine's overlap must cover the longest transaction
 * and the difference between the two clocks.
 *
 * <p>Passwords and keys appear in no message, log or {@code toString}.
 *
 * <p>Thread-safe.
 */
public final class OdooRecordSource
        implements RecordSource, FieldRestrictions, TextRecipes, ModelDirectory, ChangeProbe {

    private static final int CHUNK = 500;

    /** The APIs of Odoo. */
    public enum Transport {
        /** JSON-2 if the server is version 19 or later and an API key is given, XML-RPC otherwise. */
        AUTO,
        /** XML-RPC, available up to version 21. */
        XML_RPC,
        /** JSON-2, available from version 19; it requires an API key. */
        JSON_2
    }

    private final String name;
    private final List<Long> companies;
    private final Connection connection;
    private final OdooApi api;
    private final DatabaseIdentity database;
    private final ModelReader models;
    private final ModelDescriber describer;
    private final FileExtraction extraction;
    private final RowReader rows;
    private final Listing listing;
    private final ModelsOffered offered;

    OdooRecordSource(OdooConfig config) {
        name = config.account().name();
        companies = config.reading().companies();
        JsonCodec json = new JsonCodec();
        connection = new Connection(config, json);
        api = new OdooApi(connection, config.reading());
        database = new DatabaseIdentity(api);
        extraction = new FileExtraction(config.attachments());
        models = new ModelReader(api, config.reading(), extraction.isAvailable());
        describer = new ModelDescriber(api, models, config.reading(), extraction);
        rows = new RowReader(api, new ValueDecoder(json), new FileReader(api, extraction));
        listing = new Listing(api, rows);
        offered = new ModelsOffered(api);
    }

    /**
     * Starts to build a source.
     *
     * @return a new builder
     */
    public static OdooRecordSourceBuilder builder() {
        return new OdooRecordSourceBuilder();
    }

    @Override
    public String name() {
        return name;
    }

    /**
     * {@inheritDoc}
     *
     * <p>It is {@code database.uuid}, which administrators may read.
     */
    @Override
    public Optional<String> database() {
        return answer("Reading the identity of " + name, database::get);
    }

    @Override
    public Instant now() {
        return answer(
                "Reading the time of " + name,
                () -> connection
                        .server()
                        .time()
                        .orElseThrow(
                                () -> new SetupException(
                                        "The responses of " + name
                                                + " have no Date header, so its clock is unknown; let the reverse proxy pass or set the header")));
    }

    @Override
    public ModelDescription describe(ModelName model) {
        return describe(model, List.of());
    }

    /**
     * {@inheritDoc}
     *
     * <p>A dotted name, such as {@code order_line.name}, denotes a field of linked records: its value for a link to one record,
     * the texts of all records for a link to several.
     */
    @Override
    public ModelDescription describe(ModelName model, Collection<String> fields) {
        String as = companies.isEmpty() ? "" : " for the companies " + companies;
        return answer("Describing " + model + " of " + name + as, true, () -> describer.describe(model, fields));
    }

    @Override
    public List<RestrictedField> restrictedFields(ModelName model) {
        return models.described(model).map(OdooModel::restricted).orElse(List.of());
    }

    /**
     * {@inheritDoc}
     *
     * <p>A recipe of the configuration or of the adapter is returned as it was written, without a call to the server.
     */
    @Override
    public String recipe(ModelName model) {
        return answer(
                "Describing " + model + " of " + name,
                true,
                () -> models.recipe(model)
                        .orElseGet(() -> FieldRecipe.of(
                                model, models.read(model, List.of()).text())));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Administrators may list the models; for others the models with a shipped recipe are tried. Two calls per model.
     */
    @Override
    public OfferedModels offeredModels() {
        return answer("Listing the models of " + name, offered::list);
    }

    @Override
    public long count(RecordScope scope) {
        return answer(
                "Counting " + scope.model() + " of " + name,
                () -> api.count(scope.model().value(), query(scope).in(IdRange.ALL)));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Two calls. Changes of linked records, whose names a text may show, are not among them.
     */
    @Override
    public NewestChanges newestChanges(RecordScope scope) {
        return answer(
                "Asking for the newest changes of " + scope.model() + " of " + name,
                () -> new NewestRows(api).of(query(scope.withoutChangeTime())));
    }

    @Override
    public RecordPage page(RecordScope scope, IdRange range, int limit) {
        checkLimit(limit);
        return answer("Reading " + scope.model() + of(range), () -> listing.next(query(scope), range, limit));
    }

    @Override
    public IdPage ids(RecordScope scope, IdRange range, int limit) {
        checkLimit(limit);
        return answer("Listing " + scope.model() + of(range), () -> {
            RecordPage page = listing.next(query(scope).slim(), range, limit);
            return new IdPage(
                    page.records().stream()
                            .map(row -> new IdAndVersion(row.id(), row.version()))
                            .toList(),
                    page.resumeAfter(),
                    page.end());
        });
    }

    @Override
    public RecordPage read(RecordScope scope, Collection<RecordId> ids) {
        return answer("Reading records of " + scope.model() + " of " + name, () -> {
            RowReader.Rows read = rows.chunk(query(scope), possible(ids));
            return new RecordPage(read.records(), read.rejected(), read.last(), true);
        });
    }

    @Override
    public Set<RecordId> existing(RecordScope scope, Collection<RecordId> ids) {
        return answer("Asking which records of " + scope.model() + " exist in " + name, () -> {
            Query query = query(scope);
            List<Long> all = possible(ids);
            Set<RecordId> found = new HashSet<>();
            for (int from = 0; from < all.size(); from += CHUNK) {
                List<Long> some = all.subList(from, Math.min(all.size(), from + CHUNK));
                for (long id : api.search(scope.model().value(), query.of(some), 0)) {
                    found.add(RecordId.of(id));
                }
            }
            if (!ids.containsAll(found)) {
                throw new CallFailure(
                        CallFailure.Kind.PROTOCOL_ERROR, "the server returned ids that were not requested");
            }
            return found;
        });
    }

    private String of(IdRange range) {
        return (range.after().isStart() ? "" : " after " + range.after()) + " of " + name;
    }

    /** Distinct ids in ascending order, without texts, which Odoo cannot have. */
    private static List<Long> possible(Collection<RecordId> ids) {
        TreeSet<Long> sorted = new TreeSet<>();
        for (RecordId id : ids) {
            if (id.isNumber()) {
                sorted.add(id.number());
            }
        }
        return List.copyOf(sorted);
    }

    private Query query(RecordScope scope) {
        OdooModel model = models.known(scope.model());
        if (!scope.fields().stream().allMatch(model::isKnown)) {
            models.learn(model, scope.fields());
        }
        List<String> watched =
                scope.changedSince().isPresent() ? models.watches().of(model, scope.fields()) : List.of();
        Query query = Query.of(model, scope, watched, models.filters().of(model));
        return query.changedSince().isPresent() && query.showsAttachments()
                ? query.andChanged(AttachmentChanges.of(api, query))
                : query;
    }

    private static void checkLimit(int limit) {
        if (limit <= 0) {
            throw new IllegalArgumentException("The limit must be positive, not " + limit);
        }
    }

    private <T> T answer(String purpose, Supplier<T> call) {
        return answer(purpose, false, call);
    }

    private <T> T answer(String purpose, boolean describing, Supplier<T> call) {
        try {
            return call.get();
        } catch (CallFailure failure) {
            throw connection.refusals().mayPass(failure, describing)
                    ? failure.toUnconfirmed(purpose)
                    : failure.toSyncException(purpose);
        }
    }

    @Override
    public void close() {
        extraction.close();
        connection.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
