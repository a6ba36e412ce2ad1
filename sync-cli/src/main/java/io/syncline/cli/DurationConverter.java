package io.syncline.cli;

import io.syncline.core.adapter.Units;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts a duration such as {@code 7d}. */
final class DurationConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        return Units.duration(text)
                .orElseThrow(() -> new TypeConversionException(
                        "'" + text + "' is not a duration; give a number and a unit, such as 7d, 12h or 30m"));
    }
}
