package io.syncline.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(name = "demo", header = "Show the whole story with a made-up company: needs no server, no key, no network.")
final class DemoCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Root root;

    @Override
    public Integer call() {
        try (Session session = root.open()) {
            return ExitCode.SUCCESS;
        }
    }
}
