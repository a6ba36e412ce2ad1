package io.syncline.core;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;

/**
 * How Immutables generates the value types of this package and of those below it: hidden behind the interface and its
 * builder, on JDK collections only.
 */
@Value.Style(
        jdkOnly = true,
        visibility = Value.Style.ImplementationVisibility.PACKAGE,
        builderVisibility = Value.Style.BuilderVisibility.PUBLIC,
        overshadowImplementation = true,
        defaults = @Value.Immutable(copy = false))
@Target(ElementType.PACKAGE)
@Retention(RetentionPolicy.SOURCE)
@interface ValueStyle {}
