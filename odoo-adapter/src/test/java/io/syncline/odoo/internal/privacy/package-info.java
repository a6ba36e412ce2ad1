@NullMarked
package io.syncline.odoo.internal.privacy;

import org.jspecify.annotations.NullMarked;
