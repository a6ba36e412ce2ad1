package io.syncline.tika;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Files of text, marked-up text and mails, and archives of them. */
final class TextSamples {

    private static final String OPEN_DOCUMENT = "application/vnd.oasis.opendocument.";
    private static final String OFFICE = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
            + " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"
            + " xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'"
            + " xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'";

    private TextSamples() {}

    static List<Sample> all() {
        return List.of(
                txt(),
                latin(),
                utf16(),
                csv(),
                markdown(),
                json(),
                xml(),
                html(),
                xhtml(),
                rtf(),
                eml(),
                epub(),
                odt(),
                ods(),
                odp(),
                zip());
    }

    static Sample txt() {
        return text("notes.txt", "Oak and beech.\n\nGröße XL", "text/plain", "Oak and beech.", "Größe XL");
    }

    static Sample latin() {
        byte[] content = "Über die Größe der Gläser und das schöne Öl für die Türen, gemäß Lieferschein."
                .getBytes(Charset.forName("windows-1252"));
        return new Sample(
                "glas.txt",
                content,
                "text/plain",
                List.of("Über die Größe der Gläser und das schöne Öl für die Türen, gemäß Lieferschein."));
    }

    static Sample utf16() {
        byte[] content = "\uFEFFОтгрузка в понедельник".getBytes(StandardCharsets.UTF_16LE);
        return new Sample("note.txt", content, "text/plain", List.of("Отгрузка в понедельник"));
    }

    static Sample csv() {
        String rows = "item,price\n" + "Desk,320.50\n\"Chair, oak\",240\n".repeat(20);
        return text("prices.csv", rows, "text/csv", "item | price", "Desk | 320.50", "Chair, oak | 240");
    }

    static Sample markdown() {
        return text("read-me.md", "# Oak\n\nFirst *oak*.\n", "text/markdown", "# Oak", "First *oak*.");
    }

    static Sample json() {
        return text(
                "order.json", "{\"item\": \"Desk\",\n \"price\": 320.5}", "application/json", "{\"item\": \"Desk\",");
    }

    static Sample xml() {
        return text(
                "invoice.xml",
                "<?xml version='1.0'?><Invoice><Note>Payable in thirty days</Note><Line>Desk</Line></Invoice>",
                "application/xml",
                "Payable in thirty days");
    }

    static Sample html() {
        return text(
                "page.html",
                "<html><head><title>Oak</title><style>p {color: red}</style><script>alert(1)</script></head><body>"
                        + "<h1>All about\n oak</h1><p>Oak is\n heavy<br>and strong.</p><ul><li>brown<li>hard</ul>"
                        + "<table><tr><td>Desk<td><p>320</p></table></body></html>",
                "text/html",
                "# All about oak",
                "Oak is heavy",
                "and strong.",
                "brown",
                "hard",
                "Desk | 320");
    }

    static Sample xhtml() {
        return text(
                "page.xhtml",
                "<?xml version='1.0' encoding='UTF-8'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN'"
                        + " 'http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd'>"
                        + "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>Beech</title></head>"
                        + "<body><h2>Beech</h2><p>Beech is red.</p></body></html>",
                "application/xhtml+xml",
                "## Beech",
                "Beech is red.");
    }

    static Sample rtf() {
        return text(
                "offer.rtf",
                "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}\\f0 Offer for oak\\par Gr\\'f6\\'dfe XL\\par}",
                "application/rtf",
                "Offer for oak",
                "Größe XL");
    }

    static Sample eml() {
        String pdf = Base64.getMimeEncoder().encodeToString(PdfSamples.pdf().content());
        String mail = "From: Ada Byron <ada@example.com>\r\nTo: charles@example.com\r\n"
                + "Subject: =?UTF-8?Q?Gr=C3=B6=C3=9Fe?=\r\nDate: Mon, 2 Nov 2026 10:00:00 +0000\r\n"
                + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=outer\r\n\r\n--outer\r\n"
                + "Content-Type: multipart/alternative; boundary=inner\r\n\r\n--inner\r\n"
                + "Content-Type: text/plain; charset=iso-8859-1\r\n\r\nplain\r\n--inner\r\n"
                + "Content-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
                + "<p>Die Gr=F6=DFe\r\n passt.</p>\r\n--inner--\r\n--outer\r\n"
                + "Content-Type: application/pdf; name=invoice.pdf\r\nContent-Transfer-Encoding: base64\r\n"
                + "Content-Disposition: attachment; filename=invoice.pdf\r\n\r\n" + pdf + "\r\n--outer--\r\n";
        return text(
                "late.eml",
                mail,
                "message/rfc822",
                "From: Ada Byron <ada@example.com>",
                "To: charles@example.com",
                "Date: 2026-11-02T10:00:00Z",
                "Die Größe passt.",
                "# invoice.pdf",
                "Desk 3 320.50 EUR");
    }

    static Sample epub() {
        byte[] content = new ZipBytes()
                .stored("mimetype", "application/epub+zip")
                .add(
                        "META-INF/container.xml",
                        "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container' version='1.0'><rootfiles>"
                                + "<rootfile full-path='book.opf' media-type='application/oebps-package+xml'/>"
                                + "</rootfiles></container>")
                .add(
                        "book.opf",
                        "<package xmlns='http://www.idpf.org/2007/opf' version='2.0'>"
                                + "<metadata xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>Trees</dc:title></metadata>"
                                + "<manifest><item id='one' href='one.xhtml' media-type='application/xhtml+xml'/></manifest>"
                                + "<spine><itemref idref='one'/></spine></package>")
                .add(
                        "one.xhtml",
                        "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>One</title></head>"
                                + "<body><h1>Ash</h1><p>Ash is\n white.</p></body></html>")
                .bytes();
        return new Sample("trees.epub", content, "application/epub+zip", List.of("# Ash", "Ash is white."));
    }

    static Sample odt() {
        return openDocument(
                "text",
                "offer.odt",
                "<office:text><text:h text:outline-level='2'>Terms</text:h><text:p>Payable in thirty days</text:p></office:text>",
                List.of("Payable in thirty days"));
    }

    static Sample ods() {
        return openDocument(
                "spreadsheet",
                "prices.ods",
                "<office:spreadsheet><table:table table:name='Prices'><table:table-row><table:table-cell><text:p>Desk</text:p>"
                        + "</table:table-cell><table:table-cell><text:p>320</text:p></table:table-cell></table:table-row>"
                        + "</table:table></office:spreadsheet>",
                List.of("Desk | 320"));
    }

    static Sample odp() {
        return openDocument(
                "presentation",
                "plan.odp",
                "<office:presentation><draw:page><draw:frame><draw:text-box><text:p>Oak first</text:p></draw:text-box>"
                        + "</draw:frame></draw:page></office:presentation>",
                List.of("Oak first"));
    }

    private static Sample openDocument(String kind, String name, String body, List<String> expected) {
        return new Sample(name, openDocument(kind, body, ""), OPEN_DOCUMENT + kind, expected);
    }

    /** The bytes of an OpenDocument file; its manifest may say that parts are encrypted. */
    static byte[] openDocument(String kind, String body, String manifest) {
        return new ZipBytes()
                .stored("mimetype", OPEN_DOCUMENT + kind)
                .add(
                        "META-INF/manifest.xml",
                        "<manifest:manifest xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'>"
                                + "<manifest:file-entry manifest:full-path='content.xml' manifest:media-type='text/xml'>"
                                + manifest + "</manifest:file-entry></manifest:manifest>")
                .add(
                        "content.xml",
                        "<?xml version='1.0'?><office:document-content " + OFFICE + "><office:body>" + body
                                + "</office:body></office:document-content>")
                .bytes();
    }

    static Sample zip() {
        byte[] content = new ZipBytes()
                .add("folder/notes.txt", "Oak and beech.")
                .add("folder/picture.bin", new byte[] {0, 1, 2, 3, 0, 5})
                .add("inner.zip", new ZipBytes().add("deep.txt", "Elm and ash.").bytes())
                .bytes();
        return new Sample(
                "papers.zip",
                content,
                "application/zip",
                List.of("# notes.txt", "Oak and beech.", "# deep.txt", "Elm and ash."));
    }

    private static Sample text(String name, String content, String mediaType, String... expected) {
        return new Sample(name, content.getBytes(StandardCharsets.UTF_8), mediaType, List.of(expected));
    }
}
