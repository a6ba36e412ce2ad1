package io.syncline.tika;

import java.util.List;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.parser.CompositeParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.csv.TextAndCSVParser;
import org.apache.tika.parser.epub.EpubParser;
import org.apache.tika.parser.html.HtmlMapper;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.mail.RFC822Parser;
import org.apache.tika.parser.microsoft.OfficeParser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.OldExcelParser;
import org.apache.tika.parser.microsoft.TNEFParser;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.odf.FlatOpenDocumentParser;
import org.apache.tika.parser.odf.OpenDocumentParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;

/**
 * The readers, each named here. Tika would take every one on the class path, among them some that start programs or
 * native libraries.
 */
final class DocumentParsers extends CompositeParser {

    private static final long serialVersionUID = 1;

    /** In memory; the rest of a PDF's streams goes to temporary files. */
    private static final long PDF_MEMORY = 32L << 20;

    DocumentParsers() {
        super(MediaTypeRegistry.getDefaultRegistry(), parsers());
    }

    private static List<Parser> parsers() {
        return List.of(
                new PDFParser(),
                new OfficeParser(),
                new OldExcelParser(),
                new OOXMLParser(),
                new RtfTextParser(),
                new TNEFParser(),
                new OpenDocumentParser(),
                new FlatOpenDocumentParser(),
                new EpubParser(),
                new HtmlParser(),
                new RFC822Parser(),
                new XmlTextParser(),
                new TextAndCSVParser(),
                new CharactersParser(),
                new ZipEntriesParser());
    }

    /** Whether a document of the type that its metadata name is read. Pictures have no text, also those that are XML. */
    boolean reads(MediaType type, Metadata metadata) {
        return !type.getType().equals("image") && getParser(metadata) != getFallback();
    }

    /** Whether a line feed is only a space in documents of a type. */
    static boolean isFlowing(MediaType type) {
        return type.getSubtype().contains("html")
                || type.getSubtype().equals("epub+zip")
                || type.getBaseType().equals(MediaType.APPLICATION_XML);
    }

    /** Adds what the parsers are asked to leave out. */
    static void configure(ParseContext context) {
        context.set(HtmlMapper.class, new HtmlElements());
        PDFParserConfig pdf = new PDFParserConfig();
        pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
        pdf.setExtractInlineImages(false);
        pdf.setExtractActions(false);
        pdf.setExtractBookmarksText(false);
        pdf.setMaxMainMemoryBytes(PDF_MEMORY);
        context.set(PDFParserConfig.class, pdf);
        OfficeParserConfig office = new OfficeParserConfig();
        office.setExtractMacros(false);
        office.setIncludeDeletedContent(false);
        office.setIncludeSlideMasterContent(false);
        office.setWriteSelectHeadersInBody(false);
        context.set(OfficeParserConfig.class, office);
    }

    /** Not Tika's own class, which its mail parser would call without the encoding that the mail declares. */
    private static final class HtmlParser extends JSoupParser {
        private static final long serialVersionUID = 1;
    }
}
