package io.syncline.tika;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TemporaryResources;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.sax.XHTMLContentHandler;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** Hands the entries of a zip archive to the reader of embedded files. */
final class ZipEntriesParser implements Parser {

    private static final long serialVersionUID = 1;

    @Override
    public Set<MediaType> getSupportedTypes(ParseContext context) {
        return Set.of(MediaType.APPLICATION_ZIP);
    }

    @Override
    public void parse(InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context)
            throws IOException, SAXException, EncryptedDocumentException {
        XHTMLContentHandler xhtml = new XHTMLContentHandler(handler, metadata);
        xhtml.startDocument();
        try (TemporaryResources temporary = new TemporaryResources()) {
            TikaInputStream file = TikaInputStream.get(stream, temporary, metadata);
            if (file.getOpenContainer() instanceof ZipFile zip) {
                parse(zip, xhtml, context);
            } else {
                try (ZipFile zip = ZipFile.builder().setPath(file.getPath()).get()) {
                    parse(zip, xhtml, context);
                }
            }
        }
        xhtml.endDocument();
    }

    private static void parse(ZipFile zip, ContentHandler handler, ParseContext context)
            throws IOException, SAXException, EncryptedDocumentException {
        EmbeddedDocumentExtractor embedded = context.get(EmbeddedDocumentExtractor.class);
        int encrypted = 0;
        int readable = 0;
        for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
            if (entry.getGeneralPurposeBit().usesEncryption()) {
                encrypted++;
            } else if (!entry.isDirectory() && zip.canReadEntryData(entry)) {
                readable++;
                Metadata metadata = new Metadata();
                metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, entry.getName());
                try (InputStream content = zip.getInputStream(entry)) {
                    embedded.parseEmbedded(content, handler, metadata, true);
                }
            }
        }
        if (encrypted > 0 && readable == 0) {
            throw new EncryptedDocumentException();
        }
    }
}
