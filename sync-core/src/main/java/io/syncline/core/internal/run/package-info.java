/** What every run is given: ports, settings, plan, destination and fence. */
@NullMarked
package io.syncline.core.internal.run;

import org.jspecify.annotations.NullMarked;
