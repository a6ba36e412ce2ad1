package io.syncline.mcp.settings;

import io.syncline.api.ModelName;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What an operator allows clients to do. Immutable.
 *
 * @param models the models that clients may name; if empty, those of the configuration, and if that names none, those that
 *     were synced before
 * @param readOnly whether no tool is offered that writes or takes the lease of a model
 * @param switchedOff names of tools that are not offered
 * @param textLength the most characters of a record's text in an answer
 * @param maxRuns how many runs may be in progress at a time
 * @param maxDeleteShare the share of the stored records, from 0 to 1, that one cleanup may delete
 * @param http settings of the server over HTTP
 */
public record McpSettings(
        List<ModelName> models,
        boolean readOnly,
        Set<String> switchedOff,
        int textLength,
        int maxRuns,
        double maxDeleteShare,
        HttpSettings http) {

    private static final int LONGEST_TEXT = 10_000;
    private static final int MOST_RUNS = 64;

    /** Copies the collections, and refuses values out of range. */
    public McpSettings {
        models = List.copyOf(models);
        switchedOff = Set.copyOf(switchedOff);
        require(textLength >= 100 && textLength <= LONGEST_TEXT, "'text-length' must be from 100 to 10000");
        require(maxRuns >= 1 && maxRuns <= MOST_RUNS, "'max-runs' must be from 1 to 64");
        require(maxDeleteShare >= 0 && maxDeleteShare <= 1, "'max-delete-share' must be from 0 to 1");
    }

    static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    /** These settings, with some models unless they name some themselves. */
    public McpSettings orModels(Collection<ModelName> others) {
        return models.isEmpty()
                ? new McpSettings(List.copyOf(others), readOnly, switchedOff, textLength, maxRuns, maxDeleteShare, http)
                : this;
    }

    /** These settings with nothing but reading allowed. */
    public McpSettings asReadOnly() {
        return new McpSettings(models, true, switchedOff, textLength, maxRuns, maxDeleteShare, http);
    }
}
