/** Tests of the sink against a real server. */
@NullMarked
package io.syncline.qdrant;

import org.jspecify.annotations.NullMarked;
