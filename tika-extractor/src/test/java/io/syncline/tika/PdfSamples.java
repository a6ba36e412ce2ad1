package io.syncline.tika;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;

/** PDF files, also of kinds that are made to exhaust readers. */
final class PdfSamples {

    static final String TYPE = "application/pdf";

    private PdfSamples() {}

    static Sample pdf() {
        byte[] content = written(document -> {
            document.getDocumentInformation().setTitle("Invoice 17");
            addText(document, List.of("Delivered on Monday", "Desk 3 320.50 EUR"));
        });
        return new Sample("invoice.pdf", content, TYPE, List.of("Delivered on Monday", "Desk 3 320.50 EUR"));
    }

    /** A page without text, as of a scanner. */
    static byte[] withoutText() {
        return written(document -> document.addPage(new PDPage()));
    }

    static byte[] encrypted(String userPassword) {
        return written(document -> {
            addText(document, List.of("Delivered on Monday"));
            try {
                document.protect(new StandardProtectionPolicy("owner", userPassword, new AccessPermission()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Forms that each draw the next one twice: so many levels take a thousand years. */
    static byte[] exponential(int levels) {
        return written(document -> {
            PDFormXObject inner = form(document, "0 0 m");
            for (int level = 1; level < levels; level++) {
                PDFormXObject outer = form(document, "/Next Do /Next Do");
                outer.getResources().put(COSName.getPDFName("Next"), inner);
                inner = outer;
            }
            PDPage page = new PDPage();
            page.setResources(new PDResources());
            page.getResources().put(COSName.getPDFName("Next"), inner);
            page.setContents(stream(document, "/Next Do"));
            document.addPage(page);
        });
    }

    /** A form that draws itself, and a page tree that is its own child. */
    static byte[] endless() {
        return written(document -> {
            PDFormXObject form = form(document, "/Me Do");
            form.getResources().put(COSName.getPDFName("Me"), form);
            PDPage page = new PDPage();
            page.setResources(new PDResources());
            page.getResources().put(COSName.getPDFName("Me"), form);
            page.setContents(stream(document, "/Me Do"));
            document.addPage(page);
            COSDictionary pages = document.getPages().getCOSObject();
            ((COSArray) pages.getDictionaryObject(COSName.KIDS)).add(pages);
        });
    }

    /** A page that unpacks to a multiple of the memory. */
    static byte[] inflating(int bytes) {
        return written(document -> {
            PDPage page = new PDPage();
            page.setContents(stream(document, "0 0 m ".repeat(bytes / 6)));
            document.addPage(page);
        });
    }

    private static void addText(PDDocument document, List<String> lines) {
        PDPage page = new PDPage();
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
            int y = 700;
            for (String line : lines) {
                content.beginText();
                content.newLineAtOffset(50, y);
                content.showText(line);
                content.endText();
                y -= 20;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PDFormXObject form(PDDocument document, String content) {
        PDFormXObject form = new PDFormXObject(stream(document, content));
        form.setBBox(new PDRectangle(100, 100));
        form.setResources(new PDResources());
        return form;
    }

    private static PDStream stream(PDDocument document, String content) {
        COSStream stream = document.getDocument().createCOSStream();
        try (var out = stream.createOutputStream(COSName.FLATE_DECODE)) {
            out.write(content.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PDStream(stream);
    }

    private static byte[] written(Consumer<PDDocument> content) {
        try (PDDocument document = new PDDocument()) {
            content.accept(document);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
