/** What an operator sets of a server. */
@NullMarked
package io.syncline.server.settings;

import org.jspecify.annotations.NullMarked;
