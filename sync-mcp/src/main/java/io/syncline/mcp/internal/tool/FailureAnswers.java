package io.syncline.mcp.internal.tool;

import io.syncline.api.RunOutcome;
import io.syncline.api.failure.MissingStoreException;
import io.syncline.api.failure.SyncException;
import io.syncline.core.adapter.ConfigException;
import io.syncline.service.run.EndedRun;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns failures into what a client may read. What Syncline reports of systems is written for people and holds no secret.
 * Anything else is only logged. Thread-safe.
 */
public final class FailureAnswers {

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.mcp");

    private final ClientMessages messages;

    /** Answers with some messages. */
    public FailureAnswers(ClientMessages messages) {
        this.messages = messages;
    }

    ToolAnswer answer(String name, Callable<Map<String, Object>> call) {
        try {
            return ToolAnswer.of(call.call());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ToolAnswer.failure("The call was interrupted: the server is shutting down");
        } catch (InvalidCallException e) {
            return ToolAnswer.invalid(String.valueOf(e.getMessage()));
        } catch (Exception | Error e) { // also one that leaves too little memory for this call
            return ToolAnswer.failure(text(name, e));
        }
    }

    /** How a run ended whose work threw. */
    public EndedRun ended(RuntimeException failure) {
        return new EndedRun.Unreported(RunOutcome.FAILED, text("A run", failure));
    }

    /** What a client reads of a failure, whose details go to the log. */
    private String text(String what, Throwable failure) {
        if (failure instanceof InvalidCallException refusal) {
            return String.valueOf(refusal.getMessage());
        }
        if (failure instanceof MissingStoreException) {
            return "Nothing is stored yet: no model was synced. Call sync_model first";
        }
        if (failure instanceof SyncException known) {
            LOG.warn("{} failed: {}", what, known.getMessage());
            return messages.of(String.valueOf(known.getMessage()));
        }
        if (failure instanceof ConfigException known) {
            LOG.error("{} failed: {}", what, known.getMessage());
            return "The configuration of the server cannot be used; its log says why";
        }
        LOG.error("{} failed with an internal error", what, failure);
        return "Internal error; the log of the server has the details";
    }
}
