/** Embedding services that tests can ask instead of the true ones: a server, and one in virtual time with a quota. */
@NullMarked
package io.syncline.testkit.embedding;

import org.jspecify.annotations.NullMarked;
