/** How adapters write values that they put into texts. */
@NullMarked
package io.syncline.core.adapter.text;

import org.jspecify.annotations.NullMarked;
