/** The words by which sinks find texts: how texts and queries become terms, the same for every sink. */
@NullMarked
package io.syncline.core.port.words;

import org.jspecify.annotations.NullMarked;
