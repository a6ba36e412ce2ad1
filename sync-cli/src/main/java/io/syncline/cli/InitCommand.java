package io.syncline.cli;

import io.syncline.cli.config.ConfigReader;
import io.syncline.cli.config.ExampleFile;
import io.syncline.cli.output.Json;
import io.syncline.core.adapter.Adapter;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.adapter.Adapters;
import io.syncline.core.adapter.ConfigException;
import io.syncline.core.port.RecordSource;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

final class InitCommand implements CliCommand {

    private final RootCommand root;
    private final OptionSpec source = CommandSpecs.option(
            String.class, "TYPE", "type of the source (default: " + ExampleFile.SOURCE + ")", "--source");

    InitCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.of(
                        this, "init", "Write an example configuration file, with all keys explained.")
                .addOption(source);
        return CommandSpecs.withExamples(spec, "  syncline init", "  syncline init --config production.yaml");
    }

    @Override
    public Integer call() {
        Path file = root.options().config();
        ExampleFile example = example(CommandSpecs.valueOf(source, ExampleFile.SOURCE));
        write(example, root.shell().directory().resolve(file), file);
        String variables = example.variables().isEmpty() ? "" : ", set " + String.join(" and ", example.variables());
        try (Session session = root.open()) {
            session.show(
                    () -> new Json().with("success", true).with("file", file),
                    () -> List.of(
                            "Wrote " + file + ". Fill in its 'source' section" + variables + ", and run:",
                            "  syncline sync " + example.model() + " --limit 100"));
        }
        return ExitCode.SUCCESS;
    }

    private static ExampleFile example(String type) {
        Adapters adapters = ConfigReader.adapters();
        List<Adapter<RecordSource>> sources = adapters.ofKind(AdapterKind.SOURCE);
        return sources.stream()
                .filter(adapter -> adapter.type().equals(type))
                .findFirst()
                .map(adapter -> ExampleFile.of(adapters, adapter))
                .orElseThrow(() -> new ConfigException("Unknown source type '" + type + "'; known types: "
                        + sources.stream().map(Adapter::type).sorted().collect(Collectors.joining(", "))));
    }

    private static void write(ExampleFile example, Path target, Path shown) {
        try {
            Files.writeString(target, example.toString(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new ConfigException(shown + " exists and was not changed. Name another file with --config FILE");
        } catch (IOException e) {
            throw new ConfigException("Cannot write " + shown + " ("
                    + e.getClass().getSimpleName() + "). Choose a directory that exists and is writable");
        }
    }
}
