package io.syncline.flink.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.syncline.api.SyncReport;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.api.json.JsonForm;
import io.syncline.core.adapter.ConfigException;
import io.syncline.flink.job.UnsuccessfulSyncException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.util.FlinkException;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/** What becomes of a job whose sync has ended. */
final class JobOutcome {

    private static final JsonMapper JSON = new JsonMapper();

    private JobOutcome() {}

    /**
     * Fails the job unless the sync was a success.
     *
     * @throws SuppressRestartsException if another attempt would end in the same way
     * @throws FlinkRuntimeException if another attempt may succeed
     */
    static void check(SyncReport ended) {
        if (ended.success()) {
            return;
        }
        UnsuccessfulSyncException failure = new UnsuccessfulSyncException(ended, details(ended));
        if (ended.failure().filter(JobOutcome::mayPass).isPresent()) {
            throw new FlinkRuntimeException(failure);
        }
        throw new SuppressRestartsException(failure);
    }

    private static boolean mayPass(Throwable cause) {
        return cause instanceof TransientException || cause instanceof UnknownOutcomeException;
    }

    /**
     * The failure of a part of the job.
     *
     * @return what ends the job if a person has to change something first, and restarts it otherwise
     */
    static RuntimeException failure(String what, @Nullable Throwable cause) {
        FlinkException failure = new FlinkException(what, cause);
        boolean setup = cause instanceof SetupException
                || cause instanceof ConfigException
                || cause instanceof IllegalArgumentException;
        return setup ? new SuppressRestartsException(failure) : new FlinkRuntimeException(failure);
    }

    /** What was thrown in another thread. */
    static Throwable cause(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    static String json(SyncReport ended) {
        return json(JsonForm.SYNC_REPORT.of(ended));
    }

    private static String details(SyncReport ended) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        ended.failure().ifPresent(cause -> details.put("setup_failure", cause instanceof SetupException));
        details.put("report", JsonForm.SYNC_REPORT.of(ended));
        return json(details);
    }

    private static String json(Map<String, @Nullable Object> members) {
        try {
            return JSON.writeValueAsString(members);
        } catch (JsonProcessingException e) {
            throw new FlinkRuntimeException("A report could not be written as JSON", e);
        }
    }
}
