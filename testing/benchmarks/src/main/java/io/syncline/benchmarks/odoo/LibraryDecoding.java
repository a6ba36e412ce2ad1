package io.syncline.benchmarks.odoo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.apache.xmlrpc.XmlRpcException;
import org.apache.xmlrpc.client.XmlRpcClient;
import org.apache.xmlrpc.client.XmlRpcClientConfigImpl;
import org.apache.xmlrpc.parser.XmlRpcResponseParser;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/** The library's decoding of answers, by its SAX parser, with the limits of newer JDKs on entities lifted. */
final class LibraryDecoding {

    private final XmlRpcClient client = new XmlRpcClient();
    private final XmlRpcClientConfigImpl config = new XmlRpcClientConfigImpl();
    private final SAXParserFactory factory = SAXParserFactory.newDefaultInstance();

    LibraryDecoding() {
        client.setConfig(config);
        factory.setNamespaceAware(true);
        factory.setValidating(false);
    }

    @Nullable Object decode(byte[] body) {
        try {
            XMLReader reader = factory.newSAXParser().getXMLReader();
            reader.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
            reader.setProperty("jdk.xml.totalEntitySizeLimit", "0");
            XmlRpcResponseParser parser = new XmlRpcResponseParser(config, client.getTypeFactory());
            reader.setContentHandler(parser);
            reader.parse(new InputSource(new ByteArrayInputStream(body)));
            if (!parser.isSuccess()) {
                throw new IllegalStateException(parser.getErrorMessage());
            }
            return parser.getResult();
        } catch (SAXException | ParserConfigurationException | IOException | XmlRpcException failure) {
            throw new IllegalStateException("The library cannot read the page", failure);
        }
    }
}
