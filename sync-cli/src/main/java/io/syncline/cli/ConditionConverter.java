package io.syncline.cli;

import io.syncline.api.filter.Condition;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads conditions on the payload. */
final class ConditionConverter implements ITypeConverter<Condition> {

    @Override
    public Condition convert(String text) {
        try {
            return Condition.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
