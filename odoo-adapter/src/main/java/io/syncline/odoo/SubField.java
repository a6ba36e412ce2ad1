package io.syncline.odoo;

import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;

/**
 * A field of linked records, such as {@code order_line.name}.
 *
 * @param link the link
 * @param target the field of the records that it leads to
 */
record SubField(OdooField link, OdooField target) {

    String name() {
        return link.name() + "." + target.name();
    }

    /** Of many records, one text each; of one record, the value as it is. */
    FieldDescription description() {
        return new FieldDescription(
                name(),
                link.label() + " / " + target.label(),
                link.linksToMany() ? FieldType.REFERENCES : target.type());
    }
}
