package io.syncline.cli;

import io.syncline.api.ModelName;
import io.syncline.api.SyncListener;
import io.syncline.cli.config.Config;
import io.syncline.cli.wiring.OpenEngine;
import io.syncline.core.SyncEngine;
import io.syncline.core.adapter.ConfiguredAdapter;
import io.syncline.core.adapter.Units;
import io.syncline.mcp.McpHttpServer;
import io.syncline.mcp.SynclineMcpServer;
import io.syncline.mcp.settings.McpSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

final class McpCommand implements CliCommand {

    private final RootCommand root;
    private final OptionSpec readOnly = CommandSpecs.flag(
            "offer no tool that writes or takes a lease, whatever the configuration says", "--read-only");

    private final OptionSpec http = CommandSpecs.option(
            HttpAddress.class,
            "HOST:PORT",
            "serve HTTP at http://HOST:PORT/mcp instead, until it is stopped; an address that others can reach needs 'mcp.http.token'",
            "--http");

    private final OptionSpec as = SearchRights.option();

    McpCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.of(
                        this,
                        "mcp",
                        "Let an assistant search and sync, by the Model Context Protocol.",
                        "%nSpeaks the protocol on standard input and output until the input ends; logs go to standard error."
                                + " Assistants start this command themselves: docs/mcp.md has the settings of the usual ones.")
                .addOption(http)
                .addOption(readOnly)
                .addOption(as);
        return CommandSpecs.withExamples(
                spec,
                "  syncline mcp --config /etc/syncline/syncline.yaml",
                "  syncline mcp --read-only --quiet",
                "  syncline mcp --http 127.0.0.1:8765");
    }

    @Override
    public Integer call() throws Exception {
        try (Session session = root.open();
                SearchRights rights = SearchRights.of(session, as)) {
            session.openLogs();
            Config config = session.config();
            EngineHolder engine = new EngineHolder(session, config);
            McpSettings settings = settings(config, rights);
            SynclineMcpServer server =
                    SynclineMcpServer.of(rights.access().map(settings::seenBy).orElse(settings), engine::open);
            try {
                session.shell().signals().during(server::close, () -> serve(session, server));
            } finally {
                server.close();
                close(engine, server.activeRuns(), session, config);
            }
            return server.activeRuns().isEmpty() ? ExitCode.SUCCESS : ExitCode.FAILED;
        }
    }

    /** An engine with a run that does not end cannot be closed; the process ends without. */
    private static void close(EngineHolder engine, List<String> openRuns, Session session, Config config) {
        if (openRuns.isEmpty()) {
            engine.close();
        } else {
            session.console()
                    .message("Ending although these runs do not: " + String.join(", ", openRuns)
                            + ". A system does not answer. Their leases expire within "
                            + Units.inMessage(config.engine().leaseTtl().toString())
                            + ", until when other runs of these models are refused");
        }
    }

    private int serve(Session session, SynclineMcpServer server) {
        Optional<HttpAddress> address = CommandSpecs.valueOf(http, HttpAddress.class);
        if (address.isEmpty()) {
            server.serve(session.shell().in(), session.shell().out());
            return ExitCode.SUCCESS;
        }
        try (McpHttpServer host =
                server.listen(address.get().host(), address.get().port())) {
            session.console().message("Serving at " + host.url());
            server.await();
        }
        return ExitCode.SUCCESS;
    }

    private McpSettings settings(Config config, SearchRights rights) {
        McpSettings settings = SynclineMcpServer.settings(config.mcp())
                .orModels(config.models().keySet().stream().map(ModelName::of).toList())
                .hiding(both(
                        config.confidentialValues(), rights.configured().map(ConfiguredAdapter::confidentialValues)))
                .hidingLogins(both(config.logins(), rights.configured().map(ConfiguredAdapter::logins)));
        return CommandSpecs.isGiven(readOnly) ? settings.asReadOnly() : settings;
    }

    private static Set<String> both(Set<String> ofFile, Optional<Set<String>> ofPerson) {
        Set<String> all = new HashSet<>(ofFile);
        ofPerson.ifPresent(all::addAll);
        return all;
    }

    /** The engine to close: the server opens it when a tool needs it first, which is never in many sessions. Thread-safe. */
    private static final class EngineHolder {

        private final Session session;
        private final Config config;
        private @Nullable OpenEngine engine;

        EngineHolder(Session session, Config config) {
            this.session = session;
            this.config = config;
        }

        synchronized SyncEngine open(SyncListener listener) {
            OpenEngine opened = session.engine(config, listener);
            engine = opened;
            return opened.engine();
        }

        synchronized void close() {
            if (engine != null) {
                engine.close();
            }
        }
    }
}
