package io.syncline.cli;

import io.syncline.cli.output.Json;
import io.syncline.cli.output.Text;
import io.syncline.cli.wiring.OpenEngine;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.port.vector.SourceContent;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

final class SourcesCommand implements CliCommand {

    private final RootCommand root;

    SourcesCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.of(
                        this,
                        "sources",
                        "List what the vector database holds, by source and model.",
                        "%nRecords are stored under the name of their source. If the name changes, for example with the address of"
                                + " a server, rename what is stored; nothing is embedded again.")
                .addSubcommand("rename", new RenameSourceCommand(root).spec())
                .addSubcommand("drop", new DropSourceCommand(root).spec());
        return CommandSpecs.withExamples(
                spec,
                "  syncline sources",
                "  syncline sources rename odoo:http://old/erp odoo:https://new/erp",
                "  syncline sources drop odoo:http://test:8069/demo --yes");
    }

    @Override
    public Integer call() {
        try (Session session = root.open();
                OpenEngine open = session.engineWithout(AdapterKind.SOURCE, AdapterKind.EMBEDDER)) {
            List<SourceContent> contents = open.engine().sources();
            Json json = new Json()
                    .with("success", true)
                    .with("configured", open.sourceName())
                    .with("sources", json(contents));
            session.answer(json, lines(contents, open.sourceName()));
            return ExitCode.SUCCESS;
        }
    }

    static List<Json> json(List<SourceContent> contents) {
        return contents.stream()
                .map(content -> new Json()
                        .with("source", content.key().source())
                        .with("model_name", content.key().model())
                        .with("records", content.records())
                        .with("database", content.database().orElse(null)))
                .toList();
    }

    private static List<String> lines(List<SourceContent> contents, String configured) {
        List<String> lines = new ArrayList<>();
        String source = "";
        for (SourceContent content : contents) {
            if (!content.key().source().equals(source)) {
                source = content.key().source();
                lines.add(source + (source.equals(configured) ? "  (configured)" : ""));
            }
            lines.add("  " + line(content));
        }
        if (contents.isEmpty()) {
            lines.add("No records are stored yet.");
        }
        return lines;
    }

    static String line(SourceContent content) {
        return content.key().model() + ": " + Text.count(content.records(), "record")
                + content.database().map(id -> ", database " + id).orElse("");
    }

    /** How many records there are, such as {@code 1,200 records of 3 models}. */
    static String count(List<SourceContent> contents) {
        long records = contents.stream().mapToLong(SourceContent::records).sum();
        return Text.count(records, "record") + " of " + Text.count(contents.size(), "model");
    }
}
