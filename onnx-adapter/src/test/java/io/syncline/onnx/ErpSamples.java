package io.syncline.onnx;

import java.util.List;

/** Sixteen documents, and for each a query that uses other words. */
final class ErpSamples {

    static final List<String> DOCUMENTS = List.of(
            "Customer: Azure Interior. City: Fremont. Industry: furniture retail. Payment terms: 30 days",
            "Supplier: Wood Corner. Country: Belgium. Delivers: oak and pine boards",
            "Product: Office chair, black. Adjustable height, armrests. Price: 120.50 USD",
            "Product: Customizable standing desk with electric legs. Price: 750.00 USD",
            "Product: Acoustic wall panels to dampen noise in open offices",
            "Invoice INV/2024/0017. Due 2024-03-01. Status: overdue. Amount due: 4,310.00 EUR",
            "Credit note RINV/2024/0003 for goods that arrived broken. Amount: 80.00 EUR",
            "Sales order S00042. Status: quotation sent. Expected revenue 12,000 USD",
            "Purchase order P00011. Status: waiting for approval by the manager",
            "Delivery WH/OUT/0009. Status: shipped. Carrier: parcel service. Tracking number 1Z999",
            "Stock: laptop 15 inch. On hand: 0. Reordering rule: minimum 5",
            "Employee: Marc Demo. Job: human resources officer. Manager: Mitchell Admin",
            "Leave request: sick days from 4 to 6 May. Status: approved",
            "Opportunity: solar panels for a hotel roof. Stage: negotiation. Probability: 70 %",
            "Helpdesk ticket: user cannot log in after the password was reset",
            "Maintenance: yearly inspection of the forklift truck. Planned for June");

    static final List<String> QUERIES = List.of(
            "which client sells furniture in California",
            "vendor of timber",
            "seat for the workplace",
            "table whose height is changed by a motor",
            "how to make a loud room quieter",
            "unpaid bill past its deadline",
            "refund for damaged items",
            "offer that the buyer has not confirmed yet",
            "procurement that needs a sign-off",
            "where is my package",
            "computer that is out of stock",
            "who works in personnel",
            "absence because of illness",
            "renewable energy deal with an accommodation business",
            "access problem with an account",
            "check of warehouse vehicles");

    private ErpSamples() {}
}
