package io.syncline.service.run;

import io.syncline.api.ModelName;

/**
 * What is to run, and for whom.
 *
 * @param session the session that asked for it, whose end cancels it
 */
public record RunDescriptor(WorkKind kind, ModelName model, String session) {}
