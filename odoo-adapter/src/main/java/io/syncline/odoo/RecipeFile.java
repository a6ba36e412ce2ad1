package io.syncline.odoo;

import io.syncline.api.ModelName;
import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The file of a recipe in a configuration. Not thread-safe. */
final class RecipeFile {

    static final OptionSet<RecipeFile> OPTIONS = OptionSet.of(RecipeFile::new)
            .with(
                    Option.path(
                            "recipe",
                            "file of a [recipe](odoo.md#recipes), such as `syncline recipe` prints, for the text and the payload. Counts where neither `fields` nor `template` is given"),
                    RecipeFile::file);

    private @Nullable Path file;

    private void file(Path path) {
        file = path;
    }

    void setTo(OdooRecordSourceBuilder builder, ModelName model) {
        if (file == null) {
            return;
        }
        try {
            builder.recipe(model, Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + " (in " + file + ")", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "Cannot read the recipe " + file + ": " + e.getClass().getSimpleName(), e);
        }
    }
}
