package io.syncline.core.internal.budget;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The ledger of a quota that several processes share: what was spent in the last minute, and what each member has
 * reserved. A spending counts until it is surely older than a minute, a reservation until it is settled or void; what a
 * member that fell silent had reserved counts as spent at the last moment at which it may have been.
 *
 * @param spent by slot of a second since 1970, by the clock of the store
 * @param members by name
 */
record BudgetLedger(NavigableMap<Long, Amount> spent, SortedMap<String, Member> members) {

    static final long SLOT_MILLIS = 1_000;

    /** Requests may arrive closer together than they were sent. */
    static final long WINDOW_MILLIS = 60_600;

    static final BudgetLedger EMPTY = new BudgetLedger(Collections.emptyNavigableMap(), Collections.emptySortedMap());

    /**
     * One who takes part.
     *
     * @param exchange the number of its last change
     * @param until when its reservation is void, in milliseconds since 1970
     * @param reserved what it may spend
     * @param pace what it spends in a minute, roughly
     * @param hungry whether it would spend more if it could
     */
    record Member(long exchange, long until, Amount reserved, Amount pace, boolean hungry) {}

    static long slot(long millis) {
        return Math.floorDiv(millis, SLOT_MILLIS);
    }

    /** The ledger at a time, without expired entries. */
    BudgetLedger at(long millis) {
        NavigableMap<Long, Amount> counting = new TreeMap<>(spent);
        SortedMap<String, Member> present = new TreeMap<>(members);
        members.forEach((name, member) -> {
            if (member.until() < millis) {
                counting.merge(slot(member.until()), member.reserved(), Amount::plus);
                present.remove(name);
            }
        });
        long oldest = slot(millis - WINDOW_MILLIS);
        return new BudgetLedger(counting.tailMap(oldest, true), present);
    }

    BudgetLedger spend(Map<Long, Amount> more) {
        NavigableMap<Long, Amount> sum = new TreeMap<>(spent);
        more.forEach((slot, amount) -> sum.merge(slot, amount, Amount::plus));
        return new BudgetLedger(sum, members);
    }

    BudgetLedger with(String name, Member member) {
        SortedMap<String, Member> next = new TreeMap<>(members);
        next.put(name, member);
        return new BudgetLedger(spent, next);
    }

    BudgetLedger without(String name) {
        SortedMap<String, Member> next = new TreeMap<>(members);
        next.remove(name);
        return new BudgetLedger(spent, next);
    }

    /** What a member may have reserved at most, so that the sum of all stays within the limit. */
    Amount free(Amount limit, String name) {
        Amount taken = Amount.NONE;
        for (Amount amount : spent.values()) {
            taken = taken.plus(amount.most(Amount.NONE));
        }
        for (Member other : without(name).members().values()) {
            taken = taken.plus(other.reserved());
        }
        return limit.minus(taken).most(Amount.NONE);
    }

    /** A member's part of the limit: an equal one, and of what others leave of theirs as much as all who want more. */
    Amount fairShare(Amount limit, String name) {
        SortedMap<String, Member> others = without(name).members();
        Amount equal = limit.times(1.0 / (others.size() + 1));
        Amount modest = Amount.NONE;
        int hungry = 1;
        for (Member other : others.values()) {
            if (other.hungry()) {
                hungry++;
            } else {
                modest = modest.plus(other.pace().least(equal));
            }
        }
        return limit.minus(modest).times(1.0 / hungry);
    }
}
