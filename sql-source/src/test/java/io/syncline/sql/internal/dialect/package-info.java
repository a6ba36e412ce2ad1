@NullMarked
package io.syncline.sql.internal.dialect;

import org.jspecify.annotations.NullMarked;
