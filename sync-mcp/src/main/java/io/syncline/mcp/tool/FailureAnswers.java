package io.syncline.mcp.tool;

import io.syncline.api.failure.MissingStoreException;
import io.syncline.api.failure.SyncException;
import io.syncline.core.adapter.ConfigException;
import io.syncline.mcp.run.EndedRun;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns failures into what a client may read. What Syncline reports of systems is written for people and holds no secret;
 * addresses and paths are taken out. Anything else is only logged.
 */
public final class FailureAnswers {

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.mcp");

    private FailureAnswers() {}

    static ToolAnswer answer(String name, Callable<Map<String, Object>> call) {
        try {
            return new ToolAnswer(call.call(), "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ToolAnswer.problem("The call was interrupted: the server is shutting down");
        } catch (Exception | LinkageError e) {
            return ToolAnswer.problem(text(name, e));
        }
    }

    /** How a run ended whose work threw. */
    public static EndedRun ended(RuntimeException failure) {
        return ReportView.failed(text("A run", failure));
    }

    /** What a client reads of a failure, whose details go to the log. */
    private static String text(String what, Throwable failure) {
        if (failure instanceof ToolRefusal refusal) {
            return String.valueOf(refusal.getMessage());
        }
        if (failure instanceof MissingStoreException) {
            return "Nothing is stored yet: no model was synced. Call sync_model first";
        }
        if (failure instanceof SyncException known) {
            LOG.warn("{} failed: {}", what, known.getMessage());
            return UntrustedText.message(known.getMessage());
        }
        if (failure instanceof ConfigException known) {
            LOG.error("{} failed: {}", what, known.getMessage());
            return "The configuration of the server cannot be used; its log says why";
        }
        LOG.error("{} failed with an internal error", what, failure);
        return "Internal error; the log of the server has the details";
    }
}
