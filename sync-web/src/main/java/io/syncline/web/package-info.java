/** A web server of its own for servlets, and who may send requests to them. */
@NullMarked
package io.syncline.web;

import org.jspecify.annotations.NullMarked;
