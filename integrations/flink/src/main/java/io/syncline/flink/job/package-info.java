/** What a user puts into a job: what it syncs, and how each process builds its engine. */
@NullMarked
package io.syncline.flink.job;

import org.jspecify.annotations.NullMarked;
