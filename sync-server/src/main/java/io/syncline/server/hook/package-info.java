/**
 * Webhooks: {@code HookBody} reads which records a caller says have changed, {@code HookReceiver} keeps them in bounded queues
 * until they are noted durably, and {@code HookServlet} answers. Of a request, only models and ids are believed.
 */
@NullMarked
package io.syncline.server.hook;

import org.jspecify.annotations.NullMarked;
