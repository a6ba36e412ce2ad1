package io.syncline.odoo.testserver;

import java.util.List;

/** The effect of one command on a list of links. */
record LinkStep(List<Long> added, List<Long> removed, boolean replaces) {

    static LinkStep add(List<Long> ids) {
        return new LinkStep(ids, List.of(), false);
    }

    static LinkStep drop(List<Long> ids) {
        return new LinkStep(List.of(), ids, false);
    }

    static LinkStep replace(List<Long> ids) {
        return new LinkStep(ids, List.of(), true);
    }

    /** The present links that are removed. */
    List<Long> dropped(List<Long> present) {
        return replaces ? present.stream().filter(id -> !added.contains(id)).toList() : removed;
    }

    void applyTo(List<Long> ids) {
        if (replaces) {
            ids.clear();
        }
        ids.removeAll(removed);
        added.stream().filter(id -> !ids.contains(id)).forEach(ids::add);
    }
}
