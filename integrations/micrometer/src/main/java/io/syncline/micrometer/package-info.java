/** Meters of an engine for Micrometer; start with {@link io.syncline.micrometer.SynclineMetrics}. */
@NullMarked
package io.syncline.micrometer;

import org.jspecify.annotations.NullMarked;
