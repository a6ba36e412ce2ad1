/**
 * A vector sink and a metadata store in one local SQLite file, with exact nearest-neighbour search. Several threads and
 * processes of one host can share the file; no server is needed.
 */
@NullMarked
package io.syncline.sqlite;

import org.jspecify.annotations.NullMarked;
