/** Small programs to copy from. */
@NullMarked
package io.syncline.examples;

import org.jspecify.annotations.NullMarked;
