package io.syncline.qdrant;

/**
 * Limits of write requests.
 *
 * @param points the maximum number of points in a request
 * @param bytes the maximum size of a request, unless a single point is larger
 * @param inFlight the maximum number of concurrent requests of one call
 */
record WriteLimits(int points, int bytes, int inFlight) {

    /** The same with the number of points limited by the server. */
    WriteLimits atMost(int serverLimit) {
        return new WriteLimits(Math.max(1, Math.min(points, serverLimit)), bytes, inFlight);
    }
}
