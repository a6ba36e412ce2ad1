package io.syncline.tika;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.util.List;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.sl.usermodel.SlideShow;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;

/** Office documents of Microsoft's formats. */
final class OfficeSamples {

    private static final String WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private static final String SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation";

    private OfficeSamples() {}

    static List<Sample> all() {
        return List.of(docx(), xlsx(), pptx(), doc(), xls(), ppt());
    }

    static Sample docx() {
        try (XWPFDocument document = new XWPFDocument()) {
            document.getProperties().getCoreProperties().setTitle("Frame contract");
            addHeadingStyle(document);
            XWPFParagraph heading = document.createParagraph();
            heading.setStyle("Heading2");
            heading.createRun().setText("Terms of delivery");
            document.createParagraph().createRun().setText("Pallets of oak arrive on Monday.");
            document.createParagraph().createRun().setText("Größe XL, naïve façade.");
            XWPFTable table = document.createTable(2, 2);
            table.getRow(0).getCell(0).setText("Chair");
            table.getRow(0).getCell(1).setText("240 EUR");
            table.getRow(1).getCell(0).setText("Desk");
            table.getRow(1).getCell(1).setText("320 EUR");
            return new Sample(
                    "contract.docx",
                    bytes(document::write),
                    WORD,
                    List.of(
                            "## Terms of delivery",
                            "Pallets of oak arrive on Monday.",
                            "Größe XL, naïve façade.",
                            "Chair | 240 EUR",
                            "Desk | 320 EUR"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addHeadingStyle(XWPFDocument document) {
        CTStyle style = CTStyle.Factory.newInstance();
        style.setStyleId("Heading2");
        style.addNewName().setVal("heading 2");
        style.setType(STStyleType.PARAGRAPH);
        document.createStyles().addStyle(new XWPFStyle(style));
    }

    static Sample xlsx() {
        try (Workbook workbook = new XSSFWorkbook()) {
            return new Sample("prices.xlsx", prices(workbook), SHEET, List.of("# Prices", "Desk | 320.5"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Sample xls() {
        try (Workbook workbook = new HSSFWorkbook()) {
            return new Sample(
                    "prices.xls", prices(workbook), "application/vnd.ms-excel", List.of("# Prices", "Desk | 320.5"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] prices(Workbook workbook) throws IOException {
        Sheet sheet = workbook.createSheet("Prices");
        sheet.createRow(0).createCell(0).setCellValue("Item");
        Row row = sheet.createRow(1);
        row.createCell(0).setCellValue("Desk");
        row.createCell(3).setCellValue(320.5);
        return bytes(workbook::write);
    }

    static Sample pptx() {
        try (XMLSlideShow show = new XMLSlideShow()) {
            return new Sample("road-map.pptx", slides(show), SLIDES, List.of("Oak first, then beech"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Sample ppt() {
        try (HSLFSlideShow show = new HSLFSlideShow()) {
            return new Sample(
                    "road-map.ppt", slides(show), "application/vnd.ms-powerpoint", List.of("Oak first, then beech"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] slides(SlideShow<?, ?> show) throws IOException {
        show.createSlide().createTextBox().setText("Oak first, then beech");
        return bytes(show::write);
    }

    /** Written by a word processor, since no library writes this format from nothing. */
    static Sample doc() {
        try (InputStream in = OfficeSamples.class.getResourceAsStream("letter.doc")) {
            return new Sample(
                    "letter.doc",
                    in.readAllBytes(),
                    "application/msword",
                    List.of("# Terms of delivery", "Pallets of oak arrive on Monday.", "Chair | 240 EUR", "Größe XL"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A document of the newer formats that is encrypted with a password. */
    static byte[] encrypted(byte[] document) {
        try (POIFSFileSystem files = new POIFSFileSystem()) {
            EncryptionInfo info = new EncryptionInfo(EncryptionMode.agile);
            Encryptor encryptor = info.getEncryptor();
            encryptor.confirmPassword("open sesame");
            try (OutputStream out = encryptor.getDataStream(files)) {
                out.write(document);
            }
            return bytes(files::writeFilesystem);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] encryptedXls() {
        Biff8EncryptionKey.setCurrentUserPassword("open sesame");
        try {
            return xls().content();
        } finally {
            Biff8EncryptionKey.setCurrentUserPassword(null);
        }
    }

    private static byte[] bytes(Writer writer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writer.write(bytes);
        return bytes.toByteArray();
    }

    private interface Writer {
        void write(OutputStream out) throws IOException;
    }
}
