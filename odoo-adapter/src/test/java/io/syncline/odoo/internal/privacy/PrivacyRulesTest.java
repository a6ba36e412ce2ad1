package io.syncline.odoo.internal.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The names are those of standard modules of Odoo 14 to 19. */
class PrivacyRulesTest {

    private static List<String> names(String text) {
        return Arrays.asList(text.trim().split("\\s+"));
    }

    @Test
    void secretOfAnyModuleShouldBeRecognised() {
        assertThat(names("""
                        smtp_pass smtp_user smtp_ssl_private_key password new_password google_gmail_access_token
                        google_gmail_refresh_token google_gmail_authorization_code microsoft_outlook_access_token credential keys
                        access_token totp_secret oauth_access_token oauth_uid google_calendar_token google_calendar_rtoken
                        microsoft_calendar_rtoken credential_identifier public_key session_identifier pin signup_url signup_token
                        invite_token session_code videocall_location stripe_secret_key adyen_api_key adyen_hmac_key
                        ogone_shakey_in payumoney_merchant_key worldline_api_key worldline_api_secret paymob_api_key paypal_pdt_token
                        callback_hash provider_ref paytm_merchant_key razorpay_api_key viva_wallet_client_secret
                        viva_wallet_bearer_token merchant_pwd l10n_ro_edi_client_secret l10n_in_edi_password l10n_in_edi_token
                        l10n_hu_edi_signature_key l10n_sa_private_key account_peppol_migration_key attendance_kiosk_key
                        sms_twilio_auth_token ldap_password account_token webhook_uuid webhook_url visibility_password
                        google_maps_api_key plausible_shared_key card_cvv x_password2 x_studio_api_key acc_number
                        sanitized_acc_number""")).allMatch(name -> SecretNames.isSecret("any.model", name));
    }

    @Test
    void personalFieldShouldBeRecognised() {
        assertThat(names("""
                        ssnid sinid passport_id identification_id birthday place_of_birth country_of_birth
                        birthday_public_display_string gender sex marital spouse_complete_name spouse_birthdate private_street
                        private_email private_phone emergency_contact emergency_phone bank_account_id bank_account_ids
                        salary_distribution wage contract_wage salary_expected visa_no visa_expire permit_no work_permit_name
                        km_home_work distance_home_work vat company_registry partner_latitude partner_longitude in_latitude
                        out_longitude ip_address hr_presence_control_ip_list license_plate mobility_card login_date
                        last_activity hr_presence_state leave_date_to legal_name departure_description address_home_id
                        hourly_cost study_field acc_holder_name driving_license badge_ids x_blood_group""")).allMatch(name -> PersonalNames.isPersonal("any.model", name));
        assertThat(names("certificate barcode employee_properties children"))
                .allMatch(name -> PersonalNames.isPersonal("hr.employee", name))
                .noneMatch(name -> PersonalNames.isPersonal("product.template", name));
    }

    @Test
    void fieldWhoseNameOnlyLooksLikeOneShouldBeLeftAlone() {
        assertThat(names("""
                        order_deadline_passed shipping_policy grouping mapping is_pinned author_id authorized_group_id tokenize
                        image message percentage closing missing classname warning remaining description zip avatar
                        price_signed assigned_to template_id certificate passenger_name keyboard key_account default_code
                        product_code hs_code name display_name email phone street city country_id partner_id user_id
                        amount_total list_price barcode email_from mobile_phone work_email work_phone job_title note comment
                        children_ids tax_id group_tax_id visible compass"""))
                .noneMatch(name -> SecretNames.isSecret("product.template", name))
                .noneMatch(name -> PersonalNames.isPersonal("product.template", name));
    }

    @ParameterizedTest
    @CsvSource({
        "account.move, partner_bank_id, res.partner.bank",
        "account.journal, bank_account_id, res.partner.bank",
        "res.partner, bank_ids, res.partner.bank",
        "sale.order, payment_token_id, payment.token",
        "hr.employee, contract_ids, hr.contract",
        "hr.employee, x_absence_id, hr.leave"
    })
    void linkToPrivateRecordsShouldBePrivate(String model, String field, String target) {
        assertThat(PrivacyRules.of(model, field, target, false)).isPresent();
    }

    @Test
    void fieldOfAGroupShouldBePrivate() {
        assertThat(PrivacyRules.of("product.template", "standard_price", null, true))
                .contains(PrivacyReason.RESTRICTED_TO_GROUPS);
        assertThat(PrivacyRules.of("product.template", "list_price", null, false))
                .isEmpty();
    }

    @Test
    void registrationOfACompanyShouldBePublicAndThatOfAContactPrivate() {
        assertThat(PrivacyRules.of("res.company", "vat", null, false)).isEmpty();
        assertThat(PrivacyRules.of("res.partner", "vat", null, false)).contains(PrivacyReason.PERSONAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ir.mail_server",
                "fetchmail.server",
                "ir.config_parameter",
                "payment.provider",
                "payment.token",
                "iap.account",
                "google.calendar.credentials",
                "res.users.apikeys",
                "res.device",
                "res.company.ldap",
                "res.config.settings",
                "mail.template",
                "mail.alias",
                "discuss.channel",
                "res.partner.bank",
                "hr.contract",
                "hr.contract.history",
                "hr.version",
                "hr.leave",
                "hr.leave.allocation",
                "hr.attendance",
                "hr.expense",
                "hr.expense.sheet",
                "hr.applicant",
                "survey.user_input",
                "survey.user_input.line",
                "event.registration",
                "phone.blacklist",
                "mail.blacklist",
                "base.automation",
                "auth.passkey.key",
                "ir.actions.server"
            })
    void modelOfSettingsCredentialsOrPersonalAnswersShouldBeClosed(String model) {
        assertThat(PrivacyRules.ofModel(model)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "res.partner",
                "res.users",
                "res.company",
                "res.country",
                "hr.employee",
                "hr.department",
                "hr.job",
                "product.template",
                "sale.order",
                "account.move",
                "mail.message",
                "mail.activity",
                "ir.attachment",
                "project.task",
                "survey.survey",
                "event.event",
                "calendar.event",
                "fleet.vehicle",
                "knowledge.article",
                "helpdesk.ticket",
                "blog.post",
                "website.page",
                "x_settings_of_machines"
            })
    void modelThatPeopleAskAboutShouldBeOpen(String model) {
        assertThat(PrivacyRules.ofModel(model)).isEmpty();
    }
}
