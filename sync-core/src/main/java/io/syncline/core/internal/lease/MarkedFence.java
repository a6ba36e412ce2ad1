package io.syncline.core.internal.lease;

import io.syncline.core.internal.run.Fence;

/** A fence that also keeps the mark of the sink ahead of the writes. Blocks; thread-safe. */
final class MarkedFence implements Fence {

    private final HeldLease lease;
    private final SinkMarks marks;

    MarkedFence(HeldLease lease, SinkMarks marks) {
        this.lease = lease;
        this.marks = marks;
    }

    HeldLease lease() {
        return lease;
    }

    @Override
    public long epoch() {
        return lease.epoch();
    }

    @Override
    public void check() {
        lease.check();
        marks.beforeWrite();
        // raising the mark may have taken long
        lease.check();
    }

    @Override
    public void written() {
        marks.written();
    }

    @Override
    public void control() {
        lease.check();
        marks.control();
    }
}
