/** How a record becomes a document: text by a template, chunks by tokens, payload, and a hash of all of it. */
@NullMarked
package io.syncline.core.text;

import org.jspecify.annotations.NullMarked;
