package io.syncline.cli.serve;

import io.syncline.cli.config.Config;
import io.syncline.cli.config.ServiceSections;
import io.syncline.core.adapter.ConfigException;
import io.syncline.mcp.SynclineMcpServer;
import io.syncline.mcp.settings.HttpSettings;
import io.syncline.mcp.settings.McpSettings;
import io.syncline.server.ServerOptions;
import io.syncline.server.settings.ServerSettings;
import io.syncline.service.ServiceOptions;
import io.syncline.service.ServiceSettings;

/**
 * A configuration with all that a long-running process reads of it.
 *
 * @param config the configuration
 * @param server where it listens
 * @param service the models and their schedules
 * @param mcp what assistants may do
 */
public record ServeSettings(Config config, ServerSettings server, ServiceSettings service, McpSettings mcp) {

    /**
     * Reads and checks the sections of the service. Contacts nothing.
     *
     * @throws ConfigException if they cannot be used, or no model is named
     */
    public static ServeSettings of(Config config) {
        ServiceSections sections = config.service();
        ServerSettings server = ServerOptions.read(sections.server());
        ServiceSettings service = ServiceOptions.read(sections.schedule(), sections.models());
        if (service.models().isEmpty()) {
            throw new ConfigException(
                    "No model is named, so there is nothing to keep in sync: name some under 'models'");
        }
        return new ServeSettings(config, server, service, mcp(config, server, service));
    }

    /**
     * These settings for a server that listens already: it keeps its address and whom it lets in, whatever the configuration says
     * now, and so do assistants.
     */
    ServeSettings at(ServerSettings listening) {
        return new ServeSettings(config, listening, service, mcp(config, listening, service));
    }

    /** Assistants are let in as all others are: by the section of the server. */
    private static McpSettings mcp(Config config, ServerSettings server, ServiceSettings service) {
        McpSettings settings = SynclineMcpServer.settings(config.mcp());
        HttpSettings own = settings.http();
        return settings.orModels(service.models().keySet())
                .hiding(config.confidentialValues())
                .hidingLogins(config.logins())
                .over(new HttpSettings(
                        server.token().orElse(null),
                        server.allowedHosts(),
                        server.allowedOrigins(),
                        own.requestsPerMinute(),
                        own.maxRequestSize(),
                        own.maxSessions()));
    }
}
