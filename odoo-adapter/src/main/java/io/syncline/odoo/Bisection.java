package io.syncline.odoo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds by bisection which parts make a request fail, each on its own. A request of many parts of which few fail takes few
 * attempts.
 *
 * @param <T> a part
 */
final class Bisection<T> {

    private final List<T> all;
    private final Predicate<Set<T>> worksWithout;

    private Bisection(List<T> all, Predicate<Set<T>> worksWithout) {
        this.all = all;
        this.worksWithout = worksWithout;
    }

    /**
     * The parts that fail.
     *
     * @param candidates the parts that may fail
     * @param worksWithout whether the request succeeds without some of them
     * @return those without which it succeeds; empty if it fails even without all of them
     */
    static <T> List<T> among(List<T> candidates, Predicate<Set<T>> worksWithout) {
        if (candidates.isEmpty() || !worksWithout.test(new HashSet<>(candidates))) {
            return List.of();
        }
        return new Bisection<>(candidates, worksWithout).in(candidates, true);
    }

    /** The parts that fail among some; all others are left out of the attempts. */
    private List<T> in(List<T> some, boolean knownToFail) {
        if (!knownToFail && worksWithout.test(allBut(some))) {
            return List.of();
        }
        if (some.size() == 1) {
            return some;
        }
        List<T> found = new ArrayList<>(in(some.subList(0, some.size() / 2), false));
        found.addAll(in(some.subList(some.size() / 2, some.size()), found.isEmpty()));
        return found;
    }

    private Set<T> allBut(List<T> some) {
        Set<T> rest = new HashSet<>(all);
        some.forEach(rest::remove);
        return rest;
    }
}
