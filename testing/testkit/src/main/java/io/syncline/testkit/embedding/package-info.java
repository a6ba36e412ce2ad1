/** Embedding services for tests: an HTTP server, and a simulation with a quota in virtual time. */
@NullMarked
package io.syncline.testkit.embedding;

import org.jspecify.annotations.NullMarked;
