/** Files, their texts, and the limits of their extraction. */
@NullMarked
@ExtractionStyle
package io.syncline.core.port.extraction;

import org.jspecify.annotations.NullMarked;
