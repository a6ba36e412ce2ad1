/** A vector sink over Qdrant's gRPC API. */
@NullMarked
package io.syncline.qdrant;

import org.jspecify.annotations.NullMarked;
