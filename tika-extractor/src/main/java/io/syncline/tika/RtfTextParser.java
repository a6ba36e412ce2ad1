package io.syncline.tika;

import java.io.IOException;
import java.io.InputStream;
import org.apache.tika.exception.TikaException;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.microsoft.rtf.RTFParser;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** Reads RTF with Tika, and also the text in front of the first mark of a paragraph. */
final class RtfTextParser extends RTFParser {

    private static final long serialVersionUID = 1;

    @Override
    public void parse(InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context)
            throws IOException, SAXException, TikaException {
        super.parse(new MarkedRtfStream(stream), handler, metadata, context);
    }

    @Override
    public void parseInline(InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context)
            throws TikaException, IOException, SAXException {
        super.parseInline(new MarkedRtfStream(stream), handler, metadata, context);
    }
}
