package io.syncline.cli;

import io.syncline.api.RecordAccess;
import io.syncline.cli.wiring.OpenAsker;
import io.syncline.core.adapter.ConfiguredAdapter;
import io.syncline.core.port.RecordSource;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/** The rights that a command searches by: those of a person of the configuration, or none. */
final class SearchRights implements AutoCloseable {

    private final Optional<OpenAsker> person;

    private SearchRights(Optional<OpenAsker> person) {
        this.person = person;
    }

    /** The option that names the person. */
    static OptionSpec option() {
        return CommandSpecs.option(
                String.class,
                "NAME",
                "find only records that this person of 'askers' in the configuration may read",
                "--as");
    }

    /** Opens the source of the person that an option names, which contacts nothing yet. */
    static SearchRights of(Session session, OptionSpec option) {
        return new SearchRights(CommandSpecs.valueOf(option, String.class).map(session::asker));
    }

    Optional<RecordAccess> access() {
        return person.map(OpenAsker::access);
    }

    /** The source as it is configured for the person. */
    Optional<ConfiguredAdapter<RecordSource>> configured() {
        return person.map(OpenAsker::configured);
    }

    @Override
    public void close() {
        person.ifPresent(OpenAsker::close);
    }
}
