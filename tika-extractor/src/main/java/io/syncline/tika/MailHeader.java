package io.syncline.tika;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.tika.metadata.Message;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;

/** The lines at the top of a mail that people ask about: who wrote it, to whom, and when. */
final class MailHeader {

    private static final Set<String> MAILS = Set.of("message/rfc822", "application/vnd.ms-outlook");
    private static final int MOST_ADDRESSES = 20;

    private static final List<Map.Entry<String, String>> ADDRESSES = List.of(
            Map.entry("From", Message.MESSAGE_FROM),
            Map.entry("To", Message.MESSAGE_TO),
            Map.entry("Cc", Message.MESSAGE_CC));

    private MailHeader() {}

    /** Lines such as {@code From: Ada <ada@example.com>}; empty if the document is no mail. */
    static String of(String mediaType, Metadata metadata) {
        if (!MAILS.contains(mediaType)) {
            return "";
        }
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, String> address : ADDRESSES) {
            List<String> values = List.of(metadata.getValues(address.getValue())).stream()
                    .map(CollectedText::oneLine)
                    .filter(value -> !value.isEmpty())
                    .limit(MOST_ADDRESSES)
                    .toList();
            if (!values.isEmpty()) {
                lines.add(address.getKey() + ": " + String.join(", ", values));
            }
        }
        String date = metadata.get(TikaCoreProperties.CREATED);
        if (date != null) {
            lines.add("Date: " + CollectedText.oneLine(date));
        }
        return String.join("\n", lines);
    }
}
