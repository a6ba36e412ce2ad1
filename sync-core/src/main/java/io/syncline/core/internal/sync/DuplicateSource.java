package io.syncline.core.internal.sync;

import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.SourceCatalog;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.vector.SourceContent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Another source in the sink that seems to be this one under an earlier name, for example because the address of the
 * database changed. A sync would embed and store everything again, beside the points of the earlier name.
 *
 * @param name this source
 * @param other the other one
 * @param isCertain whether both have the same database; if not, only their addresses are alike
 */
record DuplicateSource(String name, String other, boolean isCertain) {

    /** An address after its first word: the path counts; scheme, host and port do not. */
    private static final Pattern ADDRESS = Pattern.compile("([^:/]*:)[a-z][a-z0-9+.-]*://[^/]*(/.*)?");

    /**
     * Looks for one, unless the sink holds records of this source already.
     *
     * @param loss why the state starts over, if it does: an older copy of the sink may hold them under an earlier name
     */
    static CompletableFuture<Optional<DuplicateSource>> find(RunContext run, ModelState state, Optional<String> loss) {
        if ((state.sinkMark() > 0 && loss.isEmpty()) || !(run.ports().sink() instanceof SourceCatalog catalog)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        String name = run.key().source();
        return run.retrier()
                .call(Work.COMPARE, "Listing the sources in the sink", catalog::contents)
                .thenCompose(contents -> {
                    boolean known = contents.stream()
                            .anyMatch(content -> content.key().source().equals(name));
                    return known || contents.isEmpty()
                            ? CompletableFuture.completedFuture(Optional.empty())
                            : run.retrier()
                                    .call(
                                            Work.SOURCE,
                                            "Reading the identity of the database of " + name,
                                            run.ports().source()::database)
                                    .thenApply(database -> find(name, database, contents));
                });
    }

    /** Finds one among the sources of a sink. */
    static Optional<DuplicateSource> find(String name, Optional<String> database, List<SourceContent> contents) {
        Optional<DuplicateSource> certain = contents.stream()
                .filter(content -> database.isPresent() && content.database().equals(database))
                .map(content -> new DuplicateSource(name, content.key().source(), true))
                .findFirst();
        return certain.or(() -> contents.stream()
                .filter(content -> database.isEmpty() || content.database().isEmpty())
                .map(content -> content.key().source())
                .filter(other -> differInServerOnly(name, other))
                .map(other -> new DuplicateSource(name, other, false))
                .findFirst());
    }

    private static boolean differInServerOnly(String name, String other) {
        Matcher one = ADDRESS.matcher(name);
        Matcher two = ADDRESS.matcher(other);
        return one.matches()
                && two.matches()
                && one.group(1).equals(two.group(1))
                && String.valueOf(one.group(2)).equals(String.valueOf(two.group(2)));
    }

    /** Why a sync does not begin. */
    String refusal() {
        return "The sink holds records of the source " + other + ", which has the same database as " + name
                + ", so everything would be embedded and stored a second time. To prevent that, " + remedy()
                + ". To store both, allow the duplicate source";
    }

    /** What a person should know of a sync that begins all the same. */
    String warning() {
        return "The sink holds records of the source " + other + ", "
                + (isCertain
                        ? "which has the same database as "
                        : "whose address differs only in scheme, host or port from that of ")
                + name + ". If they are the same source: " + remedy();
    }

    private String remedy() {
        return "rename what is stored to " + name + ", or set the option 'name' of the source to " + other;
    }
}
