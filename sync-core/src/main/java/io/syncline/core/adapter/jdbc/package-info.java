/**
 * What adapters of databases share around {@link java.sql}: transactions, what a failed statement means, short forms for
 * statements, names and addresses. It needs nothing but the JDK.
 */
@NullMarked
package io.syncline.core.adapter.jdbc;

import org.jspecify.annotations.NullMarked;
