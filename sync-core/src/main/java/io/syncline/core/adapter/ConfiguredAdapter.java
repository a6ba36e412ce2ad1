package io.syncline.core.adapter;

import io.syncline.api.ModelName;
import java.util.Optional;
import java.util.Set;

/**
 * An adapter whose section was read and checked, ready to be opened. Not thread-safe.
 *
 * @param <P> the port
 */
public final class ConfiguredAdapter<P extends AutoCloseable> {

    private final Adapter<P> adapter;
    private final OpenableAdapter<P, ?> openable;

    ConfiguredAdapter(Adapter<P> adapter, OpenableAdapter<P, ?> openable) {
        this.adapter = adapter;
        this.openable = openable;
    }

    /** The adapter's declaration. */
    public Adapter<P> adapter() {
        return adapter;
    }

    OptionValues values() {
        return openable.filled().values();
    }

    /**
     * Reads the options that the adapter adds to a model; keys of others are left alone. Call it before the adapter is
     * opened, once a model.
     *
     * @param model the model
     * @param section its section
     * @throws ConfigException if a value is missing or refused
     */
    public void configureModel(ModelName model, ConfigNode section) {
        openable.model(model, section);
    }

    /**
     * Opens the adapter.
     *
     * @return the adapter, to be closed by the caller
     * @throws ConfigException if its builder refuses the options together, or connects and reports a
     *     {@link io.syncline.api.failure.SetupException}, such as missing tables
     * @throws io.syncline.api.failure.SyncException if the adapter connects when it is built, and cannot for another reason
     */
    public P open() {
        return openable.open();
    }

    /**
     * Opens an ability of the adapter.
     *
     * @param ability the interface
     * @param <A> the interface
     * @return the ability, or empty if the adapter declares none of that kind
     * @throws ConfigException if its builder refuses the options together
     */
    public <A> Optional<A> open(Class<A> ability) {
        return openable.open(ability);
    }

    /**
     * What messages to outsiders, such as the clients of a server, should not repeat: addresses, paths and secrets, as they
     * are configured; paths are resolved too. Not to be shown or logged.
     */
    public Set<String> confidentialValues() {
        return ConfidentialValues.of(openable.section(), adapter.options(), option -> !option.isLogin());
    }

    /**
     * The logins that messages to outsiders should not repeat. A login may be an ordinary word, which messages use as well. Not to be shown
     * or logged.
     */
    public Set<String> logins() {
        return ConfidentialValues.of(openable.section(), adapter.options(), Option::isLogin);
    }

    /** The type and its options by key; secrets are masked. */
    @Override
    public String toString() {
        return adapter.type() + values();
    }
}
