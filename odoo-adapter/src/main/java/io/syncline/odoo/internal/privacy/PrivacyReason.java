package io.syncline.odoo.internal.privacy;

/** Why a field is left out of texts and payloads by default. */
public enum PrivacyReason {
    /** A password, a key, a token, or a link that opens something. */
    SECRET("secrets"),
    /** Says something about a person that is nobody's business: ids, birth, home, health, pay, position. */
    PERSONAL("personal data"),
    /** A link whose display name is an account number, or names an absence, a contract or an answer of a person. */
    PRIVATE_LINK("links to records that are private as a whole"),
    /** The name of a record gives something away, such as a number plate. */
    PRIVATE_NAME("names that give something away"),
    /** A field that was added to employees or users: nobody but those who added it knows what it holds. */
    ADDED_TO_PEOPLE("fields that were added to records of people"),
    /** How to reach somebody, in a model that no recipe is for. */
    CONTACT("contact data"),
    /** Odoo itself shows the field to members of some groups only. */
    RESTRICTED_TO_GROUPS("shown to some groups of users only");

    private final String description;

    PrivacyReason(String description) {
        this.description = description;
    }

    /** The reason as reports show it. */
    public String description() {
        return description;
    }
}
