package io.syncline.core;

import io.syncline.api.ModelName;
import io.syncline.api.RecordAccess;
import io.syncline.api.RecordId;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.RecordScope;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The rights of the user of a source: asks the source which records exist for that user, as a cleanup does, so that the source
 * itself decides. Nothing is copied; answers are remembered for a short time, in which a right that was withdrawn still counts.
 *
 * <p>Thread-safe. Does not close the source.
 */
public final class SourceAccess implements RecordAccess {

    /** How long an answer counts by default. */
    public static final Duration REMEMBERED = Duration.ofSeconds(30);

    private static final int MOST_REMEMBERED = 20_000;

    private final RecordSource source;
    private final long rememberedNanos;
    private final LongSupplier nanoTime;
    private final Map<Asked, Answer> answers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Answer> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    private volatile @Nullable Long loggedInAt;

    private record Asked(ModelName model, RecordId id) {}

    private record Answer(boolean readable, long askedAt) {}

    SourceAccess(RecordSource source, Duration remembered, LongSupplier nanoTime) {
        this.source = source;
        this.rememberedNanos = remembered.toNanos();
        this.nanoTime = nanoTime;
    }

    /**
     * The rights of a source's user.
     *
     * @param source the source that the engine reads, with the credentials of the person who asks; open for as long as this is used
     */
    public static SourceAccess of(RecordSource source) {
        return of(source, REMEMBERED);
    }

    /**
     * The rights of a source's user.
     *
     * @param source the source that the engine reads, with the credentials of the person who asks; open for as long as this is used
     * @param remembered how long an answer counts; zero to ask each time
     */
    public static SourceAccess of(RecordSource source, Duration remembered) {
        return new SourceAccess(source, remembered, System::nanoTime);
    }

    @Override
    public String source() {
        return source.name();
    }

    @Override
    public Set<RecordId> readable(ModelName model, Collection<RecordId> ids) {
        long now = nanoTime.getAsLong();
        Set<RecordId> readable = new HashSet<>();
        Set<RecordId> unknown = new LinkedHashSet<>(ids);
        recall(model, unknown, readable, now);
        if (!unknown.isEmpty()) {
            Set<RecordId> found =
                    source.existing(RecordScope.builder().model(model).build(), unknown);
            remember(model, unknown, found, now);
            unknown.stream().filter(found::contains).forEach(readable::add);
        }
        return readable;
    }

    /** Takes the records out of the unknown ones whose answer still counts. Other threads may forget answers at any time. */
    private synchronized void recall(ModelName model, Set<RecordId> unknown, Set<RecordId> readable, long now) {
        unknown.removeIf(id -> {
            Answer answer = answers.get(new Asked(model, id));
            if (answer == null || now - answer.askedAt() >= rememberedNanos) {
                return false;
            }
            if (answer.readable()) {
                readable.add(id);
            }
            return true;
        });
    }

    /** Dated before the question, so that no answer counts longer than promised. */
    private synchronized void remember(ModelName model, Set<RecordId> asked, Set<RecordId> found, long now) {
        for (RecordId id : asked) {
            Asked key = new Asked(model, id);
            answers.remove(key); // so that the oldest answer comes first
            answers.put(key, new Answer(found.contains(id), now));
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>Asks for the identity of the database, which takes a login and no right to any record.
     */
    @Override
    public void requireLogin() {
        long now = nanoTime.getAsLong();
        Long asked = loggedInAt;
        if (asked == null || now - asked >= rememberedNanos) {
            source.database();
            loggedInAt = now;
        }
    }
}
