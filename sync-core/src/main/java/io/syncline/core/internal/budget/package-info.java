/** The quota that several processes share, kept as a ledger in the metadata store. */
@NullMarked
package io.syncline.core.internal.budget;

import org.jspecify.annotations.NullMarked;
