package io.syncline.cli;

import io.syncline.api.ModelName;
import io.syncline.api.SyncRequest;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Which records a run, or the plan of one, is about. */
final class RunOptions {

    private final PositionalParamSpec model =
            Specs.model("technical name, such as res.partner; transfer_MODEL_1984 works too");
    private final OptionSpec full =
            Specs.flag("read every record, whatever was synced before", "--full", "--force-full");
    private final OptionSpec limit = Specs.option(
            Long.class,
            "N",
            "process at most N records, to try things out; the next run starts from where this one did",
            "--limit",
            "--test-limit");
    private final OptionSpec withoutArchived = Specs.flag("leave archived records out", "--no-archived");

    void addTo(CommandSpec spec) {
        spec.addPositional(model).addOption(full).addOption(limit).addOption(withoutArchived);
    }

    ModelName model() {
        return model.getValue();
    }

    boolean full() {
        return Specs.isGiven(full);
    }

    SyncRequest.Builder request() {
        SyncRequest.Builder request =
                SyncRequest.builder().model(model()).forceFull(full()).includeArchived(!Specs.isGiven(withoutArchived));
        Specs.valueOf(limit, Long.class).ifPresent(request::testLimit);
        return request;
    }
}
