/** Runs Syncline in Spring Boot applications, by the properties {@code syncline.*}. */
@NullMarked
package io.syncline.spring.boot;

import org.jspecify.annotations.NullMarked;
