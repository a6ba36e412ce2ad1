package io.syncline.spring.boot;

import io.syncline.api.CleanupRequest;
import io.syncline.api.ModelName;
import io.syncline.api.SyncRequest;
import io.syncline.api.VerifyRequest;
import io.syncline.api.json.JsonForm;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.record.Cursor;
import io.syncline.service.ModelHealthForm;
import io.syncline.service.SyncService;
import io.syncline.service.run.Admission;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * The actuator endpoint {@code syncline}: reading shows how the models are ({@code /syncline}) and the failed records of one
 * ({@code /syncline/res.partner}); writing starts a run ({@code /syncline/res.partner/sync}) and answers at once.
 */
@Endpoint(id = "syncline")
public final class SynclineEndpoint {

    private static final int FAILURES = 100;
    private static final String SESSION = "actuator";
    private static final int ACCEPTED = 202;
    private static final int CONFLICT = 409;

    private final SyncService service;
    private final SyncEngine engine;

    SynclineEndpoint(SyncService service, SyncEngine engine) {
        this.service = service;
        this.engine = engine;
    }

    /** How the models of the service are. */
    @ReadOperation
    public Map<String, Object> models() {
        return Map.of(
                "models", service.health().stream().map(ModelHealthForm::of).toList());
    }

    /**
     * How a model is, and its first failed records.
     *
     * @param model the technical name
     * @return null, which is answered with 404, if it is none of the service
     */
    @ReadOperation
    public @Nullable Map<String, @Nullable Object> model(@Selector String model) {
        return known(model)
                .flatMap(service::health)
                .map(health -> {
                    Map<String, @Nullable Object> report = ModelHealthForm.of(health);
                    report.put(
                            "failures",
                            engine.failures(health.model(), Cursor.START, FAILURES).stream()
                                    .map(JsonForm.FAILED_RECORD::of)
                                    .toList());
                    return report;
                })
                .orElse(null);
    }

    /**
     * Starts a run.
     *
     * @param model the technical name
     * @param work {@code sync}, {@code full-sync}, {@code dry-run} (of a cleanup), {@code cleanup} or {@code verify}
     * @return whether it was started (202), and the id of the run that was, or that is in the way (409), or why it could not be (503);
     *     404 if there is no such model or work
     */
    @WriteOperation
    public WebEndpointResponse<Map<String, @Nullable Object>> start(@Selector String model, @Selector String work) {
        return known(model)
                .flatMap(name -> admission(name, work).map(admission -> answer(name, admission)))
                .orElseGet(() -> new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND));
    }

    private Optional<Admission> admission(ModelName model, String work) {
        return Optional.ofNullable(
                switch (work) {
                    case "sync", "full-sync" -> service.sync(sync(model, work.equals("full-sync")), SESSION);
                    case "dry-run", "cleanup" -> service.cleanup(cleanup(model, work.equals("dry-run")), SESSION);
                    case "verify" ->
                        service.verify(VerifyRequest.builder().model(model).build(), SESSION);
                    default -> null;
                });
    }

    private static WebEndpointResponse<Map<String, @Nullable Object>> answer(ModelName model, Admission admission) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("model_name", model.value());
        answer.put("state", admission.verdict().name().toLowerCase(Locale.ROOT));
        answer.put(
                "run_id",
                admission.runs().isEmpty() ? null : admission.runs().get(0).id());
        return new WebEndpointResponse<>(answer, status(admission.verdict()));
    }

    /** As the REST interface answers. */
    private static int status(Admission.Verdict verdict) {
        return switch (verdict) {
            case STARTED -> ACCEPTED;
            case OCCUPIED -> CONFLICT;
            case FULL, CLOSING -> WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE;
        };
    }

    /** Within the limits of the service. */
    private SyncRequest sync(ModelName model, boolean full) {
        return SyncRequest.builder()
                .model(model)
                .forceFull(full)
                .maxCost(service.settings().maxCost())
                .build();
    }

    /** Likewise. */
    private CleanupRequest cleanup(ModelName model, boolean dryRun) {
        return CleanupRequest.builder()
                .model(model)
                .dryRun(dryRun)
                .maxDeleteShare(service.settings().maxDeleteShare())
                .quarantine(service.settings().quarantine())
                .build();
    }

    private Optional<ModelName> known(String model) {
        return service.settings().models().keySet().stream()
                .filter(name -> name.value().equals(model))
                .findFirst();
    }
}
