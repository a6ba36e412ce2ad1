/** A service that keeps many models in sync, by schedules, signals and requests. */
@NullMarked
package io.syncline.service;

import org.jspecify.annotations.NullMarked;
