/** Metadata stores that need nothing but a JVM. */
@NullMarked
package io.syncline.core.state;

import org.jspecify.annotations.NullMarked;
