package io.syncline.cli;

import io.syncline.api.RecordAccess;
import io.syncline.core.SourceAccess;
import io.syncline.core.port.RecordSource;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/** The rights that a command searches by: those of a person of the configuration, or none. */
final class SearchRights implements AutoCloseable {

    private final Optional<RecordSource> source;

    private SearchRights(Optional<RecordSource> source) {
        this.source = source;
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
        return source.map(SourceAccess::of);
    }

    @Override
    public void close() {
        source.ifPresent(RecordSource::close);
    }
}
