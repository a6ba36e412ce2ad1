/** Programs in JavaScript that tests start. */
@NullMarked
package io.syncline.testkit.node;

import org.jspecify.annotations.NullMarked;
