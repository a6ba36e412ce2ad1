package io.syncline.qdrant;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;

/** How Immutables generates settings: JDK collections only, strict builders, masked secrets. */
@Value.Style(
        jdkOnly = true,
        visibility = Value.Style.ImplementationVisibility.PACKAGE,
        redactedMask = "***",
        strictBuilder = true,
        defaults = @Value.Immutable(copy = true))
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.SOURCE)
@interface SettingsStyle {}
