package io.syncline.api.json;

import io.syncline.api.ActiveRun;
import io.syncline.api.CleanupReport;
import io.syncline.api.FailedRecord;
import io.syncline.api.LastRun;
import io.syncline.api.ModelStatus;
import io.syncline.api.PlanReport;
import io.syncline.api.PreviewReport;
import io.syncline.api.RecordExplanation;
import io.syncline.api.RunPause;
import io.syncline.api.RunProgress;
import io.syncline.api.SearchHit;
import io.syncline.api.SyncReport;
import io.syncline.api.VerifyReport;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How values of one type are written as JSON. The command line, the MCP server, the service and the modules for Jackson write
 * these members; a program may add some of its own.
 *
 * <p>Names are in snake case and carry their unit, such as {@code records_embedded} and {@code duration_ms}. Each member is
 * there whatever the value: what is empty is null. Instants are ISO 8601 texts in UTC, values of enums are in lower case,
 * amounts of money are decimal numbers, and record ids are numbers or texts, as they are. Members may be added, and
 * readers should ignore those that they do not know. What is written cannot be read back.
 *
 * <p>Immutable.
 *
 * @param <T> the type
 */
public final class JsonForm<T> {

    /** A run that holds a lease. */
    public static final JsonForm<ActiveRun> ACTIVE_RUN = new JsonForm<>(ActiveRun.class, StatusForms::activeRun);

    /** How a run ended. */
    public static final JsonForm<LastRun> LAST_RUN = new JsonForm<>(LastRun.class, StatusForms::lastRun);

    /** The state of a model. What a sink holds that cannot be reached is null. */
    public static final JsonForm<ModelStatus> MODEL_STATUS = new JsonForm<>(ModelStatus.class, StatusForms::status);

    /** Progress of a run. */
    public static final JsonForm<RunProgress> RUN_PROGRESS = new JsonForm<>(RunProgress.class, StatusForms::progress);

    /** A run that waits for a system. */
    public static final JsonForm<RunPause> RUN_PAUSE = new JsonForm<>(RunPause.class, StatusForms::pause);

    /** A failed record. */
    public static final JsonForm<FailedRecord> FAILED_RECORD = new JsonForm<>(FailedRecord.class, RecordForms::failure);

    /** What is known of a record. */
    public static final JsonForm<RecordExplanation> RECORD_EXPLANATION =
            new JsonForm<>(RecordExplanation.class, RecordForms::explanation);

    /** A hit of a search. */
    public static final JsonForm<SearchHit> SEARCH_HIT = new JsonForm<>(SearchHit.class, RecordForms::hit);

    /** Texts and payloads. */
    public static final JsonForm<PreviewReport> PREVIEW_REPORT =
            new JsonForm<>(PreviewReport.class, RecordForms::preview);

    /** The result of a sync. */
    public static final JsonForm<SyncReport> SYNC_REPORT = new JsonForm<>(SyncReport.class, ReportForms::sync);

    /** An estimate. */
    public static final JsonForm<PlanReport> PLAN_REPORT = new JsonForm<>(PlanReport.class, ReportForms::plan);

    /** The result of a cleanup. */
    public static final JsonForm<CleanupReport> CLEANUP_REPORT =
            new JsonForm<>(CleanupReport.class, ReportForms::cleanup);

    /** The result of a comparison; {@code success} means that source and sink are in sync. */
    public static final JsonForm<VerifyReport> VERIFY_REPORT = new JsonForm<>(VerifyReport.class, ReportForms::verify);

    private final Class<T> type;
    private final Function<T, JsonMembers> writer;

    private JsonForm(Class<T> type, Function<T, JsonMembers> writer) {
        this.type = type;
        this.writer = writer;
    }

    /** The forms of all types, for libraries that write JSON. */
    public static List<JsonForm<?>> all() {
        return List.of(
                ACTIVE_RUN,
                LAST_RUN,
                MODEL_STATUS,
                RUN_PROGRESS,
                RUN_PAUSE,
                FAILED_RECORD,
                RECORD_EXPLANATION,
                SEARCH_HIT,
                PREVIEW_REPORT,
                SYNC_REPORT,
                PLAN_REPORT,
                CLEANUP_REPORT,
                VERIFY_REPORT);
    }

    /** The type. */
    public Class<T> type() {
        return type;
    }

    /**
     * The members of a value. Each is a string, a number, a boolean, null, a list of these, or a map from strings to these, so
     * that any library writes them.
     *
     * @param value the value
     * @return an unmodifiable map in the order in which members are written
     */
    public Map<String, @Nullable Object> of(T value) {
        return writer.apply(value).asMap();
    }
}
