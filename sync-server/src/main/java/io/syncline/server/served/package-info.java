/** What a server serves: a service with what is known of it beside its runs, such as what they asked of the embedder. */
@NullMarked
package io.syncline.server.served;

import org.jspecify.annotations.NullMarked;
