/** Syncs on an Apache Flink cluster. Start with {@link io.syncline.flink.FlinkSync}. */
@NullMarked
package io.syncline.flink;

import org.jspecify.annotations.NullMarked;
