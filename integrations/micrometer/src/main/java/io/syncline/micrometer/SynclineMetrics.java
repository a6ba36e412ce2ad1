package io.syncline.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.syncline.api.ActiveRun;
import io.syncline.api.CleanupReport;
import io.syncline.api.EmbeddingCall;
import io.syncline.api.ModelName;
import io.syncline.api.ModelStatus;
import io.syncline.api.RunPause;
import io.syncline.api.RunProgress;
import io.syncline.api.StageTiming;
import io.syncline.api.SyncListener;
import io.syncline.api.SyncReport;
import io.syncline.api.VerifyReport;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Meters what the runs of an engine do, by model. Give it to the engine as its listener, and after a start {@linkplain
 * #show show} it the statuses that the engine has stored, so that the gauges know of runs of earlier processes:
 *
 * <pre>{@code
 * SynclineMetrics metrics = new SynclineMetrics(registry, source.name());
 * SyncEngine engine = SyncEngine.builder().listener(metrics)...build();
 * engine.statuses().forEach(metrics::show);
 * }</pre>
 *
 * <p>Tags are {@code source} and {@code model} and others of few values; no meter has a tag with an id, an address or a
 * message. The names of the meters are listed in {@code docs/metrics.md}.
 *
 * <p>Thread-safe.
 */
public final class SynclineMetrics implements SyncListener {

    private final MeterRegistry registry;
    private final String source;
    private final Map<ModelName, ModelMeters> models = new ConcurrentHashMap<>();

    /**
     * Meters for an engine.
     *
     * @param registry where the meters are registered, each when its model is first heard of
     * @param source the name of the engine's source, a tag of all meters
     */
    public SynclineMetrics(MeterRegistry registry, String source) {
        this.registry = registry;
        this.source = source;
    }

    /**
     * Shows what is stored of a model: the end of its last sync, its watermark, and how many records are stored, failed and
     * touched. Listeners are not told how many records are stored and failed, so show the status again after runs.
     *
     * @param status the status, as the engine returns it
     */
    public void show(ModelStatus status) {
        of(status.model()).show(status);
    }

    /**
     * Removes the meters of all other models, as of those that a configuration does not name any more: their lag would grow for
     * good. A model that is heard of again has meters again.
     *
     * @param wanted the models that are kept in sync
     */
    public void keep(Collection<ModelName> wanted) {
        Set<String> names = wanted.stream().map(ModelName::value).collect(Collectors.toSet());
        models.keySet().removeIf(model -> !names.contains(model.value()));
        registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("syncline.")
                        && source.equals(meter.getId().getTag("source"))
                        && !names.contains(String.valueOf(meter.getId().getTag("model"))))
                .forEach(registry::remove);
    }

    private ModelMeters of(ModelName model) {
        return models.computeIfAbsent(model, name -> new ModelMeters(registry, source, name));
    }

    @Override
    public void started(ActiveRun run) {
        of(run.model()).gauges().started(run);
    }

    @Override
    public void stopped(ActiveRun run) {
        of(run.model()).gauges().stopped(run);
    }

    @Override
    public void progressed(RunProgress progress) {
        of(progress.model()).gauges().progressed(progress);
    }

    @Override
    public void stageEnded(ModelName model, StageTiming timing) {
        of(model).stage(timing);
    }

    @Override
    public void embedded(ModelName model, EmbeddingCall call) {
        of(model).embedded(call);
    }

    @Override
    public void paused(ModelName model, RunPause pause) {
        of(model).paused(pause);
    }

    @Override
    public void resumed(ModelName model, Duration lasted) {
        of(model).resumed();
    }

    @Override
    public void ended(ModelName model) {
        of(model).ended();
    }

    @Override
    public void finished(SyncReport report) {
        of(report.model()).finished(report);
    }

    @Override
    public void finished(CleanupReport report) {
        of(report.model()).finished(report);
    }

    @Override
    public void finished(VerifyReport report) {
        of(report.model()).finished(report);
    }
}
