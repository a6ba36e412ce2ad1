/** Conditions on the payload of records, by which a search can be limited. */
@NullMarked
package io.syncline.api.filter;

import org.jspecify.annotations.NullMarked;
