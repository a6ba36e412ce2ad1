/** When models are synced, cleaned up and compared. */
@NullMarked
package io.syncline.service.schedule;

import org.jspecify.annotations.NullMarked;
