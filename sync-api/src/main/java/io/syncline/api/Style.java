package io.syncline.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;

/**
 * How Immutables generates value types: on JDK collections, hidden behind the interface and a strict builder. Lists and
 * maps accumulate; any other attribute can be set once.
 */
@Value.Style(
        jdkOnly = true,
        visibility = Value.Style.ImplementationVisibility.PACKAGE,
        builderVisibility = Value.Style.BuilderVisibility.PUBLIC,
        overshadowImplementation = true,
        strictBuilder = true,
        addAll = "*",
        putAll = "*",
        defaults = @Value.Immutable(copy = false))
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.SOURCE)
@interface Style {}
