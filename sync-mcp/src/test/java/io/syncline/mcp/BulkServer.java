package io.syncline.mcp;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.SyncListener;
import io.syncline.api.SyncReport;
import io.syncline.core.SyncEngine;
import io.syncline.core.adapter.ConfigNode;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.state.FileMetadataStore;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryVectorSink;
import io.syncline.testkit.memory.SyntheticRecordSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * A server over standard input and output for clients in processes of their own: few partners, one of which is deleted when they
 * were synced, many records of a model whose sync outlasts a call, and one with more records than any test can wait for.
 */
final class BulkServer {

    private static final int PARTNERS = 30;
    private static final int BULK = 60_000;
    private static final ModelName BULK_MODEL = ModelName.of("bulk.record");
    private static final ModelName ENDLESS_MODEL = ModelName.of("endless.record");
    private static final long ENDLESS = 1_000_000_000;

    private BulkServer() {}

    /**
     * Serves until the input ends.
     *
     * @param args the file of the state
     */
    public static void main(String[] args) {
        try (SynclineMcpServer server = server(Path.of(args[0]))) {
            server.serve(System.in, System.out);
        }
    }

    /** The command that serves. */
    static List<String> command(Path state) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                BulkServer.class.getName(),
                state.toString());
    }

    static SynclineMcpServer server(Path state) {
        return SynclineMcpServer.of(
                SynclineMcpServer.settings(ConfigNode.of(
                        "mcp", Map.of("models", List.of("res.partner", "bulk.record", "endless.record")))),
                listener -> engine(state, listener));
    }

    static SyncEngine engine(Path state, SyncListener listener) {
        InMemoryRecordSource partners = source();
        return SyncEngine.builder()
                .source(withEndlessModel(partners))
                .embedder(InMemoryEmbedder.builder().build())
                .sink(new InMemoryVectorSink())
                .metadata(FileMetadataStore.open(state))
                .listener(deletingPartner(partners, listener))
                .build();
    }

    private static InMemoryRecordSource source() {
        InMemoryRecordSource source = InMemoryRecordSource.builder()
                .name("memory:bulk")
                .clock(InstantSource.system())
                .model(Company.PARTNER, new FieldDescription("name", "Name", FieldType.TEXT))
                .model(BULK_MODEL, new FieldDescription("name", "Name", FieldType.TEXT))
                .build();
        for (long id = 1; id <= PARTNERS; id++) {
            source.put(Company.PARTNER, RecordId.of(id), Map.of("name", new FieldValue.Text("Partner " + id)));
        }
        for (long id = 1; id <= BULK; id++) {
            source.put(BULK_MODEL, RecordId.of(id), Map.of("name", new FieldValue.Text("Record " + id)));
        }
        return source;
    }

    /** Calls about the endless model go to a source that makes records up. */
    private static RecordSource withEndlessModel(RecordSource source) {
        RecordSource endless = SyntheticRecordSource.builder()
                .model(ENDLESS_MODEL)
                .records(ENDLESS)
                .build();
        return (RecordSource) Proxy.newProxyInstance(
                BulkServer.class.getClassLoader(), new Class<?>[] {RecordSource.class}, (self, method, arguments) -> {
                    try {
                        return method.invoke(isOfEndless(arguments) ? endless : source, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static boolean isOfEndless(Object... arguments) {
        Object first = arguments == null || arguments.length == 0 ? null : arguments[0];
        return ENDLESS_MODEL.equals(first instanceof RecordScope scope ? scope.model() : first);
    }

    /** Deletes a partner when a sync of them has ended, so that a cleanup has something to do; passes on all events. */
    private static SyncListener deletingPartner(InMemoryRecordSource source, SyncListener next) {
        return (SyncListener) Proxy.newProxyInstance(
                BulkServer.class.getClassLoader(), new Class<?>[] {SyncListener.class}, (self, method, arguments) -> {
                    if (arguments.length == 1
                            && arguments[0] instanceof SyncReport report
                            && report.model().equals(Company.PARTNER)) {
                        source.delete(Company.PARTNER, RecordId.of(PARTNERS));
                    }
                    return method.invoke(next, arguments);
                });
    }
}
