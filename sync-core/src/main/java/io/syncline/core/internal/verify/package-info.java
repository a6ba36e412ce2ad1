/**
 * Comparison of source and sink. {@code Comparison} finds what differs, {@code VerifyRunner} reports it or repairs it with the
 * range runner, {@code Explainer} does the same for one record.
 */
@NullMarked
package io.syncline.core.internal.verify;

import org.jspecify.annotations.NullMarked;
