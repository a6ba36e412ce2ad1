package io.syncline.odoo;

import io.syncline.core.adapter.Adapter;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.adapter.AdapterProvider;
import io.syncline.core.adapter.OptionSet;
import java.util.List;

/** Declares the source of type {@code odoo} to configuration files. */
public final class OdooAdapter implements AdapterProvider {

    private static final OptionSet<OdooRecordSourceBuilder> OPTIONS =
            NetworkSettings.addTo(AttachmentSettings.addTo(ReadingSettings.addTo(LoginSettings.options())));

    /** For the service loader. */
    public OdooAdapter() {}

    @Override
    public List<Adapter<?>> adapters() {
        return List.of(Adapter.builder(AdapterKind.SOURCE, "odoo", OPTIONS)
                .description("An Odoo database, read over Odoo's own web API")
                .modelOptions(RecipeFile.OPTIONS, (builder, model, file) -> file.setTo(builder, model))
                .exampleModel("res.partner", """
                        # Its text and payload are those of the recipe that 'syncline recipe res.partner' prints.
                        # 'fields' or 'template' replace the recipe:
                        # fields: [name, function, city, country_id, category_id, comment]
                        # payload: [is_company, country_id]   # stored with each point, to filter by
                        """)
                .exampleModel("product.template", """
                        # template: |
                        #   {name}
                        #   Category: {categ_id}
                        #   {description_sale}
                        """)
                .opens(OdooRecordSourceBuilder::build));
    }
}
