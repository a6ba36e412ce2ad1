@NullMarked
package io.syncline.sql.internal.key;

import org.jspecify.annotations.NullMarked;
