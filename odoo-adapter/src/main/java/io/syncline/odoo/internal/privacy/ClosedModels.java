package io.syncline.odoo.internal.privacy;

import java.util.Optional;
import java.util.regex.Pattern;

/** Recognises models that are not for reading as a whole. */
final class ClosedModels {

    private static final Pattern CREDENTIALS =
            Pattern.compile("ir\\.mail_server|fetchmail\\.server|ir\\.config_parameter"
                    + "|payment\\.(provider|acquirer|token)|iap\\..*|.*\\.credentials?|auth[._].*|auth_.*|res\\.users\\.(apikeys|settings|deletion).*"
                    + "|res\\.device.*|res\\.company\\.ldap|certificate\\..*|.*\\.certificate|pos_mercury\\..*|mail\\.(guest|ice\\.server)"
                    + "|mail\\.(push|partner)\\.device|l10n_eg_edi\\.thumb\\.drive|account_edi_proxy_client\\.user|base\\.automation"
                    + "|google\\..*|microsoft\\..*|mail\\.alias.*");

    private static final Pattern PERSONAL = Pattern.compile(
            "hr\\.(version|contract|leave|attendance|expense|payslip|payroll|salary"
                    + "|appraisal|applicant|candidate|work\\.entry|employee\\.(cv|departure)|departure)([._].*)?|res\\.partner\\.bank"
                    + "|survey\\.user_input.*|event\\.registration.*|.*\\.blacklist|res\\.users\\.log|link\\.tracker\\.click"
                    + "|gamification\\..*|website\\.(visitor|track)|privacy\\..*|phone\\.blacklist.*|calendar\\.attendee");

    private static final Pattern SETTINGS = Pattern.compile(
            "(.*\\.)?config\\.settings|ir\\.(?!attachment$).*|base(_\\w+)?\\..*"
                    + "|bus\\..*|onboarding\\..*|web_\\w+\\..*|theme\\..*|report\\..*|digest\\..*|sms\\..*|snailmail\\..*"
                    + "|discuss\\..*|mail\\.(?!message$|activity$).*|change\\.password\\..*|decimal\\.precision|res\\.config.*");

    private ClosedModels() {}

    /** What is in a closed model, in words; empty if the model is open. */
    static Optional<String> contentOf(String model) {
        if (CREDENTIALS.matcher(model).matches()) {
            return Optional.of("credentials");
        }
        if (isPersonal(model)) {
            return Optional.of("personal or confidential data of people");
        }
        return SETTINGS.matcher(model).matches() ? Optional.of("settings and bookkeeping of Odoo") : Optional.empty();
    }

    static boolean isPersonal(String model) {
        return PERSONAL.matcher(model).matches();
    }

    /** Whether the names of its records give something away. */
    static boolean hasPrivateNames(String model) {
        return isPersonal(model)
                || CREDENTIALS.matcher(model).matches()
                // named by its number plate
                || model.equals("fleet.vehicle");
    }
}
