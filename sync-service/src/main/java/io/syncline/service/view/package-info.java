/** Runs, reports and models as answers show them, whoever asks: the same names and values everywhere. */
@NullMarked
package io.syncline.service.view;

import org.jspecify.annotations.NullMarked;
