package io.syncline.odoo.internal.privacy;

/** Why a field is left out of texts and payloads by default. */
public enum PrivacyReason {
    /** A password, a key, a token, or a link that opens something. */
    SECRET("secrets"),
    /** Says something about a person that is nobody's business: ids, birth, home, health, pay, position. */
    PERSONAL("personal data"),
    /** A link whose display name is an account number, or names an absence, a contract or an answer of a person. */
    PRIVATE_LINK("links to records that are private as a whole"),
    /** Odoo itself shows the field to members of some groups only. */
    RESTRICTED_TO_GROUPS("shown to some groups of users only");

    private final String words;

    PrivacyReason(String words) {
        this.words = words;
    }

    /** The reason in words, for reports. */
    public String words() {
        return words;
    }
}
