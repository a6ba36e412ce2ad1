package io.syncline.tika;

/**
 * The limits that a process of readers checks itself. Its parent checks time and memory.
 *
 * @param maxTextLength UTF-16 characters of a text
 * @param maxEmbeddedFiles files within a file
 * @param maxExpandedSize bytes that are unpacked from a file, and bytes of temporary files
 */
record ReadingLimits(int maxTextLength, int maxEmbeddedFiles, long maxExpandedSize) {}
