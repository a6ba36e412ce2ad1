package io.syncline.cli;

import io.syncline.api.ModelName;
import io.syncline.api.SyncRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which records a run, or the plan of one, is about. */
final class RunOptions {

    @Parameters(
            paramLabel = "MODEL",
            description = "technical name, such as res.partner; transfer_MODEL_1984 works too")
    @SuppressWarnings("NullAway.Init")
    private ModelName model;

    @Option(
            names = {"--full", "--force-full"},
            description = "read every record, whatever was synced before")
    private boolean full;

    @Option(
            names = {"--limit", "--test-limit"},
            paramLabel = "N",
            description = "process at most N records, to try things out; the next run starts from where this one did")
    private @Nullable Long limit;

    @Option(names = "--no-archived", description = "leave archived records out")
    private boolean withoutArchived;

    ModelName model() {
        return model;
    }

    boolean full() {
        return full;
    }

    SyncRequest.Builder request() {
        SyncRequest.Builder request =
                SyncRequest.builder().model(model).forceFull(full).includeArchived(!withoutArchived);
        if (limit != null) {
            request.testLimit(limit);
        }
        return request;
    }
}
