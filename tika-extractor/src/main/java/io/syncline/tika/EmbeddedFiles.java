package io.syncline.tika;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.apache.tika.detect.Detector;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TemporaryResources;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.sax.BodyContentHandler;
import org.apache.tika.sax.EmbeddedContentHandler;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * Reads the files within one file, up to limits of their number, depth and size. One that cannot be read is left out. For
 * one document, so not thread-safe.
 */
final class EmbeddedFiles implements EmbeddedDocumentExtractor {

    /** An archive in an archive in a mail is common, ten of them are a trap. */
    private static final int DEPTH = 8;

    private static final Set<String> LEFT_OUT = Set.of("MACRO", "THUMBNAIL", "METADATA", "FONT", "RENDERING");

    private final Detector detector;
    private final DocumentParsers parsers;
    private final ParseContext context;
    private final TextHandler handler;
    private final int most;
    private final long mostBytes;

    private int depth;
    private int count;
    private long bytes;
    private int encrypted;
    private boolean limited;

    EmbeddedFiles(Detector detector, DocumentParsers parsers, ParseContext context, ReadingLimits limits) {
        this.detector = detector;
        this.parsers = parsers;
        this.context = context;
        this.handler = context.get(TextHandler.class);
        this.most = limits.maxEmbeddedFiles();
        this.mostBytes = limits.maxExpandedSize();
    }

    /** Whether files were left out because of a limit. */
    boolean isLimited() {
        return limited;
    }

    /** Whether files were left out because they need a password. */
    boolean hasEncrypted() {
        return encrypted > 0;
    }

    @Override
    public boolean shouldParseEmbedded(Metadata metadata) {
        String kind = metadata.get(TikaCoreProperties.EMBEDDED_RESOURCE_TYPE);
        return kind == null || !LEFT_OUT.contains(kind);
    }

    @Override
    public void parseEmbedded(InputStream stream, ContentHandler ignored, Metadata metadata, boolean outputHtml)
            throws SAXException, IOException {
        if (depth >= DEPTH || (count >= most && !mayBeBody(metadata, outputHtml))) {
            limited = true;
            return;
        }
        try (TemporaryResources temporary = new TemporaryResources()) {
            TikaInputStream file = open(stream, metadata, temporary);
            MediaType type = detector.detect(file, metadata);
            metadata.set(Metadata.CONTENT_TYPE, type.toString());
            if (parsers.reads(type, metadata) && admit(type, metadata, outputHtml)) {
                read(file, type, metadata);
            }
        } catch (EncryptedDocumentException e) {
            encrypted++;
        } catch (TikaException | IOException | RuntimeException e) {
            WriteLimitReachedException.throwIfWriteLimitReached(e);
            if (bytes > mostBytes) {
                throw new ExpandedTooFarException();
            }
        }
    }

    /** The body of a mail comes as a file without a name; it is no attachment. */
    private boolean admit(MediaType type, Metadata metadata, boolean attached) {
        boolean body = mayBeBody(metadata, attached) && type.getType().equals("text");
        if (!body && count >= most) {
            limited = true;
            return false;
        }
        count += body ? 0 : 1;
        return true;
    }

    private static boolean mayBeBody(Metadata metadata, boolean attached) {
        return !attached && name(metadata).isEmpty();
    }

    private void read(TikaInputStream file, MediaType type, Metadata metadata)
            throws TikaException, SAXException, IOException {
        depth++;
        handler.begin(DocumentParsers.isFlowing(type));
        handler.text().caption(name(metadata));
        try {
            parsers.parse(file, new EmbeddedContentHandler(new BodyContentHandler(handler)), metadata, context);
        } finally {
            handler.text().caption("");
            handler.end();
            depth--;
        }
    }

    private TikaInputStream open(InputStream stream, Metadata metadata, TemporaryResources temporary) {
        InputStream counted = new Counted(stream);
        TikaInputStream file = TikaInputStream.get(counted, temporary, metadata);
        if (stream instanceof TikaInputStream given && given.getOpenContainer() != null) {
            file.setOpenContainer(given.getOpenContainer());
        }
        return file;
    }

    /** The file name without folders; empty if it is none, such as the internal name of an object. */
    private static String name(Metadata metadata) {
        String name = metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY);
        String last = name == null ? "" : name.replaceFirst("(?s).*[/\\\\]", "");
        return last.indexOf('.') > 0 ? last : "";
    }

    /** Counts what is unpacked, and ends it beyond the limit. */
    private final class Counted extends FilterInputStream {

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(0, read));
            return read;
        }

        @Override
        public long skip(long length) throws IOException {
            long skipped = super.skip(length);
            count(skipped);
            return skipped;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        /** The stream belongs to the file around it. */
        @Override
        public void close() {}

        private void count(long read) throws ExpandedTooFarException {
            bytes += read;
            if (bytes > mostBytes) {
                throw new ExpandedTooFarException();
            }
        }
    }
}
