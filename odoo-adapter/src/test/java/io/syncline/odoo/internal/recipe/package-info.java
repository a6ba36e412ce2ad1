@NullMarked
package io.syncline.odoo.internal.recipe;

import org.jspecify.annotations.NullMarked;
