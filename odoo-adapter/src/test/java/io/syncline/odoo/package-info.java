@NullMarked
package io.syncline.odoo;

import org.jspecify.annotations.NullMarked;
