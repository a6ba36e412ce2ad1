package io.syncline.odoo.testserver;

import static io.syncline.odoo.testserver.OdooField.chars;
import static io.syncline.odoo.testserver.OdooField.many2many;
import static io.syncline.odoo.testserver.OdooField.many2one;
import static io.syncline.odoo.testserver.OdooField.one2many;
import static io.syncline.odoo.testserver.OdooField.selection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The contacts of a database. */
final class PartnerModels {
    private PartnerModels() {}

    static OdooModel category() {
        return OdooModel.named("res.partner.category")
                .label("Partner Tags")
                .order("name, id")
                .fields(
                        chars("name")
                                .label("Tag Name")
                                .label("fr_FR", "Nom du tag")
                                .required()
                                .translated(),
                        OdooModels.of("color", OdooFieldType.INTEGER, "Color"),
                        OdooModels.active(),
                        many2one("parent_id", "res.partner.category").label("Parent Category"),
                        many2many("partner_ids", "res.partner", "category_id").label("Partners"))
                .displayName(tag -> OdooModels.path(tag, "parent_id", " / "))
                .build();
    }

    static OdooModel partner() {
        return OdooModel.named("res.partner")
                .label("Contact")
                .order("complete_name ASC, id DESC")
                .fields(partnerText())
                .fields(partnerLinks())
                .fields(
                        OdooModels.of("is_company", OdooFieldType.BOOLEAN, "Is a Company"),
                        OdooModels.active(),
                        OdooModels.of("color", OdooFieldType.INTEGER, "Color Index"),
                        OdooModels.of("partner_latitude", OdooFieldType.FLOAT, "Geo Latitude"),
                        OdooModels.of("credit_limit", OdooFieldType.FLOAT, "Credit Limit")
                                .companyDependent()
                                .groups("account.group_account_invoice", "account.group_account_readonly"),
                        OdooModels.of("image_1920", OdooFieldType.BINARY, "Image"),
                        partnerType())
                .fields(
                        chars("signup_type").label("Signup Token Type").groups("base.group_erp_manager"),
                        OdooField.computed("complete_name", OdooFieldType.CHAR, PartnerModels::partnerName)
                                .stored()
                                .label("Complete Name"),
                        OdooField.computed("contact_address", OdooFieldType.CHAR, PartnerModels::address)
                                .label("Complete Address"),
                        chars("barcode").label("Barcode").companyDependent())
                .displayName(PartnerModels::partnerName)
                .touches("parent_id", "name")
                .build();
    }

    private static OdooField[] partnerText() {
        return new OdooField[] {
            chars("name").label("Name").label("fr_FR", "Nom"),
            chars("email").label("Email").label("fr_FR", "E-mail"),
            chars("phone").label("Phone").label("fr_FR", "Téléphone"),
            chars("street").label("Street").label("fr_FR", "Rue"),
            chars("street2").label("Street2"),
            chars("zip").label("Zip").label("fr_FR", "Code postal"),
            chars("city").label("City").label("fr_FR", "Ville"),
            chars("function").label("Job Position").label("fr_FR", "Poste"),
            chars("website").label("Website Link"),
            chars("vat").label("Tax ID"),
            chars("ref").label("Reference"),
            chars("lang").label("Language"),
            chars("tz").label("Timezone"),
            OdooModels.of("comment", OdooFieldType.HTML, "Notes")
        };
    }

    private static OdooField[] partnerLinks() {
        return new OdooField[] {
            many2one("parent_id", "res.partner").label("Related Company").label("fr_FR", "Société liée"),
            one2many("child_ids", "res.partner", "parent_id").label("Contact").activeOnly(),
            many2many("category_id", "res.partner.category").label("Tags").label("fr_FR", "Étiquettes"),
            many2one("country_id", "res.country").label("Country").label("fr_FR", "Pays"),
            many2one("state_id", "res.country.state").label("State"),
            many2one("company_id", "res.company").label("Company"),
            many2one("user_id", "res.users").label("Salesperson")
        };
    }

    private static OdooField partnerType() {
        Map<String, String> english = new LinkedHashMap<>();
        english.put("contact", "Contact");
        english.put("invoice", "Invoice Address");
        english.put("delivery", "Delivery Address");
        english.put("other", "Other Address");
        return selection("type", english)
                .label("Address Type")
                .choices(
                        "fr_FR",
                        Map.of(
                                "invoice", "Adresse de facturation",
                                "delivery", "Adresse de livraison",
                                "other", "Autre adresse"));
    }

    private static @Nullable String partnerName(OdooRecord partner) {
        String own = partner.text("name");
        if (Boolean.TRUE.equals(partner.get("is_company"))) {
            return own;
        }
        return partner.link("parent_id")
                .map(company -> company.text("name") + ", " + (own == null ? partner.text("type") : own))
                .orElse(own);
    }

    private static String address(OdooRecord partner) {
        StringBuilder lines = new StringBuilder();
        for (String part : List.of("street", "street2", "zip", "city")) {
            String text = partner.text(part);
            if (text != null) {
                lines.append(lines.isEmpty() ? "" : "\n").append(text);
            }
        }
        return lines.toString();
    }
}
