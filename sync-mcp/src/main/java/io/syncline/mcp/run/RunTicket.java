package io.syncline.mcp.run;

import io.syncline.api.ModelName;

/**
 * What is to run, and for whom.
 *
 * @param session the session that asked for it, whose end cancels it
 */
public record RunTicket(WorkKind kind, ModelName model, String session) {}
