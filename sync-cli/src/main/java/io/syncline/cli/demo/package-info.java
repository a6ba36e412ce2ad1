/** The demo: a made-up company on an Odoo test server, synced step by step. */
@NullMarked
package io.syncline.cli.demo;

import org.jspecify.annotations.NullMarked;
