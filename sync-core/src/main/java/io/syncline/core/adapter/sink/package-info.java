/** What sinks share that keep points in rows or documents of their own: checked arguments, stamps, payloads as JSON. */
@NullMarked
package io.syncline.core.adapter.sink;

import org.jspecify.annotations.NullMarked;
