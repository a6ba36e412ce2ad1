/** What sinks share that keep points in rows or documents of their own: checked arguments, stamps, payloads as JSON, conditions on them. */
@NullMarked
package io.syncline.core.adapter.sink;

import org.jspecify.annotations.NullMarked;
