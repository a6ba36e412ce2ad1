package io.syncline.server.internal.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.api.CleanupRequest;
import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.SyncRequest;
import io.syncline.api.VerifyRequest;
import io.syncline.api.json.JsonForm;
import io.syncline.core.port.record.Cursor;
import io.syncline.server.internal.http.Bodies;
import io.syncline.server.internal.http.Problem;
import io.syncline.server.internal.view.View;
import io.syncline.server.served.Served;
import io.syncline.service.run.Admission;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** {@code /api/models}. Thread-safe. */
final class ModelEndpoints {

    private static final int ACCEPTED = 202;
    private static final int FAILURES = 20;
    private static final int MOST_FAILURES = 1000;

    View answer(ApiCall call) throws IOException, Problem {
        List<String> path = call.path();
        return switch (path.size()) {
            case 1 -> all(call);
            case 2 -> one(call);
            case 3 -> part(call, call.model(path.get(1)), path.get(2));
            default -> throw ApiPath.notFound();
        };
    }

    private static View all(ApiCall call) throws Problem {
        call.require("GET");
        Served served = call.served();
        return new View()
                .with("now", served.service().now())
                .with("source", served.source())
                .with("sink", served.sink().get())
                .with("embedder", served.embedder())
                .with("signals_problem", served.service().signalsProblem())
                .with("models", new ModelsView(served).all())
                .with("usage", UsageView.of(served.usage()));
    }

    private static View one(ApiCall call) throws Problem {
        call.require("GET");
        ModelName model = call.model(call.path().get(1));
        return new ModelsView(call.served()).one(model).orElseThrow(ApiPath::notFound);
    }

    private static View part(ApiCall call, ModelName model, String part) throws IOException, Problem {
        if (part.equals("failures")) {
            return failures(call, model);
        }
        if (!Set.of("sync", "cleanup", "verify").contains(part)) {
            throw ApiPath.notFound();
        }
        call.require("POST");
        return switch (part) {
            case "sync" -> sync(call, model);
            case "cleanup" -> cleanup(call, model);
            default -> verify(call, model);
        };
    }

    private static View failures(ApiCall call, ModelName model) throws Problem {
        call.require("GET");
        int limit = call.number("limit", FAILURES);
        if (limit < 1 || limit > MOST_FAILURES) {
            throw Problem.of(400, "'limit' must be from 1 to " + MOST_FAILURES);
        }
        Cursor after = call.parameter("after")
                .map(id -> Cursor.after(WrittenRecordId.parse(id)))
                .orElse(Cursor.START);
        List<FailedRecord> failures = call.served().engine().failures(model, after, limit);
        return new View()
                .with("success", true)
                .with("model_name", model)
                .with(
                        "failures",
                        failures.stream().map(JsonForm.FAILED_RECORD::of).toList());
    }

    private static View sync(ApiCall call, ModelName model) throws IOException, Problem {
        JsonNode body = call.body(Set.of("full", "retry_failed"));
        return started(
                call,
                call.served()
                        .service()
                        .sync(
                                SyncRequest.builder()
                                        .model(model)
                                        .forceFull(Bodies.flag(body, "full", false))
                                        .retryFailed(Bodies.flag(body, "retry_failed", false))
                                        .maxCost(call.served()
                                                .service()
                                                .settings()
                                                .maxCost())
                                        .build(),
                                ApiCall.SESSION));
    }

    /** A dry run unless the request says otherwise; its limits are those of the configuration. */
    private static View cleanup(ApiCall call, ModelName model) throws IOException, Problem {
        JsonNode body = call.body(Set.of("dry_run"));
        CleanupRequest request = CleanupRequest.builder()
                .model(model)
                .dryRun(Bodies.flag(body, "dry_run", true))
                .maxDeleteShare(call.served().service().settings().maxDeleteShare())
                .quarantine(call.served().service().settings().quarantine())
                .build();
        return started(call, call.served().service().cleanup(request, ApiCall.SESSION));
    }

    private static View verify(ApiCall call, ModelName model) throws IOException, Problem {
        JsonNode body = call.body(Set.of("deep", "repair"));
        VerifyRequest request = VerifyRequest.builder()
                .model(model)
                .deep(Bodies.flag(body, "deep", false))
                .repair(Bodies.flag(body, "repair", false))
                .build();
        return started(call, call.served().service().verify(request, ApiCall.SESSION));
    }

    private static View started(ApiCall call, Admission admission) throws Problem {
        return switch (admission.verdict()) {
            case STARTED -> {
                call.answerWith(ACCEPTED);
                yield RunsView.of(admission.run());
            }
            case OCCUPIED ->
                throw Problem.of(
                        409,
                        "A " + admission.run().descriptor().kind().code() + " of "
                                + admission.run().descriptor().model() + " is in progress: "
                                + admission.run().id());
            case FULL -> throw Problem.of(503, "As many runs as the server allows are in progress; retry later");
            case CLOSING -> throw Problem.of(503, "The server is shutting down");
        };
    }
}
