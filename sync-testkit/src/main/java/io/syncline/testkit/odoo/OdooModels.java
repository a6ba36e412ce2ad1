package io.syncline.testkit.odoo;

import static io.syncline.testkit.odoo.OdooField.chars;
import static io.syncline.testkit.odoo.OdooField.many2many;
import static io.syncline.testkit.odoo.OdooField.many2one;
import static io.syncline.testkit.odoo.OdooField.one2many;
import static io.syncline.testkit.odoo.OdooField.selection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Definitions of well-known models, with the fields that matter most. */
public final class OdooModels {
    private static final String SYSTEM = "base.group_system";

    private OdooModels() {}

    /**
     * What every database has: companies, users, languages, currencies, countries, partners and their tags.
     *
     * @return the definitions
     */
    public static List<OdooModel> base() {
        return List.of(company(), users(), language(), currency(), country(), state(), partnerCategory(), partner());
    }

    private static OdooModel company() {
        return OdooModel.named("res.company")
                .label("Companies")
                .order("sequence, name")
                .fields(
                        chars("name").label("Company Name").required(),
                        of("sequence", OdooFieldType.INTEGER, "Sequence"),
                        active())
                .build();
    }

    private static OdooModel users() {
        return OdooModel.named("res.users")
                .label("User")
                .order("name, login")
                .fields(
                        chars("name").label("Name").required(),
                        chars("login").label("Login").required(),
                        chars("lang").label("Language"),
                        chars("tz").label("Timezone"),
                        active(),
                        many2one("company_id", "res.company").label("Company"),
                        many2many("company_ids", "res.company").label("Companies"))
                .protects(
                        user -> user.id() == 1,
                        "You can not remove the admin user as it is used internally for resources created by Odoo"
                                + " (updates, module installation, ...)")
                .build();
    }

    private static OdooModel language() {
        return OdooModel.named("res.lang")
                .label("Languages")
                .order("active desc,name")
                .fields(
                        chars("name").label("Name").required(),
                        chars("code").label("Locale Code").required(),
                        active())
                .build();
    }

    private static OdooModel currency() {
        return OdooModel.named("res.currency")
                .label("Currency")
                .order("active desc, name")
                .fields(
                        chars("name").label("Currency").required(),
                        chars("symbol").label("Symbol"),
                        active())
                .build();
    }

    private static OdooModel country() {
        return OdooModel.named("res.country")
                .label("Country")
                .order("name, id")
                .fields(
                        chars("name")
                                .label("Country Name")
                                .label("fr_FR", "Nom du pays")
                                .required()
                                .translated(),
                        chars("code").label("Country Code"))
                .build();
    }

    private static OdooModel state() {
        return OdooModel.named("res.country.state")
                .label("Country state")
                .order("code, id")
                .fields(
                        chars("name").label("State Name").required(),
                        chars("code").label("State Code").required(),
                        many2one("country_id", "res.country").label("Country"))
                .displayName(state -> state.link("country_id")
                        .map(country -> state.text("name") + " (" + country.text("code") + ")")
                        .orElse(state.text("name")))
                .build();
    }

    private static OdooModel partnerCategory() {
        return OdooModel.named("res.partner.category")
                .label("Partner Tags")
                .order("name, id")
                .fields(
                        chars("name")
                                .label("Tag Name")
                                .label("fr_FR", "Nom du tag")
                                .required()
                                .translated(),
                        of("color", OdooFieldType.INTEGER, "Color"),
                        active(),
                        many2one("parent_id", "res.partner.category").label("Parent Category"),
                        many2many("partner_ids", "res.partner", "category_id").label("Partners"))
                .displayName(tag -> path(tag, "parent_id", " / "))
                .build();
    }

    private static OdooModel partner() {
        return OdooModel.named("res.partner")
                .label("Contact")
                .order("name ASC, id DESC")
                .fields(partnerText())
                .fields(partnerLinks())
                .fields(
                        of("is_company", OdooFieldType.BOOLEAN, "Is a Company"),
                        active(),
                        of("color", OdooFieldType.INTEGER, "Color Index"),
                        of("partner_latitude", OdooFieldType.FLOAT, "Geo Latitude"),
                        of("credit_limit", OdooFieldType.FLOAT, "Credit Limit")
                                .companyDependent()
                                .groups("account.group_account_invoice", "account.group_account_readonly"),
                        of("image_1920", OdooFieldType.BINARY, "Image"),
                        partnerType())
                .fields(
                        chars("signup_type").label("Signup Token Type").groups("base.group_erp_manager"),
                        OdooField.computed("contact_address", OdooFieldType.CHAR, OdooModels::address)
                                .label("Complete Address"),
                        chars("barcode").label("Barcode").companyDependent())
                .displayName(OdooModels::partnerName)
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
            of("comment", OdooFieldType.HTML, "Notes")
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

    /**
     * Goods: {@code product.category}, {@code product.tag} and {@code product.template}, whose default order does not
     * tell equal names apart.
     *
     * @return the definitions
     */
    public static List<OdooModel> products() {
        OdooModel category = OdooModel.named("product.category")
                .label("Product Category")
                .order("name")
                .fields(
                        chars("name").label("Name").required(),
                        many2one("parent_id", "product.category").label("Parent Category"))
                .displayName(one -> path(one, "parent_id", " / "))
                .build();
        OdooModel tag = OdooModel.named("product.tag")
                .label("Product Tag")
                .order("name")
                .fields(chars("name")
                        .label("Name")
                        .label("fr_FR", "Nom")
                        .required()
                        .translated())
                .build();
        return List.of(category, tag, productTemplate());
    }

    private static OdooModel productTemplate() {
        return OdooModel.named("product.template")
                .label("Product")
                .order("is_favorite desc, name")
                .fields(
                        chars("name")
                                .label("Name")
                                .label("fr_FR", "Nom")
                                .required()
                                .translated(),
                        of("description", OdooFieldType.HTML, "Description").translated(),
                        of("description_sale", OdooFieldType.TEXT, "Sales Description")
                                .translated(),
                        chars("default_code").label("Internal Reference"),
                        selection("type", goods()).label("Product Type"),
                        OdooField.monetary("list_price", "currency_id").label("Sales Price"),
                        of("weight", OdooFieldType.FLOAT, "Weight"),
                        of("is_favorite", OdooFieldType.BOOLEAN, "Favorite"),
                        of("sale_ok", OdooFieldType.BOOLEAN, "Sales"))
                .fields(
                        active(),
                        many2one("currency_id", "res.currency").label("Currency"),
                        many2one("categ_id", "product.category").label("Product Category"),
                        many2many("product_tag_ids", "product.tag").label("Tags"),
                        many2one("company_id", "res.company").label("Company"),
                        chars("cost_method").label("Cost Method").groups(SYSTEM))
                .companyRule("company_id")
                .build();
    }

    private static Map<String, String> goods() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("consu", "Goods");
        kinds.put("service", "Service");
        kinds.put("combo", "Combo");
        return kinds;
    }

    private static OdooField of(String name, OdooFieldType type, String label) {
        return OdooField.of(name, type).label(label);
    }

    private static OdooField active() {
        return of("active", OdooFieldType.BOOLEAN, "Active");
    }

    private static String path(OdooRecord record, String parent, String separator) {
        StringBuilder text = new StringBuilder(String.valueOf(record.text("name")));
        Optional<OdooRecord> above = record.link(parent);
        for (int depth = 0; above.isPresent() && depth < 20; depth++) {
            text.insert(0, above.get().text("name") + separator);
            above = above.get().link(parent);
        }
        return text.toString();
    }

    private static @org.jspecify.annotations.Nullable String partnerName(OdooRecord partner) {
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
