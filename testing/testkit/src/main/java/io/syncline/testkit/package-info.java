/** Test support for Syncline's adapters and for applications that embed it. */
@NullMarked
package io.syncline.testkit;

import org.jspecify.annotations.NullMarked;
