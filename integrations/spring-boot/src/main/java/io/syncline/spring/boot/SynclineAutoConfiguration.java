package io.syncline.spring.boot;

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
 * bean of its type, and all parts of the engine if it has an engine; {@code syncline.enabled=false} leaves out all.
 */
@AutoConfiguration
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
    @ConditionalOnMissingBean({RecordSource.class, SyncEngine.class})
    RecordSource synclineSource(SynclineSetup setup) {
        return setup.open(AdapterKind.SOURCE);
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean({Embedder.class, SyncEngine.class})
    Embedder synclineEmbedder(SynclineSetup setup) {
        return setup.open(AdapterKind.EMBEDDER);
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean({VectorSink.class, SyncEngine.class})
    VectorSink synclineSink(SynclineSetup setup) {
        return setup.open(AdapterKind.SINK);
    }

    /**
     * A state of type {@code jdbc} without an address is in the application's database, once that is migrated. The sink is opened
     * first, since other states may be in its place.
     */
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean({MetadataStore.class, SyncEngine.class})
    @DependsOnDatabaseInitialization
    MetadataStore synclineState(SynclineSetup setup, VectorSink sink, ObjectProvider<DataSource> dataSources) {
        return setup.sharedState()
                .flatMap(shared -> shared.open(dataSources))
                .orElseGet(() -> setup.open(AdapterKind.STATE));
    }

    @Bean
    @ConditionalOnMissingBean
    RunProgressListener synclineProgress() {
        return new RunProgressListener();
    }

    @Bean
    @ConditionalOnMissingBean(SyncEngine.class)
    EngineBean synclineEngine(SynclineSetup setup, EngineParts parts) {
        SyncEngineBuilder builder = parts.builder().settings(setup.engine());
        setup.models().forEach((model, settings) -> builder.model(model.value(), settings));
        return new EngineBean(builder.build());
    }

    @Bean
    @ConditionalOnMissingBean
    ServiceSettings synclineServiceSettings(SynclineSetup setup) {
        return setup.service();
    }

    /** Without the store of an engine that is the application's own, it ends with the process. */
    @Bean
    @ConditionalOnMissingBean
    ScheduleMemory synclineScheduleMemory(ObjectProvider<MetadataStore> store, ObjectProvider<RecordSource> source) {
        MetadataStore found = store.getIfUnique();
        RecordSource named = source.getIfUnique();
        return found == null || named == null ? ScheduleMemory.ofProcess() : ScheduleMemory.in(found, named::name);
    }

    /** Stopped by its life cycle, and closed before the engine. */
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    SyncService synclineService(SyncEngine engine, ServiceParts parts) {
        return parts.builder().engine(engine).build();
    }

    @Bean
    SynclineLifecycle synclineLifecycle(SyncEngine engine, SyncService service, SynclineSetup setup) {
        return new SynclineLifecycle(engine, service, setup.isScheduled());
    }
}
