/**
 * Guarded deletion. {@code StaleSearch} finds candidates, {@code ExistenceRecheck} asks the source again, {@code DeletionGuard}
 * checks the limits, {@code CleanupExecution} hides or deletes in batches.
 */
@NullMarked
package io.syncline.core.internal.cleanup;

import org.jspecify.annotations.NullMarked;
