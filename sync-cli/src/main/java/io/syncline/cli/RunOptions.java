package io.syncline.cli;

import io.syncline.api.ModelName;
import io.syncline.api.SyncRequest;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options that select the records of a sync or a plan. */
final class RunOptions {

    private final ModelSelection models =
            new ModelSelection("technical names, such as res.partner, or transfer_MODEL_1984");
    private final OptionSpec full =
            CommandSpecs.flag("read all records, not only changed ones", "--full", "--force-full");
    private final OptionSpec limit = CommandSpecs.option(
            Long.class,
            "N",
            "process at most N records, as a trial; the next run starts at the same place as this one",
            "--limit",
            "--test-limit");
    private final OptionSpec withoutArchived = CommandSpecs.flag("leave out archived records", "--no-archived");

    void addTo(CommandSpec spec) {
        models.addTo(spec).addOption(full).addOption(limit).addOption(withoutArchived);
    }

    ModelSelection models() {
        return models;
    }

    boolean full() {
        return CommandSpecs.isGiven(full);
    }

    SyncRequest.Builder request(ModelName model) {
        return request(model, full());
    }

    /** A request that need not be as full as the options say. */
    SyncRequest.Builder request(ModelName model, boolean full) {
        SyncRequest.Builder request = SyncRequest.builder()
                .model(model)
                .forceFull(full)
                .includeArchived(!CommandSpecs.isGiven(withoutArchived));
        CommandSpecs.valueOf(limit, Long.class).ifPresent(request::testLimit);
        return request;
    }
}
