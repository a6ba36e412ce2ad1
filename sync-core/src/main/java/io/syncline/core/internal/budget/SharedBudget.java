package io.syncline.core.internal.budget;

import io.syncline.api.failure.SetupException;
import io.syncline.core.internal.runtime.Owners;
import io.syncline.core.port.embedding.EmbedderQuota;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * This process's part of a quota that it shares with others. It spends only what it has reserved in the common
 * {@link BudgetLedger}, and every two seconds writes there what it spent and reserves again: of its fair part of the quota,
 * as it accrues, no more than others leave. So the sum of all never passes the quota in any minute, whoever dies, and who
 * dies blocks what it had reserved for a minute.
 *
 * <p>Credit alone blocks nothing of others, and a reservation is at least what the next request needs, or nothing. So
 * members with small parts do not block each other.
 *
 * <p>Thread-safe.
 */
final class SharedBudget {

    static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final long LIFE_MILLIS = 10_000;
    private static final double MILLION = 1e6;
    private static final double MINUTE = Duration.ofMinutes(1).toNanos();

    /** How long it takes until what was spent and reserved again is free: the window, a slot and an interval. */
    private static final double ROUND = Duration.ofSeconds(64).toNanos();

    private static final double AHEAD = 2;

    /** Something spent, or reserved by a request until it is settled. */
    static final class Spending {
        private final long slot;
        private Amount amount;

        private Spending(long slot, Amount amount) {
            this.slot = slot;
            this.amount = amount;
        }
    }

    /**
     * A change of the ledger.
     *
     * @param number which one of this member
     * @param sheet the ledger after it
     * @param published what was spent, and is part of them
     * @param before what was reserved before
     * @param after what is reserved with it
     * @param until when that is void
     * @param credit what is left to be reserved later
     */
    record Proposal(
            long number,
            BudgetLedger sheet,
            Map<Long, Amount> published,
            Amount before,
            Amount after,
            long until,
            Amount credit) {}

    private final String name;
    private final Amount limit;
    private Map<Long, Amount> unpublished = new TreeMap<>();
    private Amount reserved = Amount.NONE;
    private Amount credit = Amount.NONE;
    private Amount used = Amount.NONE;
    private Amount usedDuring = Amount.NONE;
    private Amount need = Amount.NONE;
    private boolean hungry;
    private long reservedUntil = Long.MIN_VALUE;
    private long creditAt = Long.MIN_VALUE;
    private long exchanges;
    private @Nullable Proposal unresolved;
    private long storeMillis;
    private long reportedAfter;
    private long reportedBefore;

    /**
     * A part of a quota.
     *
     * @param name of this member, unique among all
     * @param quota the whole quota
     */
    private SharedBudget(String name, EmbedderQuota quota) {
        this.name = name;
        this.limit = new Amount(
                quota.requestsPerMinute().orElse(0), quota.tokensPerMinute().orElse(0));
    }

    /**
     * A part for a new member.
     *
     * @throws SetupException if the embedder has no quota
     */
    static SharedBudget of(String embedder, EmbedderQuota quota, RandomGenerator random) {
        if (quota.requestsPerMinute().isEmpty() && quota.tokensPerMinute().isEmpty()) {
            throw new SetupException("The embedder " + embedder + " has no quota to share."
                    + " Set its requests or tokens per minute, or no shared budget");
        }
        return new SharedBudget(new Owners(random).next(), quota);
    }

    /** The store reported its time, read at some time between two times of this process. */
    synchronized void clock(Instant reported, long after, long before) {
        storeMillis = reported.toEpochMilli();
        reportedAfter = after;
        reportedBefore = before;
    }

    private long earliest(long now) {
        return storeMillis + (long) Math.floor((now - reportedBefore) / MILLION);
    }

    private long latest(long now) {
        return storeMillis + 1 + (long) Math.ceil((now - reportedAfter) / MILLION);
    }

    /**
     * Whether a request of so many tokens may begin; if not, the next change of the ledger tries to reserve as much.
     */
    synchronized boolean covers(long tokens, long now) {
        Amount asked = limited(new Amount(1, tokens)).least(limit);
        if (isUsable(now) && reserved.covers(asked)) {
            return true;
        }
        hungry = true;
        need = asked;
        return false;
    }

    private boolean isUsable(long now) {
        return latest(now) < reservedUntil;
    }

    /** What is not limited is not counted. */
    private Amount limited(Amount amount) {
        return new Amount(limit.requests() == 0 ? 0 : amount.requests(), limit.tokens() == 0 ? 0 : amount.tokens());
    }

    /** Whether there is spending to publish, or quota to reserve. */
    synchronized boolean isActive() {
        return hungry || !unpublished.isEmpty() || !reserved.equals(Amount.NONE) || unresolved != null;
    }

    synchronized Spending spend(long tokens, long now) {
        Spending spending = new Spending(BudgetLedger.slot(latest(now)), limited(new Amount(1, tokens)));
        count(spending.slot, spending.amount);
        return spending;
    }

    /** Corrects what was reserved for a request to what it really took. */
    synchronized void settle(Spending spending, long requests, long tokens) {
        Amount actual = limited(new Amount(requests, tokens));
        count(spending.slot, actual.minus(spending.amount));
        spending.amount = actual;
    }

    private void count(long slot, Amount amount) {
        unpublished.merge(slot, amount, Amount::plus);
        reserved = reserved.minus(amount);
        usedDuring = usedDuring.plus(amount);
    }

    /** The change of the ledger as read. Until its outcome is known, less is spent. */
    synchronized Proposal propose(BudgetLedger read, long now) {
        BudgetLedger sheet = read.at(earliest(now));
        resolve(sheet);
        if (!isUsable(now)) {
            reserved = reserved.least(Amount.NONE);
        }
        used = used.plus(usedDuring);
        usedDuring = Amount.NONE;
        Map<Long, Amount> published = unpublished;
        unpublished = new TreeMap<>();
        sheet = sheet.spend(published);
        double elapsed = creditAt == Long.MIN_VALUE ? 0 : now - creditAt;
        Amount share = sheet.fairShare(limit, name);
        Amount most = share.times(AHEAD * INTERVAL.toNanos() / ROUND).most(need);
        credit = credit.plus(share.times(elapsed / ROUND)).least(most);
        creditAt = now;
        Amount before = reserved;
        Amount held = before.most(Amount.NONE);
        Amount wanted = hungry ? most : used.times(AHEAD).most(need).least(most);
        Amount after = held.plus(credit)
                .least(wanted)
                .least(sheet.free(limit, name))
                .most(Amount.NONE)
                .floor();
        if (!after.covers(need)) {
            after = Amount.NONE;
        }
        long until = earliest(now) + LIFE_MILLIS;
        reserved = before.least(after);
        exchanges++;
        return new Proposal(
                exchanges,
                entered(sheet, after, until, elapsed),
                published,
                before,
                after,
                until,
                credit.plus(held).minus(after));
    }

    private BudgetLedger entered(BudgetLedger sheet, Amount after, long until, double elapsed) {
        boolean leaves = !hungry && after.equals(Amount.NONE) && used.equals(Amount.NONE);
        Amount pace = elapsed == 0 ? Amount.NONE : used.times(AHEAD * MINUTE / elapsed);
        return leaves
                ? sheet.without(name)
                : sheet.with(name, new BudgetLedger.Member(exchanges, until, after, pace.most(Amount.NONE), hungry));
    }

    private void resolve(BudgetLedger sheet) {
        if (unresolved == null) {
            return;
        }
        BudgetLedger.Member entry = sheet.members().get(name);
        if (entry == null || entry.exchange() != unresolved.number()) {
            unresolved.published().forEach((slot, amount) -> unpublished.merge(slot, amount, Amount::plus));
        }
        unresolved = null;
    }

    /** The change was made. */
    synchronized void applied(Proposal change) {
        reserved = reserved.plus(change.after()).minus(change.before().least(change.after()));
        reservedUntil = change.until();
        credit = change.credit();
        used = Amount.NONE;
        hungry = false;
        need = Amount.NONE;
    }

    /** The change was not made. */
    synchronized void refused(Proposal change) {
        reserved = reserved.plus(change.before()).minus(change.before().least(change.after()));
        change.published().forEach((slot, amount) -> unpublished.merge(slot, amount, Amount::plus));
    }

    /** The change was made or not; the next one finds out. */
    synchronized void unknown(Proposal change) {
        unresolved = change;
    }
}
