@NullMarked
package io.syncline.sql;

import org.jspecify.annotations.NullMarked;
