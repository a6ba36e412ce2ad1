/** What adapters share to wait for other threads. */
@NullMarked
package io.syncline.core.adapter.concurrent;

import org.jspecify.annotations.NullMarked;
