package io.syncline.tika;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.apache.tika.exception.TikaException;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.sax.XHTMLContentHandler;
import org.apache.tika.utils.XMLReaderUtils;
import org.xml.sax.Attributes;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** The texts of an XML file, those of each element on a line of their own. */
final class XmlTextParser implements Parser {

    private static final long serialVersionUID = 1;

    @Override
    public Set<MediaType> getSupportedTypes(ParseContext context) {
        return Set.of(MediaType.APPLICATION_XML);
    }

    @Override
    public void parse(InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context)
            throws IOException, SAXException, TikaException {
        XHTMLContentHandler xhtml = new XHTMLContentHandler(handler, metadata);
        xhtml.startDocument();
        XMLReaderUtils.parseSAX(stream, new Lines(xhtml), context);
        xhtml.endDocument();
    }

    private static final class Lines extends DefaultHandler {

        private final XHTMLContentHandler xhtml;

        Lines(XHTMLContentHandler xhtml) {
            this.xhtml = xhtml;
        }

        @Override
        public void startElement(String uri, String localName, String name, Attributes attributes) throws SAXException {
            line();
        }

        @Override
        public void endElement(String uri, String localName, String name) throws SAXException {
            line();
        }

        private void line() throws SAXException {
            xhtml.startElement("br");
            xhtml.endElement("br");
        }

        @Override
        public void characters(char[] characters, int start, int length) throws SAXException {
            xhtml.characters(characters, start, length);
        }
    }
}
