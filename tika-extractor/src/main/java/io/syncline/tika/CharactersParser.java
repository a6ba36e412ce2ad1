package io.syncline.tika;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.apache.tika.detect.AutoDetectReader;
import org.apache.tika.detect.EncodingDetector;
import org.apache.tika.exception.TikaException;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * Reads text as it is. Tika's own reader hands it on in parts, and replaces characters of two units that lie across them.
 */
final class CharactersParser implements Parser {

    private static final long serialVersionUID = 1;
    private static final int BUFFER = 1 << 13;

    @Override
    public Set<MediaType> getSupportedTypes(ParseContext context) {
        return Set.of(MediaType.TEXT_PLAIN);
    }

    @Override
    public void parse(InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context)
            throws IOException, SAXException, TikaException {
        TextHandler text = context.get(TextHandler.class);
        EncodingDetector encoding = context.get(EncodingDetector.class);
        // Not closed: the stream belongs to the caller.
        AutoDetectReader reader = new AutoDetectReader(stream, metadata, encoding);
        char[] buffer = new char[BUFFER];
        for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
            text.characters(buffer, 0, read);
        }
    }
}
