package io.syncline.cli;

import io.syncline.api.ModelName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts the name of a model. */
final class ModelConverter implements ITypeConverter<ModelName> {

    @Override
    public ModelName convert(String text) {
        try {
            return ModelName.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
