/** What authors of adapters build on, beside the ports. */
@NullMarked
package io.syncline.core.adapter;

import org.jspecify.annotations.NullMarked;
