package io.syncline.odoo;

import io.syncline.api.ModelName;
import io.syncline.core.port.TextExtractor;
import io.syncline.core.port.extraction.ExtractionSettings;
import io.syncline.odoo.OdooRecordSource.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;

/**
 * Builds an {@link OdooRecordSource}. Required are the URL, the database and, for most servers, a username with a password
 * or an API key.
 *
 * <p>A null value is refused with a {@link NullPointerException}, a value out of range with an
 * {@link IllegalArgumentException}, and a value that is set twice or contradicts another with an
 * {@link IllegalStateException}, each by the method that sets it. Nothing is sent before the source is used.
 *
 * <p>Not thread-safe.
 */
public final class OdooRecordSourceBuilder {

    private final LoginSettings login = new LoginSettings();
    private final ReadingSettings reading = new ReadingSettings();
    private final NetworkSettings network = new NetworkSettings();
    private final AttachmentSettings attachments = new AttachmentSettings();

    OdooRecordSourceBuilder() {}

    /**
     * The address of the server, such as {@code https://erp.example.com}. Redirects are not followed, so give the final
     * address.
     *
     * @param url an http or https address without user, query and fragment
     * @return this builder
     * @throws IllegalArgumentException if it is not such an address
     */
    public OdooRecordSourceBuilder url(String url) {
        login.url(url);
        return this;
    }

    /**
     * The name of the database.
     *
     * @param database the name
     * @return this builder
     * @throws IllegalArgumentException if it is blank
     */
    public OdooRecordSourceBuilder database(String database) {
        login.database(database);
        return this;
    }

    /**
     * The name under which the records of this source are stored, see {@link OdooRecordSource#name()}. By default it is made
     * of the address and the database, so that it changes with them: a source under another name starts with an empty index
     * beside the old one. Set the old name to keep the records after a move, or rename them in the store first.
     *
     * @param name one line of 1 to 200 characters without spaces at its ends
     * @return this builder
     * @throws IllegalArgumentException if it is not such a text
     */
    public OdooRecordSourceBuilder name(String name) {
        login.name(name);
        return this;
    }

    /**
     * The login of the user. JSON-2 does not need it, since it identifies the user by the API key.
     *
     * @param username the login
     * @return this builder
     * @throws IllegalArgumentException if it is blank
     */
    public OdooRecordSourceBuilder username(String username) {
        login.username(username);
        return this;
    }

    /**
     * The password of the user. An API key is safer, and JSON-2 requires one.
     *
     * @param password the password
     * @return this builder
     * @throws IllegalArgumentException if it is blank; the message does not show it
     * @throws IllegalStateException if an API key or the transport JSON-2 was set
     */
    public OdooRecordSourceBuilder password(String password) {
        login.password(password);
        return this;
    }

    /**
     * An API key of the user.
     *
     * @param apiKey the key
     * @return this builder
     * @throws IllegalArgumentException if it is blank; the message does not show it
     * @throws IllegalStateException if a password was set
     */
    public OdooRecordSourceBuilder apiKey(String apiKey) {
        login.apiKey(apiKey);
        return this;
    }

    /**
     * Which of Odoo's APIs to use. By default the best one that the server has.
     *
     * @param transport the API
     * @return this builder
     * @throws IllegalStateException if it is JSON-2 and a password was set
     */
    public OdooRecordSourceBuilder transport(Transport transport) {
        login.transport(transport);
        return this;
    }

    /**
     * The language of texts and labels. By default texts are not translated.
     *
     * @param language an installed language, such as {@code de_DE}
     * @return this builder
     * @throws IllegalArgumentException if it is not the code of a language
     */
    public OdooRecordSourceBuilder language(String language) {
        reading.language(language);
        return this;
    }

    /**
     * The companies whose records are read. By default all companies of the user. The first one decides values that
     * depend on the company.
     *
     * @param ids ids of {@code res.company}, at least one
     * @return this builder
     * @throws IllegalArgumentException if there is none, or one is not positive
     */
    public OdooRecordSourceBuilder companies(List<Long> ids) {
        reading.companies(ids);
        return this;
    }

    /**
     * Whether a change of a linked record counts as a change of the records that show its name. True by default. If false, a
     * renamed company leaves the documents of its contacts unchanged until the next full run.
     *
     * @param on whether links are watched
     * @return this builder
     */
    public OdooRecordSourceBuilder watchRelated(boolean on) {
        reading.watchRelated(on);
        return this;
    }

    /**
     * Watches a link in addition to those of {@link #watchRelated}, whether or not it is among the fields. May be called
     * repeatedly.
     *
     * @param model the model
     * @param path a link such as {@code order_line}, or several joined by dots such as {@code order_line.product_id}
     * @return this builder
     * @throws IllegalArgumentException if it is not a path of field names
     */
    public OdooRecordSourceBuilder watch(ModelName model, String path) {
        reading.watch(model, path);
        return this;
    }

    /**
     * Reads only the records of a model that meet a condition. May be called repeatedly; a record must meet all conditions.
     * A cleanup treats all other records as deleted. Fields that Odoo cannot search by are refused when the model is
     * described, since some versions ignore conditions on them.
     *
     * @param model the model
     * @param path a field such as {@code customer_rank}, possibly behind links such as {@code country_id.code}
     * @param operator an operator of Odoo, such as {@code =}, {@code >=}, {@code in}, {@code ilike} or {@code child_of}
     * @param value a text, a number, true or false (which also means no value), or a collection of texts or of numbers;
     *     times as {@code 2026-11-23 14:05:24} in UTC
     * @return this builder
     * @throws IllegalArgumentException if one of them is not of that kind
     */
    public OdooRecordSourceBuilder filter(ModelName model, String path, String operator, Object value) {
        reading.filter(model, path, operator, value);
        return this;
    }

    /**
     * What the text and the payload of a model consist of, instead of the recipe that comes with the adapter. It counts where
     * the settings of the model name no fields and no template. A recipe may name private fields, which is a warning.
     *
     * @param model the model
     * @param recipe a recipe in JSON; {@code syncline recipe MODEL} prints the present one
     * @return this builder
     * @throws IllegalArgumentException if it is no recipe for the model; the message says what is wrong
     * @throws IllegalStateException if the model has one already
     */
    public OdooRecordSourceBuilder recipe(ModelName model, String recipe) {
        reading.recipe(model, recipe);
        return this;
    }

    /**
     * Whether the texts of files are read: of records of {@code ir.attachment}, and of the attachments of records whose recipe
     * shows them. True by default if there is a text extractor, such as that of {@code syncline-tika-extractor} on the class
     * path.
     *
     * @param on whether files are read
     * @return this builder
     */
    public OdooRecordSourceBuilder attachmentText(boolean on) {
        attachments.text(on);
        return this;
    }

    /**
     * The limits of files and their texts. By default files of more than 25 MiB are not fetched, and texts are cut at 200,000
     * characters. Only {@link ExtractionSettings#maxFileSize()} concerns an extractor that is set by {@link #textExtractor}.
     *
     * @param settings the limits
     * @return this builder
     */
    public OdooRecordSourceBuilder extraction(ExtractionSettings settings) {
        attachments.limits(settings);
        return this;
    }

    /**
     * Extracts the texts of files. By default the extractor of the class path, if there is one.
     *
     * @param extractor an extractor, which the source does not close
     * @return this builder
     */
    public OdooRecordSourceBuilder textExtractor(TextExtractor extractor) {
        attachments.extractor(extractor);
        return this;
    }

    /**
     * The maximum number of records per call. 1000 by default. Pages that exceed what the server or the limits allow are
     * made smaller automatically.
     *
     * @param records from 1 to 10,000
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public OdooRecordSourceBuilder pageSize(int records) {
        reading.pageSize(records);
        return this;
    }

    /**
     * The time limit for opening a connection. 10 seconds by default.
     *
     * @param timeout a positive duration of at most a day
     * @return this builder
     * @throws IllegalArgumentException if it is not positive, or longer than a day
     */
    public OdooRecordSourceBuilder connectTimeout(Duration timeout) {
        network.connectTimeout(timeout);
        return this;
    }

    /**
     * The time limit for a call, from the first byte sent to the last byte received. 120 seconds by default, which is how
     * long Odoo lets a request run.
     *
     * @param deadline a positive duration of at most a day
     * @return this builder
     * @throws IllegalArgumentException if it is not positive, or longer than a day
     */
    public OdooRecordSourceBuilder deadline(Duration deadline) {
        network.deadline(deadline);
        return this;
    }

    /**
     * The maximum size of an answer. 64 MiB each by default.
     *
     * @param wireBytes as sent, at least 1024
     * @param bytes decompressed, at least as many
     * @return this builder
     * @throws IllegalArgumentException if they are out of range
     */
    public OdooRecordSourceBuilder maxAnswerBytes(long wireBytes, long bytes) {
        network.maxAnswerBytes(wireBytes, bytes);
        return this;
    }

    /**
     * A proxy that requires no login. By default the proxy of the JVM's settings.
     *
     * @param host the name of its host
     * @param port its port
     * @return this builder
     * @throws IllegalArgumentException if they are not of that kind
     */
    public OdooRecordSourceBuilder proxy(String host, int port) {
        network.proxy(WebProxy.of(host, port));
        return this;
    }

    /**
     * A proxy that requires a login. The login is sent unencrypted ({@code Basic}), to the proxy only. For an https address
     * Java sends it only if the system property {@code jdk.http.auth.tunneling.disabledSchemes} is empty when the process
     * sends its first request.
     *
     * @param host the name of its host
     * @param port its port
     * @param user the user, without a colon
     * @param password the password of the user
     * @return this builder
     * @throws IllegalArgumentException if they are not of that kind
     */
    public OdooRecordSourceBuilder proxy(String host, int port, String user, String password) {
        network.proxy(WebProxy.of(host, port, user, password));
        return this;
    }

    /**
     * The TLS settings: the certificates to trust and to present. By default those of the JVM.
     *
     * @param context the settings
     * @return this builder
     * @throws IllegalStateException if a CA file was set
     */
    public OdooRecordSourceBuilder sslContext(SSLContext context) {
        network.sslContext(context);
        return this;
    }

    /**
     * Trusts the certificates of a file instead of those of the JVM.
     *
     * @param pem a file of one or more certificates in PEM form
     * @return this builder
     * @throws IllegalStateException if TLS settings were set
     * @throws io.syncline.api.failure.SetupException if the file cannot be read or contains no certificate
     */
    public OdooRecordSourceBuilder caFile(Path pem) {
        network.caFile(pem);
        return this;
    }

    /**
     * Runs the tasks of the HTTP client. By default a pool of daemon threads that ends with the source. Tasks that wait for
     * a thread use up the deadline of their call.
     *
     * @param executor an executor whose threads are not occupied by callers of this source
     * @return this builder
     */
    public OdooRecordSourceBuilder executor(Executor executor) {
        network.executor(executor);
        return this;
    }

    /**
     * The clock that turns a date in a {@code Retry-After} header into a duration, and measures how long refusals last.
     *
     * @param clock a clock
     * @return this builder
     */
    public OdooRecordSourceBuilder clock(InstantSource clock) {
        network.clock(clock);
        return this;
    }

    /**
     * Builds the source. May be called again for another source with the same settings.
     *
     * @return a source, not connected yet
     * @throws IllegalStateException if settings are missing; the message names all of them
     * @throws io.syncline.api.failure.SetupException if several text extractors are on the class path
     */
    public OdooRecordSource build() {
        return new OdooRecordSource(
                new OdooConfig(login.account(), reading.reading(), network.network(), attachments.attachments()));
    }
}
