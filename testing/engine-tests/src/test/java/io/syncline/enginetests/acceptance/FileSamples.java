package io.syncline.enginetests.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files as people attach them, by name. Each text has a word that no other file has. */
final class FileSamples {

    private static final String WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private static final String OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
    private static final String OFFICE_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";

    private FileSamples() {}

    /** Files of twenty kinds with the word in their text. */
    static Map<String, byte[]> readable(String word) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("note.txt", utf8("Größe: " + word));
        files.put("letter.latin.txt", ("Grüße, " + word + ", naïve Übergröße").getBytes(ISO_8859_1));
        files.put("export.utf16.txt", ("Grüße " + word).getBytes(UTF_16));
        files.put("prices.csv", utf8("item;price\n" + word + ";12.50\nchair;80\n"));
        files.put("prices.tsv", utf8("item\tprice\n" + word + "\t12.50\nchair\t80\n"));
        files.put("readme.md", utf8("# Manual\n\n" + word + " is a pump."));
        files.put("data.json", utf8("{\"name\": \"" + word + "\"}"));
        files.put("order.xml", utf8("<?xml version=\"1.0\"?><order><item>" + word + "</item></order>"));
        files.put("page.html", utf8("<html><body><h1>Offer</h1><p>" + word + "</p></body></html>"));
        files.put(
                "page.xhtml",
                utf8("<html xmlns=\"http://www.w3.org/1999/xhtml\"><body><p>" + word + "</p></body></html>"));
        files.put(
                "mail.eml",
                utf8("From: a@example.com\r\nSubject: Late\r\nContent-Type: text/plain\r\n\r\n" + word + "\r\n"));
        files.put("letter.rtf", utf8("{\\rtf1\\ansi\\pard " + word + "\\par}"));
        files.put("notes.zip", zip("inner.txt", word));
        files.put("contract.docx", docx(word));
        files.put("contract.odt", odt(word));
        files.put("settings.yaml", utf8("name: " + word));
        files.put("errors.log", utf8("2026-11-29 12:00 ERROR " + word));
        files.put("query.sql", utf8("SELECT * FROM t WHERE name = '" + word + "'"));
        files.put("meeting.ics", utf8("BEGIN:VCALENDAR\nSUMMARY:" + word + "\nEND:VCALENDAR"));
        files.put("person.vcf", utf8("BEGIN:VCARD\nFN:" + word + "\nEND:VCARD"));
        return files;
    }

    /** Files without a text, and what is reported of them. */
    static Map<String, byte[]> unreadable() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        byte[] docx = docx("cut");
        files.put("broken", Arrays.copyOf(docx, docx.length / 2));
        files.put("encrypted", encryptedZip());
        files.put("too large", zip("zeros.txt", "a".repeat(16 << 20)));
        return files;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] docx(String text) {
        return zip(
                "[Content_Types].xml",
                "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='rels'"
                        + " ContentType='application/vnd.openxmlformats-package.relationships+xml'/><Override"
                        + " PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-officedocument"
                        + ".wordprocessingml.document.main+xml'/></Types>",
                "_rels/.rels",
                "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1'"
                        + " Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument'"
                        + " Target='word/document.xml'/></Relationships>",
                "word/document.xml",
                "<w:document xmlns:w='" + WORD + "'><w:body><w:p><w:r><w:t>" + text
                        + "</w:t></w:r></w:p></w:body></w:document>");
    }

    private static byte[] odt(String text) {
        return zip(
                "mimetype",
                "application/vnd.oasis.opendocument.text",
                "content.xml",
                "<office:document-content xmlns:office='" + OFFICE + "' xmlns:text='" + OFFICE_TEXT
                        + "'><office:body><office:text><text:p>" + text
                        + "</text:p></office:text></office:body></office:document-content>");
    }

    private static byte[] zip(String... namesAndTexts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(utf8(namesAndTexts[i + 1]));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** An archive whose entry is marked as encrypted, in its own header and in the list at the end. */
    private static byte[] encryptedZip() {
        byte[] zip = zip("secret.txt", "nobody reads this");
        zip[6] |= 1;
        for (int i = 0; i + 8 < zip.length; i++) {
            if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2) {
                zip[i + 8] |= 1;
            }
        }
        return zip;
    }
}
