package io.syncline.tika;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Small files that are made to exhaust a reader, by name. Each expands to far more than a reader has. */
final class HostileSamples {

    private static final long HUGE = 400L << 20;

    private static final String CONTENT_TYPES =
            "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
                    + "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
                    + "<Override PartName='/word/document.xml' ContentType="
                    + "'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>";

    private static final String RELATIONSHIPS =
            "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type="
                    + "'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument'"
                    + " Target='word/document.xml'/></Relationships>";

    private static final String WORD_START =
            "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>";

    private static final String WORD_END = "</w:t></w:r></w:p></w:body></w:document>";

    private HostileSamples() {}

    /** Archives that unpack to far more than their size. */
    static Map<String, byte[]> bombs() {
        Map<String, byte[]> bombs = new LinkedHashMap<>();
        bombs.put("quine.zip", ZipQuine.bytes());
        bombs.put(
                "zeros.zip",
                new ZipBytes().repeated("zeros.txt", "", 'a', HUGE, "").bytes());
        bombs.put("word.docx", docx(WORD_START, 'a', WORD_END));
        bombs.put("markup.docx", docx("<w:document>", '<', ""));
        bombs.put("content.odt", odt());
        bombs.put("chapter.epub", epub());
        return bombs;
    }

    /** Documents without text whose structure has no end, or nearly none. */
    static Map<String, byte[]> structures() {
        Map<String, byte[]> structures = new LinkedHashMap<>();
        structures.put("endless.pdf", PdfSamples.endless());
        structures.put("nested.html", text("<div>".repeat(200_000)));
        structures.put("nested.xml", text("<a>".repeat(1_000_000)));
        structures.put("nested.rtf", text("{\\rtf1" + "{".repeat(1_000_000)));
        structures.put("nested.pdf", text("%PDF-1.7\n1 0 obj\n" + "[".repeat(1_000_000)));
        structures.put("entries.zip", manyEntries(50_000));
        structures.put("entities.xml", text(entities("x", "<x>", "</x>")));
        structures.put("entities.docx", docx(entities("w:document", WORD_START, WORD_END), ' ', ""));
        return structures;
    }

    /** Files that have a little text, or none, before what is made to exhaust a reader. */
    static Map<String, byte[]> mixtures() {
        Map<String, byte[]> mixtures = new LinkedHashMap<>();
        mixtures.put("nested.zip", nestedZip(5, 10));
        mixtures.put("page.pdf", PdfSamples.inflating(200 << 20));
        mixtures.put("nested.eml", nestedMail(2_000));
        mixtures.put("entities.xhtml", text(entities("html", "<html><body>", "</body></html>")));
        return mixtures;
    }

    private static byte[] nestedZip(int levels, int width) {
        byte[] inner = new ZipBytes().repeated("leaf.txt", "", 'a', 4 << 20, "").bytes();
        for (int level = 0; level < levels; level++) {
            byte[] content = inner;
            inner = ZipBytes.of(IntStream.range(0, width)
                    .boxed()
                    .collect(
                            Collectors.toMap(i -> "part" + i + ".zip", i -> content, (a, b) -> a, LinkedHashMap::new)));
        }
        return inner;
    }

    private static byte[] manyEntries(int count) {
        ZipBytes zip = new ZipBytes();
        for (int i = 0; i < count; i++) {
            zip.add(i + ".txt", "");
        }
        return zip.bytes();
    }

    private static byte[] docx(String start, char filler, String end) {
        return new ZipBytes()
                .add("[Content_Types].xml", CONTENT_TYPES)
                .add("_rels/.rels", RELATIONSHIPS)
                .repeated("word/document.xml", start, filler, end.isEmpty() && filler == ' ' ? 0 : HUGE, end)
                .bytes();
    }

    private static byte[] odt() {
        return new ZipBytes()
                .stored("mimetype", "application/vnd.oasis.opendocument.text")
                .repeated(
                        "content.xml",
                        "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
                                + " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><office:body><office:text><text:p>",
                        'a',
                        HUGE,
                        "</text:p></office:text></office:body></office:document-content>")
                .bytes();
    }

    private static byte[] epub() {
        return new ZipBytes()
                .stored("mimetype", "application/epub+zip")
                .add(
                        "META-INF/container.xml",
                        "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles>"
                                + "<rootfile full-path='b.opf'/></rootfiles></container>")
                .add(
                        "b.opf",
                        "<package xmlns='http://www.idpf.org/2007/opf'><manifest>"
                                + "<item id='one' href='one.xhtml' media-type='application/xhtml+xml'/></manifest>"
                                + "<spine><itemref idref='one'/></spine></package>")
                .repeated(
                        "one.xhtml",
                        "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>",
                        'a',
                        HUGE,
                        "</p></body></html>")
                .bytes();
    }

    private static byte[] nestedMail(int levels) {
        String head = IntStream.range(0, levels)
                .mapToObj(i -> "Content-Type: multipart/mixed; boundary=b" + i + "\r\n\r\n--b" + i + "\r\n")
                .collect(Collectors.joining());
        return text("From: a@example.com\r\nSubject: nested\r\nMIME-Version: 1.0\r\n" + head
                + "Content-Type: text/plain\r\n\r\n");
    }

    /** Ten entities, each of ten times the one before. */
    private static String entities(String root, String start, String end) {
        String declarations = IntStream.range(1, 10)
                .mapToObj(i -> "<!ENTITY e" + i + " '" + ("&e" + (i - 1) + ";").repeat(10) + "'>")
                .collect(Collectors.joining());
        return "<?xml version='1.0'?><!DOCTYPE " + root + " [<!ENTITY e0 'planted'>" + declarations + "]>" + start
                + "&e9;" + end;
    }

    private static byte[] text(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }
}
