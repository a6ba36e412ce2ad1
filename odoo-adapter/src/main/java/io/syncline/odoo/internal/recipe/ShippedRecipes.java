package io.syncline.odoo.internal.recipe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The recipes that come with the adapter. */
public final class ShippedRecipes {

    private static final List<String> MODELS = List.of(
            "account.analytic.line",
            "account.move",
            "account.move.line",
            "blog.post",
            "calendar.event",
            "crm.lead",
            "event.event",
            "fleet.vehicle",
            "helpdesk.ticket",
            "hr.department",
            "hr.employee",
            "hr.job",
            "ir.attachment",
            "knowledge.article",
            "mail.activity",
            "mail.message",
            "maintenance.request",
            "mrp.bom",
            "mrp.production",
            "product.category",
            "product.pricelist",
            "product.product",
            "product.template",
            "project.project",
            "project.task",
            "purchase.order",
            "purchase.order.line",
            "repair.order",
            "res.partner",
            "res.users",
            "sale.order",
            "sale.order.line",
            "stock.picking",
            "stock.quant",
            "survey.survey");

    private ShippedRecipes() {}

    /** The models that have a recipe, sorted by name. */
    public static List<String> models() {
        return MODELS;
    }

    /** The recipe of a model, or empty if there is none. */
    public static Optional<Recipe> of(String model) {
        return MODELS.contains(model) ? Optional.of(RecipeReader.read(text(model))) : Optional.empty();
    }

    private static String text(String model) {
        String name = model + ".json";
        try (InputStream file = ShippedRecipes.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("The resource " + name + " is missing");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
