package io.syncline.service.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Starts at the times of a cron expression; up to the jitter later, never sooner. A time that the clocks skip when they are
 * set forward is the moment when they are. Of a time that they show twice, an expression for one hour of the day is the first,
 * and one for every hour both.
 */
public final class Cron implements Schedule {

    private static final Duration USUAL_JITTER = Duration.ofSeconds(30);

    /** Of a time that the parser does not find, such as a day that comes too seldom. */
    private static final Duration FURTHEST = Duration.ofDays(3660);

    private final String expression;
    private final ZoneId zone;
    private final Duration jitter;
    private final ExecutionTime times;
    private final boolean isOfEveryHour;

    /**
     * Times.
     *
     * @param expression five fields
     * @param zone whose clock they go by
     * @param jitter at most a year
     * @throws IllegalArgumentException if the expression is none, or of no time ever, or the jitter is out of range
     */
    public Cron(String expression, ZoneId zone, Duration jitter) {
        if (jitter.isNegative() || jitter.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("'jitter' must be from 0 to 366d, but is " + jitter);
        }
        this.expression = expression.strip();
        this.zone = zone;
        this.jitter = jitter;
        this.times = parse(this.expression);
        this.isOfEveryHour = this.expression.split("\\s+", -1)[1].startsWith("*");
        if (naive(LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC)).isEmpty()) {
            throw new IllegalArgumentException("'" + expression + "' is of a day that no month has");
        }
    }

    static Cron of(String expression, ZoneId zone) {
        return new Cron(expression, zone, USUAL_JITTER);
    }

    private static ExecutionTime parse(String expression) {
        try {
            return ExecutionTime.forCron(
                    new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(expression));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + expression + "' is not a cron expression of five fields, such as \"0 3 * * *\": "
                            + e.getMessage(),
                    e);
        }
    }

    @Override
    public Instant next(Instant after) {
        Instant next = following(after);
        while (!isOfEveryHour && isShownAgain(next)) {
            next = following(next);
        }
        return next;
    }

    private boolean isShownAgain(Instant time) {
        ZonedDateTime shown = time.atZone(zone);
        ZoneOffsetTransition change = zone.getRules().getTransition(shown.toLocalDateTime());
        return change != null && change.isOverlap() && shown.getOffset().equals(change.getOffsetAfter());
    }

    private Instant following(Instant after) {
        Instant shown = times.nextExecution(after.atZone(zone))
                .map(ZonedDateTime::toInstant)
                .orElseGet(() -> after.plus(FURTHEST));
        ZoneOffsetTransition change = zone.getRules().nextTransition(after);
        while (change != null && change.getInstant().isBefore(shown)) {
            if (change.isGap() && skipsATime(change)) {
                return change.getInstant();
            }
            change = zone.getRules().nextTransition(change.getInstant());
        }
        return shown;
    }

    private boolean skipsATime(ZoneOffsetTransition change) {
        return naive(change.getDateTimeBefore().minusSeconds(1))
                .filter(time -> time.isBefore(change.getDateTimeAfter()))
                .isPresent();
    }

    /** The next time by a clock that is never changed. */
    private Optional<LocalDateTime> naive(LocalDateTime after) {
        return times.nextExecution(after.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toLocalDateTime);
    }

    @Override
    public Instant due(Instant after, RandomGenerator random) {
        return next(after).plus(Jitter.of(jitter, random));
    }

    @Override
    public Duration gap(Instant after) {
        Instant first = next(after);
        Duration toFirst = Duration.between(after, first);
        Duration toSecond = Duration.between(first, next(first));
        return (toFirst.compareTo(toSecond) > 0 ? toFirst : toSecond).plus(jitter);
    }

    /** The expression as it was given. */
    public String expression() {
        return expression;
    }

    /** Whose clock it goes by. */
    public ZoneId zone() {
        return zone;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cron cron
                && expression.equals(cron.expression)
                && zone.equals(cron.zone)
                && jitter.equals(cron.jitter);
    }

    @Override
    public int hashCode() {
        return Objects.hash(expression, zone, jitter);
    }

    @Override
    public String toString() {
        return "Cron[" + expression + ", " + zone + ", jitter " + jitter + "]";
    }
}
