/** What a caller may set for the engine and for a model. */
@NullMarked
package io.syncline.core.settings;

import org.jspecify.annotations.NullMarked;
