/** Syncline and Spring AI: its models as embedders, and a retriever of what was synced. */
@NullMarked
package io.syncline.springai;

import org.jspecify.annotations.NullMarked;
