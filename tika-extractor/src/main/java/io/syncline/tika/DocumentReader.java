package io.syncline.tika;

import io.syncline.core.port.extraction.NoTextReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.detect.EncodingDetector;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.sax.BodyContentHandler;
import org.xml.sax.SAXException;

/** Reads documents with Tika, in the process that is made for it. Not thread-safe. */
final class DocumentReader {

    /** Office files hold some tenfold of their size as text; a thousandfold is made to exhaust readers. */
    private static final int MOST_EXPANSION = 100;

    private final Detector detector = new DefaultDetector();
    private final DocumentParsers parsers = new DocumentParsers();
    private final EncodingDetector encoding = new TextEncoding();
    private final ReadingLimits limits;

    DocumentReader(ReadingLimits limits) {
        this.limits = limits;
    }

    /** The text of a file, or the reason why there is none. */
    Reply read(Path file, String name, String declaredType) {
        Metadata metadata = hints(name, declaredType);
        String mediaType = "";
        try (TikaInputStream input = TikaInputStream.get(file, metadata)) {
            metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
            MediaType type = detector.detect(input, metadata);
            mediaType = type.getBaseType().toString();
            metadata.set(Metadata.CONTENT_TYPE, type.toString());
            if (UnpackedSize.exceeds(file, limits.maxExpandedSize())) {
                return ReadingFailure.expandedTooFar(mediaType);
            }
            return parsers.reads(type, metadata)
                    ? parse(input, type, metadata, Files.size(file))
                    : ReadingFailure.unsupported(mediaType);
        } catch (TikaException | SAXException | IOException | RuntimeException | Error e) {
            return ReadingFailure.reply(e, mediaType);
        }
    }

    /** What was declared, which breaks ties between types that look alike. */
    private static Metadata hints(String name, String declaredType) {
        Metadata metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        MediaType declared = MediaType.parse(declaredType);
        if (declared != null) {
            metadata.set(Metadata.CONTENT_TYPE, declared.getBaseType().toString());
            String charset = declared.getParameters().get("charset");
            if (charset != null) {
                metadata.set(Metadata.CONTENT_ENCODING, charset);
            }
        }
        return metadata;
    }

    private Reply parse(TikaInputStream input, MediaType type, Metadata metadata, long size)
            throws TikaException, SAXException, IOException {
        boolean marked = type.getSubtype().contains("markdown");
        CollectedText text = new CollectedText(limits.maxTextLength(), marked);
        TextHandler handler = new TextHandler(text);
        ParseContext context = context(handler);
        EmbeddedFiles embedded = new EmbeddedFiles(detector, parsers, context, limits);
        context.set(EmbeddedDocumentExtractor.class, embedded);
        boolean cut = false;
        handler.begin(DocumentParsers.isFlowing(type));
        try {
            parsers.parse(input, new BodyContentHandler(handler), metadata, context);
        } catch (TikaException | SAXException | RuntimeException e) {
            if (!WriteLimitReachedException.isWriteLimitReached(e)) {
                throw e;
            }
            cut = true;
        }
        String mediaType = type.getBaseType().toString();
        String complete = complete(text, mediaType, metadata);
        if (cut && complete.length() / MOST_EXPANSION > size) {
            return ReadingFailure.expandedTooFar(mediaType);
        }
        return complete.isBlank()
                ? nothing(embedded, mediaType)
                : new Reply(null, mediaType, title(metadata), complete, cut || embedded.isLimited(), false);
    }

    private ParseContext context(TextHandler handler) {
        ParseContext context = new ParseContext();
        context.set(TextHandler.class, handler);
        context.set(Parser.class, parsers);
        context.set(Detector.class, detector);
        context.set(MimeTypes.class, MimeTypes.getDefaultMimeTypes());
        context.set(EncodingDetector.class, encoding);
        DocumentParsers.configure(context);
        return context;
    }

    private String complete(CollectedText text, String mediaType, Metadata metadata) {
        String body = text.complete();
        String header = MailHeader.of(mediaType, metadata);
        String whole = header.isEmpty() ? body : header + "\n\n" + body;
        return CollectedText.cut(whole, limits.maxTextLength());
    }

    private static Reply nothing(EmbeddedFiles embedded, String mediaType) {
        if (embedded.hasEncrypted()) {
            return Reply.none(NoTextReason.ENCRYPTED, mediaType, "The files in it need a password or key");
        }
        return embedded.isLimited()
                ? Reply.none(NoTextReason.TOO_LARGE, mediaType, "It holds more files in files than the limits allow")
                : Reply.none(NoTextReason.EMPTY, mediaType, "It was read, and has no text");
    }

    private static String title(Metadata metadata) {
        String title = metadata.get(TikaCoreProperties.TITLE);
        return title == null ? "" : CollectedText.oneLine(CollectedText.cut(title.strip(), Reply.TITLE));
    }
}
