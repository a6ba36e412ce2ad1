package io.syncline.core.port.vector;

import io.syncline.api.StrayPoint;
import java.util.List;

/**
 * A page of stray points.
 *
 * @param points the points; may be empty although more follow
 * @param resumeAfter the position at which the next page begins, in a form that only the sink understands
 * @param end whether nothing follows
 */
public record StrayPage(List<StrayPoint> points, String resumeAfter, boolean end) {

    public StrayPage {
        points = List.copyOf(points);
    }
}
