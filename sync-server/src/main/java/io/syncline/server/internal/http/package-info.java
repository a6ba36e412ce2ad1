/** What all servlets of the server share: guards, bodies, answers and problems. */
@NullMarked
package io.syncline.server.internal.http;

import org.jspecify.annotations.NullMarked;
