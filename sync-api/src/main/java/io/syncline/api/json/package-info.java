/** Values as JSON, in the one form that all programs write. */
@NullMarked
package io.syncline.api.json;

import org.jspecify.annotations.NullMarked;
