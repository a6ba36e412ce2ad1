/**
 * What adapters of HTTP services share around {@link java.net.http.HttpClient}: a client whose threads end when it is
 * closed, and response bodies of limited size.
 */
@NullMarked
package io.syncline.core.adapter.http;

import org.jspecify.annotations.NullMarked;
