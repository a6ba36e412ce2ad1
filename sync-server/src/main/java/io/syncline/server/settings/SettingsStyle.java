package io.syncline.server.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;

/** How Immutables generates settings: JDK collections only, strict builders. Gone in the class files, whose readers lack Immutables. */
@Value.Style(
        jdkOnly = true,
        visibility = Value.Style.ImplementationVisibility.PACKAGE,
        builderVisibility = Value.Style.BuilderVisibility.PUBLIC,
        overshadowImplementation = true,
        strictBuilder = true,
        addAll = "*")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.SOURCE)
@interface SettingsStyle {}
