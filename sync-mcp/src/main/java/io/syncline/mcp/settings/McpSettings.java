package io.syncline.mcp.settings;

import io.syncline.api.ModelName;
import io.syncline.api.RecordAccess;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/** What an operator allows clients to do. */
@SettingsStyle
@Value.Immutable(copy = true)
public interface McpSettings {

    /**
     * The models that clients may name; if empty, those of the configuration, and if that names none, those that were synced
     * before.
     */
    List<ModelName> models();

    /** Whether no tool is offered that writes or takes the lease of a model. False by default. */
    @Value.Default
    default boolean readOnly() {
        return false;
    }

    /** The names of tools that are not offered. */
    Set<String> switchedOff();

    /** The most characters of a record's text in an answer, from 100 to 10000; 1000 by default. */
    @Value.Default
    default int textLength() {
        return 1000;
    }

    /** How many runs may be in progress at a time, from 1 to 64; 4 by default. */
    @Value.Default
    default int maxRuns() {
        return 4;
    }

    /** The share of the stored records, from 0 to 1, that one cleanup may delete; 0.1 by default. */
    @Value.Default
    default double maxDeleteShare() {
        return 0.1;
    }

    /**
     * The most that embedding in one sync may cost, in US dollars by list prices; no limit by default. With one, a sync that has
     * much to embed reads everything once before.
     */
    Optional<BigDecimal> maxCost();

    /** Addresses, paths and secrets that messages to clients do not repeat. Not shown by {@code toString}. */
    @Value.Redacted
    Set<String> confidential();

    /**
     * Logins that messages to clients do not repeat; one that may be an ordinary word is hidden where a message names a user. Not shown by
     * {@code toString}.
     */
    @Value.Redacted
    Set<String> logins();

    /** The person whose rights decide which records clients see; everything that is stored if empty. */
    Optional<RecordAccess> visibleTo();

    /** Settings of the server over HTTP. */
    @Value.Default
    default HttpSettings http() {
        return HttpSettings.defaults();
    }

    /** Refuses values out of range. */
    @Value.Check
    default void check() {
        HttpSettings.require(textLength() >= 100 && textLength() <= 10_000, "'text-length' must be from 100 to 10000");
        HttpSettings.require(maxRuns() >= 1 && maxRuns() <= 64, "'max-runs' must be from 1 to 64");
        HttpSettings.require(maxDeleteShare() >= 0 && maxDeleteShare() <= 1, "'max-delete-share' must be from 0 to 1");
        HttpSettings.require(maxCost().orElse(BigDecimal.ZERO).signum() >= 0, "'max-cost' must not be negative");
    }

    /** These settings, with some models unless they name some themselves. */
    default McpSettings orModels(Collection<ModelName> others) {
        return models().isEmpty()
                ? ((ImmutableMcpSettings) ImmutableMcpSettings.copyOf(this)).withModels(others)
                : this;
    }

    /** These settings with nothing but reading allowed. */
    default McpSettings asReadOnly() {
        return ((ImmutableMcpSettings) ImmutableMcpSettings.copyOf(this)).withReadOnly(true);
    }

    /** These settings, with other values that messages to clients do not repeat. */
    default McpSettings hiding(Collection<String> values) {
        return ((ImmutableMcpSettings) ImmutableMcpSettings.copyOf(this)).withConfidential(values);
    }

    /** These settings with others for HTTP. */
    default McpSettings over(HttpSettings settings) {
        return ((ImmutableMcpSettings) ImmutableMcpSettings.copyOf(this)).withHttp(settings);
    }

    /** These settings, with other logins that messages to clients do not repeat. */
    default McpSettings hidingLogins(Collection<String> values) {
        return ((ImmutableMcpSettings) ImmutableMcpSettings.copyOf(this)).withLogins(values);
    }

    /** These settings, with only the records shown that a person may read. */
    default McpSettings seenBy(RecordAccess access) {
        return ((ImmutableMcpSettings) ImmutableMcpSettings.copyOf(this)).withVisibleTo(access);
    }

    /** Starts settings. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds {@link McpSettings}. Not thread-safe. */
    final class Builder extends ImmutableMcpSettings.Builder {
        Builder() {}
    }
}
