/**
 * Definitions of the business models of Odoo 17 (sales, purchase, invoicing, stock, projects, employees, service), with
 * the fields, labels and types that matter to readers of records.
 */
@NullMarked
package io.syncline.odoo.testserver.erp;

import org.jspecify.annotations.NullMarked;
