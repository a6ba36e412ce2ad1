package io.syncline.odoo;

import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;

/**
 * A field of linked records, such as {@code order_line.name}.
 *
 * @param link the link
 * @param target the field of the linked records
 */
record SubField(OdooField link, OdooField target) {

    String name() {
        return link.name() + "." + target.name();
    }

    /** A link to several records has a text for each, a link to one record has the value. */
    FieldDescription description() {
        return new FieldDescription(
                name(),
                link.label() + " / " + target.label(),
                link.linksToMany() ? FieldType.REFERENCES : target.type());
    }
}
