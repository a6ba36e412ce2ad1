package io.syncline.odoo;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import io.syncline.core.adapter.http.BodyTooLargeException;
import io.syncline.odoo.CallFailure.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.ws.commons.serialize.CharSetXMLWriter;
import org.apache.ws.commons.serialize.XMLWriter;
import org.apache.xmlrpc.XmlRpcException;
import org.apache.xmlrpc.client.XmlRpcClient;
import org.apache.xmlrpc.client.XmlRpcClientConfigImpl;
import org.apache.xmlrpc.client.XmlRpcClientRequestImpl;
import org.apache.xmlrpc.serializer.BaseXmlWriterFactory;
import org.apache.xmlrpc.serializer.XmlRpcWriter;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/**
 * Writes requests and reads answers of XML-RPC.
 *
 * <p>Apache XML-RPC writes the requests, with its extensions disabled and text beyond the basic plane unescaped. Answers
 * are parsed by {@link XmlRpcAnswerReader}: the library's parser accepts document types, exhausts memory or stack on hostile
 * input, and is several times slower.
 *
 * <p>Thread-safe.
 */
final class XmlRpcCodec {

    private final XmlRpcClient library = new XmlRpcClient();
    private final XmlRpcClientConfigImpl config = new XmlRpcClientConfigImpl();
    private final InputFactoryImpl factory = new InputFactoryImpl();

    XmlRpcCodec() {
        config.setEnabledForExtensions(false);
        config.setEnabledForExceptions(false);
        config.setEncoding("UTF-8");
        library.setConfig(config);
        library.setXmlWriterFactory(new Utf8WriterFactory());
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    }

    byte[] request(String method, List<Object> parameters) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try {
            new XmlRpcWriter(
                            config, library.getXmlWriterFactory().getXmlWriter(config, bytes), library.getTypeFactory())
                    .write(new XmlRpcClientRequestImpl(config, method, parameters));
            return bytes.toByteArray();
        } catch (SAXException | XmlRpcException unwritable) {
            throw new CallFailure(Kind.MARSHALLING, "the arguments of " + method + " cannot be sent", unwritable);
        }
    }

    XmlRpcAnswerReader.Answer answer(HttpAnswer http) {
        try (AnswerStream body = http.body()) {
            return answer(body);
        } catch (BodyTooLargeException tooLarge) {
            throw new CallFailure(Kind.OVERSIZE, "the answer has " + tooLarge.getMessage(), tooLarge);
        } catch (IOException broken) {
            throw new CallFailure(Kind.PROTOCOL_ERROR, "the answer cannot be decompressed", broken);
        }
    }

    private XmlRpcAnswerReader.Answer answer(AnswerStream body) throws IOException {
        XmlRpcAnswerReader reader = null;
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(body);
            reader = new XmlRpcAnswerReader(xml);
            return reader.read();
        } catch (XmlRpcAnswerReader.Malformed malformed) {
            throw new CallFailure(
                    Kind.PROTOCOL_ERROR, "the answer is not XML-RPC: " + malformed.getMessage(), malformed);
        } catch (XMLStreamException | RuntimeException unreadable) {
            throw unreadable(body, reader, unreadable);
        }
    }

    /** A complete answer is unreadable if a record contains a character that XML forbids; an incomplete one is an error of the protocol. */
    private static CallFailure unreadable(AnswerStream body, @Nullable XmlRpcAnswerReader reader, Exception failure)
            throws IOException {
        for (Throwable link = failure; link != null; link = link.getCause()) {
            if (link instanceof BodyTooLargeException tooLarge) {
                throw tooLarge;
            }
        }
        boolean complete = reader != null && reader.begun() && body.endsWith("</methodResponse>");
        return new CallFailure(
                complete ? Kind.UNREADABLE : Kind.PROTOCOL_ERROR,
                "the answer is not well-formed XML (" + firstLine(failure) + ")",
                failure);
    }

    private static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    /** The library would write a character beyond the basic plane as two references, which XML parsers reject. */
    private static final class Utf8WriterFactory extends BaseXmlWriterFactory {
        @Override
        protected XMLWriter newXmlWriter() {
            return new CharSetXMLWriter() {
                @Override
                public boolean canEncode(char c) {
                    return true;
                }
            };
        }
    }
}
