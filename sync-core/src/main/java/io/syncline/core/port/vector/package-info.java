/** What a vector sink stores, lists and finds: points, documents, stamps and hits. */
@NullMarked
package io.syncline.core.port.vector;

import org.jspecify.annotations.NullMarked;
