package io.syncline.odoo.testserver;

import static io.syncline.odoo.testserver.OdooField.chars;
import static io.syncline.odoo.testserver.OdooField.many2many;
import static io.syncline.odoo.testserver.OdooField.many2one;
import static io.syncline.odoo.testserver.OdooField.selection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Definitions of well-known models, with their most important fields. */
public final class OdooModels {
    private static final String SYSTEM = "base.group_system";

    private OdooModels() {}

    /**
     * The models of every database: companies, users, languages, currencies, countries, partners and their tags, and the
     * system parameters.
     *
     * @return the definitions
     */
    public static List<OdooModel> base() {
        return List.of(
                model(),
                parameter(),
                company(),
                users(),
                language(),
                currency(),
                country(),
                state(),
                PartnerModels.category(),
                PartnerModels.partner());
    }

    /** Everybody may ask what models are called; only administrators may read them. */
    private static OdooModel model() {
        return OdooModel.named("ir.model")
                .label("Models")
                .order("model")
                .fields(
                        chars("name").label("Model Description").required(),
                        chars("model").label("Model").required(),
                        of("transient", OdooFieldType.BOOLEAN, "Transient Model"))
                .readGroups(SYSTEM)
                .writeGroups(SYSTEM)
                .build();
    }

    /** Only administrators may read them. */
    private static OdooModel parameter() {
        return OdooModel.named("ir.config_parameter")
                .label("System Parameter")
                .order("key")
                .fields(
                        chars("key").label("Key").required(),
                        of("value", OdooFieldType.TEXT, "Value").required())
                .displayName(parameter -> parameter.text("key"))
                .readGroups(SYSTEM)
                .writeGroups(SYSTEM)
                .build();
    }

    private static OdooModel company() {
        return OdooModel.named("res.company")
                .label("Companies")
                .order("sequence, name")
                .fields(
                        chars("name").label("Company Name").required(),
                        of("sequence", OdooFieldType.INTEGER, "Sequence"),
                        many2many("user_ids", "res.users").label("Accepted Users"),
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

    /**
     * Products: {@code product.category}, {@code product.tag} and {@code product.template}, whose default order leaves
     * equal names unordered.
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

    static OdooField of(String name, OdooFieldType type, String label) {
        return OdooField.of(name, type).label(label);
    }

    static OdooField active() {
        return of("active", OdooFieldType.BOOLEAN, "Active");
    }

    static String path(OdooRecord record, String parent, String separator) {
        StringBuilder text = new StringBuilder(String.valueOf(record.text("name")));
        Optional<OdooRecord> above = record.link(parent);
        for (int depth = 0; above.isPresent() && depth < 20; depth++) {
            text.insert(0, above.get().text("name") + separator);
            above = above.get().link(parent);
        }
        return text.toString();
    }
}
