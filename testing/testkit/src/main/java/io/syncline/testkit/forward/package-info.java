/**
 * Ports that hand every call on to another one, for tests that change or watch some of the calls: extend a class of this
 * package and override those.
 */
@NullMarked
package io.syncline.testkit.forward;

import org.jspecify.annotations.NullMarked;
