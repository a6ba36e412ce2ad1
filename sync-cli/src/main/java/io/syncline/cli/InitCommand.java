package io.syncline.cli;

import io.syncline.cli.config.ConfigException;
import io.syncline.cli.output.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Model.CommandSpec;

final class InitCommand implements CliCommand {

    private final RootCommand root;

    InitCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                CommandSpecs.of(this, "init", "Write an example configuration file, with all keys explained.");
        return CommandSpecs.withExamples(spec, "  syncline init", "  syncline init --config production.yaml");
    }

    @Override
    public Integer call() {
        Path file = root.options().config();
        write(root.shell().directory().resolve(file), file);
        try (Session session = root.open()) {
            session.show(
                    () -> new Json().with("success", true).with("file", file),
                    () -> List.of(
                            "Wrote " + file
                                    + ". Put in your Odoo's address, database and user, set ODOO_API_KEY, and run:",
                            "  syncline sync res.partner --limit 100"));
        }
        return ExitCode.SUCCESS;
    }

    private static void write(Path target, Path shown) {
        try {
            Files.writeString(target, example(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new ConfigException(
                    shown + " is there already and is left as it is. Name another one with --config FILE");
        } catch (IOException e) {
            throw new ConfigException("Cannot write " + shown + " ("
                    + e.getClass().getSimpleName() + "). Choose a directory that exists and may be written to");
        }
    }

    static String example() {
        try (InputStream resource = Objects.requireNonNull(InitCommand.class.getResourceAsStream("example.yaml"))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
