package io.syncline.odoo.internal.privacy;

import java.util.Optional;
import java.util.regex.Pattern;

/** Recognises models whose records are private, and models whose records have private names. */
final class PrivateModels {

    private static final Pattern CREDENTIALS =
            Pattern.compile("ir\\.mail_server|fetchmail\\.server|ir\\.config_parameter"
                    + "|payment\\..*|account\\.online\\..*|social\\.account|(fs|storage|sftp)\\.(storage|backend)|iap\\..*|.*\\.credentials?|auth[._].*|auth_.*|res\\.users\\.(apikeys|settings|deletion).*"
                    + "|res\\.device.*|res\\.company\\.ldap|certificate\\..*|.*\\.certificate|pos_mercury\\..*|mail\\.(guest|ice\\.server)"
                    + "|mail\\.(push|partner)\\.device|l10n_eg_edi\\.thumb\\.drive|account_edi_proxy_client\\.user|base\\.automation"
                    + "|google\\..*|microsoft\\..*|mail\\.alias.*");

    private static final Pattern PERSONAL = Pattern.compile("res\\.partner\\.bank|resource\\.calendar\\.leaves"
            + "|survey\\.user_input.*|event\\.registration.*|.*\\.blacklist|res\\.users\\.log|link\\.tracker\\.click"
            + "|gamification\\..*|website\\.(visitor|track)|privacy\\..*|phone\\.blacklist.*|calendar\\.attendee"
            + "|sign\\.request\\.item.*|sdd\\.mandate");

    /** Of the models of personnel, those that a colleague may see; modules add others. */
    private static final Pattern PERSONNEL =
            Pattern.compile("hr\\.(?!(employee(\\.public|\\.base|\\.category|\\.skill.*)?"
                    + "|department|job(\\..*)?|skill.*|resume\\.line.*|work\\.location|contract\\.type|leave\\.type"
                    + "|recruitment\\.(stage|source|degree))$).*");

    /** Words of the names of models that companies add. */
    private static final Pattern PERSONAL_WORD =
            Pattern.compile("(.*[._])?(salary|salaries|wages?|payslips?|payroll|medical|patients?)([._].*)?");

    private static final Pattern VOUCHERS = Pattern.compile("gift\\.card|coupon\\.coupon|loyalty\\.(card|history)");

    private static final Pattern SETTINGS = Pattern.compile(
            "(.*\\.)?config\\.settings|ir\\.(?!attachment$).*|base(_\\w+)?\\..*"
                    + "|bus\\..*|onboarding\\..*|web_\\w+\\..*|theme\\..*|report\\..*|digest\\..*|sms\\..*|snailmail\\..*"
                    + "|discuss\\..*|auditlog\\..*|queue\\.job.*|keychain\\..*|mail\\.(?!message$|activity$).*|change\\.password\\..*|decimal\\.precision|res\\.config.*");

    private static final Pattern NAMED_BY_PLATE = Pattern.compile("fleet\\.vehicle(\\.(?!model|tag|state).*)?");

    private PrivateModels() {}

    /** What makes the records of a model private, in words; empty if they may be read by default. */
    static Optional<String> reason(String model) {
        if (CREDENTIALS.matcher(model).matches()) {
            return Optional.of("credentials");
        }
        if (isPersonal(model)) {
            return Optional.of("personal or confidential data of people");
        }
        if (VOUCHERS.matcher(model).matches()) {
            return Optional.of("codes that are worth money");
        }
        return SETTINGS.matcher(model).matches() ? Optional.of("settings and bookkeeping of Odoo") : Optional.empty();
    }

    static boolean isPersonal(String model) {
        return PERSONAL.matcher(model).matches()
                || PERSONNEL.matcher(model).matches()
                || PERSONAL_WORD.matcher(model).matches();
    }

    /** Whether the names of its records give something away. */
    static boolean hasPrivateNames(String model) {
        return isPersonal(model)
                || CREDENTIALS.matcher(model).matches()
                || VOUCHERS.matcher(model).matches()
                // named by the number plate
                || NAMED_BY_PLATE.matcher(model).matches();
    }
}
