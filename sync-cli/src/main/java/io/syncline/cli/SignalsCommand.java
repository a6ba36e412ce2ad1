package io.syncline.cli;

import io.syncline.cli.output.Json;
import io.syncline.cli.wiring.OpenSource;
import io.syncline.core.port.RetainingSource;
import io.syncline.core.port.record.RetainedSignals;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

final class SignalsCommand implements CliCommand {

    private static final double MEGABYTE = 1024 * 1024;

    private final RootCommand root;
    private final OptionSpec drop =
            CommandSpecs.flag("let the database forget it; signals then begin with a sync of all models", "--drop");

    SignalsCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.of(
                        this,
                        "signals",
                        "Show what the source's database keeps until signals are read, or drop it.",
                        "%nA replication slot with a name ('signal-slot') keeps the log of the server for a process that"
                                + " may come back. Drop it if none will.")
                .addOption(drop);
        return CommandSpecs.withExamples(
                spec, "  syncline signals", "  syncline signals --json", "  syncline signals --drop");
    }

    @Override
    public Integer call() {
        try (Session session = root.open();
                OpenSource open = session.source()) {
            String source = open.source().name();
            Optional<RetainingSource> retaining =
                    open.source() instanceof RetainingSource found ? Optional.of(found) : Optional.empty();
            Optional<RetainedSignals> kept = retaining.flatMap(RetainingSource::retained);
            boolean dropped = CommandSpecs.isGiven(drop)
                    && retaining.filter(RetainingSource::forgetRetained).isPresent();
            Json json = new Json().with("success", true).with("source", source).with("dropped", dropped);
            kept.ifPresent(slot -> add(json, slot));
            session.answer(json, List.of(kept.map(slot -> line(slot, dropped)).orElse(source + " keeps nothing")));
            return ExitCode.SUCCESS;
        }
    }

    private static void add(Json json, RetainedSignals slot) {
        json.with("slot", slot.name()).with("read", slot.isRead()).with("lost", slot.isLost());
        slot.bytes().ifPresent(bytes -> json.with("bytes", bytes));
        slot.limit().ifPresent(limit -> json.with("limit_bytes", limit));
    }

    private static String line(RetainedSignals slot, boolean dropped) {
        String size =
                slot.bytes().isPresent() ? ", keeps " + megabytes(slot.bytes().getAsLong()) : "";
        String limit = slot.limit().isPresent()
                ? " of at most " + megabytes(slot.limit().getAsLong())
                : size.isEmpty() ? "" : " without a limit";
        String state =
                slot.isLost() ? "lost: it kept more than the limit" : slot.isRead() ? "read by a process" : "not read";
        return "slot " + slot.name() + ": " + (dropped ? "dropped; was " : "") + state + size + limit;
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE);
    }
}
