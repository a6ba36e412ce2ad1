/** Answers under construction. */
@NullMarked
package io.syncline.server.internal.view;

import org.jspecify.annotations.NullMarked;
