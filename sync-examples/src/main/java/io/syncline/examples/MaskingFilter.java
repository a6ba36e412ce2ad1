package io.syncline.examples;

import io.syncline.api.ModelName;
import io.syncline.core.text.TextFilter;
import java.util.regex.Pattern;

/** Masks e-mail addresses and IBANs in all texts and payloads. */
public final class MaskingFilter implements TextFilter {

    // Nothing is tried twice, so that a text of megabytes takes neither hours nor the stack.
    private static final Pattern EMAIL = Pattern.compile("(?<![\\w.+-])[\\w.+-]++@[\\w-]++(?:\\.[\\w-]++)++");
    private static final Pattern IBAN = Pattern.compile("\\b[A-Z]{2}\\d{2}( ?[A-Z0-9]{4}){2,7}( ?[A-Z0-9]{1,3})?\\b");

    @Override
    public String name() {
        return "mask e-mail addresses and IBANs 2"; // another name embeds everything again
    }

    @Override
    public String filter(ModelName model, String text) {
        return IBAN.matcher(EMAIL.matcher(text).replaceAll("[e-mail]")).replaceAll("[IBAN]");
    }
}
