package io.syncline.spring.boot;

import io.syncline.api.SyncListener;
import io.syncline.core.SyncEngine;
import io.syncline.core.SyncEngineBuilder;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import io.syncline.service.ServiceSettings;
import io.syncline.service.SyncService;
import io.syncline.service.memory.ScheduleMemory;
import io.syncline.service.run.RunProgressListener;
import io.syncline.service.run.ServiceListener;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * An engine and a service that runs it by schedules, from {@code syncline.*}. Each part is left out if the application has a
 * bean of its type; {@code syncline.enabled=false} leaves out all.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
        })
@ConditionalOnProperty(name = "syncline.enabled", matchIfMissing = true)
@Import({EngineParts.class, ServiceParts.class})
public final class SynclineAutoConfiguration {

    /** For Spring. */
    public SynclineAutoConfiguration() {}

    @Bean
    SynclineSetup synclineSetup(Environment environment, ApplicationContext context) {
        ClassLoader loader = context.getClassLoader();
        return new SynclineSetup(environment, loader == null ? SynclineSetup.class.getClassLoader() : loader);
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean(RecordSource.class)
    RecordSource synclineSource(SynclineSetup setup) {
        return setup.open(AdapterKind.SOURCE);
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean(Embedder.class)
    Embedder synclineEmbedder(SynclineSetup setup) {
        return setup.open(AdapterKind.EMBEDDER);
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean(VectorSink.class)
    VectorSink synclineSink(SynclineSetup setup) {
        return setup.open(AdapterKind.SINK);
    }

    /** A state of type {@code jdbc} without an address is in the application's database, once that is migrated. */
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean(MetadataStore.class)
    @DependsOnDatabaseInitialization
    MetadataStore synclineState(SynclineSetup setup, VectorSink sink, ObjectProvider<DataSource> dataSource) {
        boolean shared =
                setup.text(AdapterKind.STATE, "type").filter("jdbc"::equals).isPresent()
                        && setup.text(AdapterKind.STATE, "url").isEmpty();
        DataSource source = shared ? dataSource.getIfUnique() : null;
        return source == null ? setup.open(AdapterKind.STATE) : SharedDataSource.store(source, setup);
    }

    @Bean
    @ConditionalOnMissingBean
    RunProgressListener synclineProgress() {
        return new RunProgressListener();
    }

    /** Closed by its closer, before its parts. */
    @Bean(destroyMethod = "")
    @ConditionalOnMissingBean
    SyncEngine synclineEngine(SynclineSetup setup, EngineParts parts) {
        SyncEngineBuilder builder = SyncEngine.builder()
                .source(parts.source())
                .embedder(parts.embedder())
                .sink(parts.sink())
                .metadata(parts.metadata())
                .settings(setup.engine())
                .listener(SyncListener.all(parts.listeners()));
        setup.models().forEach((model, settings) -> builder.model(model.value(), settings));
        return builder.build();
    }

    @Bean
    EngineCloser synclineEngineCloser(SyncEngine engine) {
        return new EngineCloser(engine);
    }

    @Bean
    @ConditionalOnMissingBean
    ServiceSettings synclineServiceSettings(SynclineSetup setup) {
        return setup.service();
    }

    @Bean
    @ConditionalOnMissingBean
    ScheduleMemory synclineScheduleMemory(EngineParts parts) {
        return ScheduleMemory.in(parts.metadata(), () -> parts.source().name());
    }

    /** Stopped by its life cycle, and closed before the engine. */
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    SyncService synclineService(SyncEngine engine, ServiceParts parts) {
        return SyncService.builder()
                .engine(engine)
                .settings(parts.settings())
                .memory(parts.memory())
                .progress(parts.progress())
                .listener(parts.listener().getIfAvailable(() -> ServiceListener.NONE))
                .build();
    }

    @Bean
    SynclineLifecycle synclineLifecycle(SyncService service, Environment environment) {
        return new SynclineLifecycle(
                service, environment.getProperty("syncline.schedule.enabled", Boolean.class, true));
    }
}
