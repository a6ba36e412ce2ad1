/** Recognises by their names which fields of a source hold secrets or personal data. */
@NullMarked
package io.syncline.core.adapter.privacy;

import org.jspecify.annotations.NullMarked;
