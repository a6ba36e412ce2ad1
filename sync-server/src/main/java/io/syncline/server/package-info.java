/** A {@link io.syncline.service.SyncService} over HTTP. */
@NullMarked
package io.syncline.server;

import org.jspecify.annotations.NullMarked;
