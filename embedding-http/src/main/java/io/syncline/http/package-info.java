/**
 * What adapters of embedding services have in common: one request over HTTP and its answer, read without detours, and an
 * estimate of tokens. Everything that differs between services stays in their adapters.
 */
@NullMarked
package io.syncline.http;

import org.jspecify.annotations.NullMarked;
