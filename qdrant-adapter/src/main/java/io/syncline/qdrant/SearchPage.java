package io.syncline.qdrant;

/**
 * A part of the ranking that the server makes.
 *
 * @param found what it must leave out
 * @param offset how many points to skip
 * @param limit how many points to return
 * @param comparingAll whether every point that matches is compared
 */
record SearchPage(FoundPoints found, int offset, int limit, boolean comparingAll) {}
