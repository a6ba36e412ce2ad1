/**
 * A vector sink and a metadata store in one local SQLite file, with exact nearest-neighbour search. Needs no server;
 * several threads and processes of one host may share the file.
 */
@NullMarked
package io.syncline.sqlite;

import org.jspecify.annotations.NullMarked;
