/** A made-up company in an Odoo of its own, and the story that is told with it. */
@NullMarked
package io.syncline.cli.demo;

import org.jspecify.annotations.NullMarked;
