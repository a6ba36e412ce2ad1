/**
 * Ports that delegate every call to another one, for tests that change or observe some calls: extend a class of this
 * package and override those.
 */
@NullMarked
package io.syncline.testkit.forward;

import org.jspecify.annotations.NullMarked;
