package io.syncline.odoo.internal.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
                        last_activity hr_presence_state leave_date_to address_home_id hourly_cost study_field acc_holder_name driving_license badge_ids x_blood_group""")).allMatch(name -> PersonalNames.isPersonal("any.model", name));
        assertThat(names("certificate barcode employee_properties children legal_name departure_description"))
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

    @Test
    void customFieldShouldBeRecognisedInAnyLanguageAndSpelling() {
        assertThat(names("""
                        x_studio_geburtsdatum x_gehalt x_monatsgehalt x_lohn x_sozialversicherungsnummer x_sv_nummer x_steuer_id
                        x_steuernummer x_personalausweis x_reisepass x_konfession x_familienstand x_kontonummer x_bankverbindung
                        x_krankenkasse x_privatadresse x_private_adresse x_notfallkontakt x_schwerbehinderung x_geschlecht
                        x_staatsangehoerigkeit x_date_naissance x_date_de_naissance x_lieu_naissance x_salaire
                        x_numero_securite_sociale x_num_secu x_nir x_passeport x_situation_familiale x_compte_bancaire x_rib
                        x_adresse_personnelle x_sexe x_nationalite x_groupe_sanguin x_carte_identite x_cni x_fecha_nacimiento
                        x_fecha_de_nacimiento x_salario x_sueldo x_numero_seguro_social x_seguridad_social x_dni x_nie x_nif
                        x_pasaporte x_estado_civil x_cuenta_bancaria x_curp x_rfc x_nss x_direccion_particular x_grupo_sanguineo
                        x_data_nascimento x_cpf x_rg x_codice_fiscale x_data_di_nascita x_stipendio x_bsn x_geboortedatum
                        x_rijksregisternummer x_pesel x_data_urodzenia x_wynagrodzenie x_dogum_tarihi x_maas x_tc_kimlik_no
                        x_dateofbirth x_birth_date x_marital_status x_maritalstatus x_home_phone x_id_number x_passportno
                        x_identification_number x_social_insurance_number x_drivers_license x_bank_account_number x_bank_name
                        x_credit_card_number x_card_number x_net_pay x_gross_pay x_nationality x_religious_belief x_sick_days
                        x_aadhaar_no x_next_of_kin spouseName dateOfBirth""")).allMatch(name -> PersonalNames.isPersonal("res.partner", name));
        assertThat(names("""
                        x_passwort x_kennwort x_contrasena x_mot_de_passe x_senha x_wachtwoord x_parola x_haslo x_sifre x_clave
                        x_clave_api x_cle_api x_accesstoken x_authtoken x_dbpassword x_smtppass x_userpass x_mypassword x_pincode
                        clientSecret accessToken apiKey x_smtp_pw x_license_key_2 aes_key_hex stripe_key_live ssh_key_text
                        encryption_key_b64 x_recovery_codes x_seed_phrase l10n_sa_production_csid_json x_connection_string""")).allMatch(name -> SecretNames.isSecret("res.partner", name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Passport Number",
                "Salary",
                "Gehalt (brutto)",
                "Geburtsdatum",
                "Staatsangehörigkeit",
                "Führerschein",
                "Numéro de sécurité sociale",
                "Mot de passe",
                "Contraseña",
                "Número de cuenta",
                "Codice fiscale",
                "Palavra-passe",
                "Geboortedatum",
                "Hasło",
                "Numer dowodu",
                "Doğum Tarihi",
                "Şifre",
                "Bank Account Number",
                "API Key"
            })
    void labelShouldTellWhatANameDoesNot(String label) {
        FieldFacts studio = new FieldFacts("x_studio_field_hx1", label, null, false);

        assertThat(PrivacyRules.of("res.partner", studio)).get().isIn(PrivacyReason.SECRET, PrivacyReason.PERSONAL);
        assertThat(PrivacyRules.isPrivateLabel("", label)).isTrue();
    }

    @Test
    void labelOfOrdinaryFieldsShouldTellNothing() {
        assertThat(List.of(
                        "Schlüsselwörter",
                        "Palabras clave",
                        "Parole chiave",
                        "Urgence",
                        "Liczba dni",
                        "Sort Key",
                        "Passenger",
                        "Customer",
                        "Price incl. VAT",
                        "IP Rating",
                        "Personal Stage",
                        "Belohnung",
                        "Connaissances",
                        "Inhalt"))
                .noneMatch(label -> PrivacyRules.isPrivateLabel("", label));
    }

    @Test
    void customFieldOfPeopleShouldBePrivateWhateverItsName() {
        FieldFacts custom = new FieldFacts("x_studio_field_8Kp", "Miscellaneous", null, false);

        assertThat(List.of("hr.employee", "hr.employee.public", "res.users", "hr.resume.line"))
                .allMatch(model -> PrivacyRules.of(model, custom).equals(Optional.of(PrivacyReason.ADDED_TO_PEOPLE)));
        assertThat(List.of("hr.department", "hr.job", "res.partner", "sale.order"))
                .allMatch(model -> PrivacyRules.of(model, custom).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "account.bank.statement.line, account_number",
        "account.journal, l10n_sa_production_csid_json",
        "pos.payment, cardholder_name",
        "pos.payment, card_no",
        "delivery.carrier, fedex_account_number",
        "hr.employee.public, attendance_state",
        "hr.employee.public, last_check_in",
        "hr.employee.public, current_leave_state",
        "hr.employee.public, hours_last_month",
        "fleet.vehicle.odometer, name",
        "fleet.vehicle.odometer, display_name",
        "fleet.vehicle.log.services, display_name",
        "res.partner, x_tax_id"
    })
    void standardFieldThatGivesSomethingAwayShouldBePrivate(String model, String field) {
        assertThat(PrivacyRules.of(model, new FieldFacts(field, "", null, false)))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x_monatsgehalt", "x_gehalt", "x_salary", "x_studio_net_pay", "x_salaire_brut", "x_sueldo",
                        "x_stipendio",
                "x_krankheit", "x_blood_group", "x_diagnose", "x_bank_account", "x_kontonummer", "x_geburtsdatum",
                        "x_birthday"
            })
    void fieldOfPayHealthBankOrBirthThatUsersAddToThingsShouldBePrivate(String name) {
        assertThat(List.of("product.template", "product.product", "mrp.workcenter", "stock.quant"))
                .allMatch(model -> PrivacyRules.of(model, new FieldFacts(name, "", null, false))
                        .equals(Optional.of(PrivacyReason.PERSONAL)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Monatsgehalt", "Salary", "Krankheit", "Grupo sanguíneo"})
    void labelOfPayOrHealthShouldTellOfThingsWhereUsersAddedTheField(String label) {
        assertThat(PrivacyRules.of("product.template", new FieldFacts("x_studio_field_hx1", label, null, false)))
                .contains(PrivacyReason.PERSONAL);
        assertThat(PrivacyRules.isPrivateLabel("product.template", label)).isTrue();
        assertThat(PrivacyRules.of("product.template", new FieldFacts("weight", label, null, false)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "product.template, x_alkoholgehalt",
        "product.template, x_fettgehalt",
        "product.template, x_salzgehalt",
        "product.template, x_allergies",
        "product.template, x_vaccine_type",
        "product.template, x_disabled",
        "product.template, x_sewage",
        "product.template, x_blood_orange",
        "mrp.workcenter, x_hourly_cost",
        "product.template, x_gender",
        "product.template, x_ip_rating",
        "product.template, x_price_incl_vat",
        "product.template, x_keys_included",
        "product.template, x_medical_device_class",
        "product.template, x_private_label",
        "res.country, vat_label",
        "sale.order, x_departure_date",
        "sale.order, vat_rate",
        "sale.order, sort_key",
        "sale.order, tax_id",
        "event.event, x_badge_type",
        "fleet.vehicle.model, name",
        "hr.job, contract_type_id"
    })
    void fieldThatOnlySoundsPrivateShouldBeOpen(String model, String field) {
        assertThat(PrivacyRules.of(model, new FieldFacts(field, "", "hr.contract.type", false)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "mail.message, model, hr.version",
        "mail.message, model, hr.employee",
        "mail.message, model, hr.applicant",
        "mail.message, model, discuss.channel",
        "ir.attachment, res_model, hr.payslip.run",
        "ir.attachment, res_model, hr.salary.attachment",
        "ir.attachment, res_model, hr.appraisal.goal",
        "ir.attachment, res_model, hr.contract.history",
        "ir.attachment, res_model, res.partner.bank",
        "ir.attachment, res_model, payment.token",
        "ir.attachment, res_model, res.users",
        "ir.attachment, res_model, hr.loan",
        "mail.activity, res_model, hr.leave",
        "calendar.event, res_model, hr.leave",
        "documents.document, res_model, hr.employee",
        "rating.rating, parent_res_model, hr.employee",
        "res.partner, type, private",
        "calendar.event, privacy, private",
        "calendar.event, effective_privacy, private"
    })
    void recordOfAPrivateSubjectShouldBePrivate(String model, String field, String value) {
        Set<String> fields = Set.of("id", "name", "res_id", field);

        assertThat(PrivateRecords.decidingFields(model, fields)).containsExactly(field);
        assertThat(PrivateRecords.isPrivate(model, field, value)).isTrue();
        assertThat(PrivateRecords.isPrivate(model, field, "project.task")).isFalse();
        assertThat(PrivateRecords.isPrivate(model, field, false)).isFalse();
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
        assertThat(PrivacyRules.of(model, new FieldFacts(field, "", target, false)))
                .isPresent();
    }

    @Test
    void fieldOfAGroupShouldBePrivate() {
        assertThat(PrivacyRules.of("product.template", new FieldFacts("standard_price", "Cost", null, true)))
                .contains(PrivacyReason.RESTRICTED_TO_GROUPS);
        assertThat(PrivacyRules.of("product.template", new FieldFacts("list_price", "Sales Price", null, false)))
                .isEmpty();
    }

    @Test
    void registrationOfACompanyShouldBePublicAndThatOfAContactPrivate() {
        assertThat(PrivacyRules.of("res.company", new FieldFacts("vat", "", null, false)))
                .isEmpty();
        assertThat(PrivacyRules.of("res.partner", new FieldFacts("vat", "", null, false)))
                .contains(PrivacyReason.PERSONAL);
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
                "ir.actions.server",
                "payment.transaction",
                "resource.calendar.leaves",
                "gift.card",
                "coupon.coupon",
                "loyalty.card",
                "account.online.link",
                "social.account",
                "hr.loan",
                "hr.payslip.run",
                "hr.employee.relative",
                "hr.medical.record",
                "hospital.patient",
                "x_salary",
                "employee.salary",
                "auditlog.log.line",
                "sign.request.item.value"
            })
    void modelOfSettingsCredentialsOrPersonalAnswersShouldBeClosed(String model) {
        assertThat(PrivacyRules.reasonOfModel(model)).isPresent();
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
                "account.payment.term",
                "hr.contract.type",
                "hr.leave.type",
                "hr.employee.public",
                "hr.skill",
                "hr.resume.line",
                "x_settings_of_machines"
            })
    void modelThatPeopleAskAboutShouldBeOpen(String model) {
        assertThat(PrivacyRules.reasonOfModel(model)).isEmpty();
    }
}
