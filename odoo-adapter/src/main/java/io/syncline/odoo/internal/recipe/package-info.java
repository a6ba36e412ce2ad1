/**
 * Recipes: what the text and the payload of a model consist of, as data. {@code ShippedRecipes} has those of the models that
 * people ask about most, one file each in the resources; {@code RecipeReader} reads such a file into a {@code Recipe} of
 * {@code RecipeEntry}s. An entry may show linked records as {@code RecipeLines}, each by a {@code LinePattern}, and
 * depend on {@code Conditions}; names of fields may have {@code Alternatives}.
 */
@NullMarked
package io.syncline.odoo.internal.recipe;

import org.jspecify.annotations.NullMarked;
