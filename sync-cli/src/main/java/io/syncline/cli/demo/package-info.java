/** The demo: a fictitious company on an Odoo test server, synced step by step. */
@NullMarked
package io.syncline.cli.demo;

import org.jspecify.annotations.NullMarked;
