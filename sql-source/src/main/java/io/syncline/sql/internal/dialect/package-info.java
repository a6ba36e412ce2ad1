/** What differs between databases: how they quote, sort, page, tell the time, and name types. */
@NullMarked
package io.syncline.sql.internal.dialect;

import org.jspecify.annotations.NullMarked;
