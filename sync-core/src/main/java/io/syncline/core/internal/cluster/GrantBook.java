package io.syncline.core.internal.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The grants that are valid. Thread-safe, but for {@link #issue} and {@link #expire}, which are confined to the loop. */
final class GrantBook {

    private static final int COUNT_BITS = 20;

    private final Map<Long, Grant> grants = new ConcurrentHashMap<>();
    private final long firstNumber;
    private long issued;

    /**
     * A book without grants.
     *
     * @param epoch of the coordinator; its grants are numbered after it, so that no two coordinators issue the same number
     */
    GrantBook(long epoch) {
        this.firstNumber = epoch << COUNT_BITS;
    }

    Grant issue(String worker, OpenRange range, long validUntilNanos) {
        Grant grant = new Grant(firstNumber + issued++, worker, range, validUntilNanos);
        grants.put(grant.number(), grant);
        return grant;
    }

    boolean isEmpty() {
        return grants.isEmpty();
    }

    Optional<Grant> find(long number) {
        return Optional.ofNullable(grants.get(number));
    }

    /** Ends a grant whose worker writes nothing more. */
    void end(Grant grant) {
        grants.remove(grant.number());
    }

    /** Revokes the grants whose time has passed, and returns them. */
    List<Grant> expire(long nowNanos) {
        List<Grant> expired = new ArrayList<>(grants.values());
        expired.removeIf(grant -> !grant.revokeIfExpired(nowNanos));
        expired.forEach(this::end);
        return expired;
    }

    @Override
    public String toString() {
        return grants.keySet().toString();
    }
}
