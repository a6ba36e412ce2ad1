package io.syncline.qdrant;

/**
 * How much goes into one write request, and how many are sent at once.
 *
 * @param points the most points in a request
 * @param bytes the most bytes in a request, unless a single point is larger
 * @param inFlight the most requests of one call that are on their way at once
 */
record WriteLimits(int points, int bytes, int inFlight) {

    /** The same, with fewer points in a request if the server insists. */
    WriteLimits atMost(int serverLimit) {
        return new WriteLimits(Math.max(1, Math.min(points, serverLimit)), bytes, inFlight);
    }
}
