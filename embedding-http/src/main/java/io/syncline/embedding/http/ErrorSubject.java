package io.syncline.embedding.http;

import io.syncline.core.adapter.embedding.ErrorStatus;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an error is about: something of all requests alike, of the texts of this one, or of the service. Services tell it by
 * the parameter that they name, by codes and types, and by their message, which are read in this order of trust; but a message
 * about a size says more than the name of the model.
 */
enum ErrorSubject {

    /** The rate of requests. */
    RATE,
    /** The service itself: overloaded, starting, broken. */
    SERVICE,
    /** The credit of the account. */
    CREDIT,
    /** The API key. */
    KEY,
    /** The model, a parameter or the form of the request, so that each request is refused, whatever its texts. */
    REQUEST,
    /**
     * The key, the credit or the request by the words of the message alone. It may quote a text with these words, so it
     * takes a request with a harmless text to know.
     */
    MAYBE_REQUEST,
    /** A text, or the size of the request. */
    TEXT,
    /** It does not say. */
    UNSTATED;

    private static final Pattern KEY_CODES =
            codes("invalid_api_key|api_key_invalid|authentication|unauthori[sz]ed|permission_denied|forbidden");
    private static final Pattern REQUEST_CODES = codes("model_not_found|not_found_model|(invalid|unknown)_model"
            + "|deployment_not_found|not_supported|unsupported|(unknown|missing|invalid|unrecognized)_parameter"
            + "|missing_required|^missing$|error_missing$|^extra|error_extra$|_type$|type_error|enum$|literal_error"
            + "|json_(invalid|type)|^(int|float|bool|number|finite|greater|less|multiple)_|integer_(above|below)");
    private static final Pattern RATE_CODES = codes("rate_limit|too_many_requests|throttl|resource_exhausted");
    private static final Pattern TEXT_CODES =
            codes("context_length|context_window|max_tokens_per_request|too_(long|short)"
                    + "|too_large|too_many_tokens|m(ax|in)_length|(string|array)_(above|below)|content_(filter|policy)"
                    + "|responsible_ai|^empty(_|$)|empty_(string|array|input)|^tokenizer$");
    private static final Pattern SERVICE_CODES = codes("overload|unavailable|unhealthy|^backend(_error)?$|server_error"
            + "|internal_error|timeout|connection_error|not_ready|loading");

    /** Members of a request that hold its texts, by the names that services have for them. */
    private static final Pattern TEXT_FIELDS = Pattern.compile(
            "inputs?|texts?|input_?(text|texts|tokens?|ids)|prompts?|contents?|sentences?|documents?|quer(y|ies)|passages?"
                    + "|messages?");

    private static final Pattern ABOUT_CREDIT =
            words("check your plan and billing|out of credits?|payment required|insufficient (balance|credits?|funds)");
    private static final Pattern ABOUT_RATE =
            words("rate.?limit(ed)?\\b.{0,40}\\b(exceeded|reached)|too many requests");
    private static final Pattern TOO_LARGE_FOR_RATE = words("request too large");
    private static final Pattern ABOUT_KEY = words("api key");

    private static final String TEXT_NOUNS =
            "(tokens?|length|(context|maximum) (length|window|size)|batch|inputs?|texts?|prompts?|characters|bytes|sequence)";
    private static final String LIMITS =
            "(too (large|long|many|big)|max(imum)?|exceed\\w*|limit|longer than|less than|at most)";

    /** Messages about a size may name the model along with its limit. */
    private static final Pattern ABOUT_SIZE = words("\\b" + TEXT_NOUNS + "\\b.{0,60}\\b" + LIMITS + "\\b|\\b" + LIMITS
            + "\\b.{0,60}\\b" + TEXT_NOUNS + "\\b|\\b(request|payload|body|entity)\\b.{0,20}\\btoo (large|long|big)");

    /** A size, beyond doubt: services report it with 5xx too. */
    private static final Pattern ABOUT_SIZE_OF_TEXT =
            words("\\b(input|prompt|text|sequence)s?\\b.{0,60}\\b(too (large|long)|exceeds? the)\\b"
                    + "|\\bcontext (length|window|size)\\b|physical batch size");

    private static final Pattern NO_EMBEDDINGS =
            words("not support (the )?(embeddings?|embed)\\b|not an? embeddings? model|unexpected endpoint");

    private static final Pattern ABOUT_REQUEST = words(
            "\\bmodel\\b.{0,80}\\b(not (supported|found|exist|available)|does(n't| not) (exist|work)|invalid|unknown|deprecated)"
                    + "|\\b(unsupported|unknown|invalid|no such)\\b.{0,20}\\bmodel\\b|with the specified model"
                    + "|\\b(output_dimension|output_dtype|encoding_format|input_type|embedding_types?)\\b|matryoshka"
                    + "|\\bdimensions?\\b.{0,60}\\b(invalid|support\\w*|permitted|allowed|must|should|range|forbidden)"
                    + "|\\b(invalid|support\\w*|unknown|specify\\w*|unexpected|unrecogni[sz]ed|extra|set\\w*)\\b.{0,60}\\bdimensions?\\b"
                    + "|\\b(unknown|unrecogni[sz]ed|unexpected|unsupported|extra|additional)\\b.{0,30}"
                    + "\\b(parameters?|arguments?|fields?|propert(y|ies))\\b|inputs are not permitted|not support parameters"
                    + "|\\bmissing (required )?(field|parameter|argument)|field required|must provide an? |deserialize the json"
                    + "|api-version");

    private static Pattern codes(String regex) {
        return Pattern.compile(regex);
    }

    private static Pattern words(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /** What a refusal is about. */
    static ErrorSubject of(ErrorBody error) {
        Set<String> codes = error.codes();
        String message = error.message();
        boolean aboutSize = ABOUT_SIZE.matcher(message).find();
        if (codes.stream().anyMatch(ErrorStatus::isOutOfCredit)) {
            return CREDIT;
        }
        if (namesParameter(error.fields(), aboutSize) || matches(codes, REQUEST_CODES)) {
            return REQUEST;
        }
        if (matches(codes, KEY_CODES)) {
            return KEY;
        }
        if (matches(codes, RATE_CODES) && !isTooLargeForRate(error)) {
            return RATE;
        }
        if (matches(codes, TEXT_CODES) || aboutSize) {
            return TEXT;
        }
        if (matches(codes, SERVICE_CODES)) {
            return SERVICE;
        }
        return error.fields().isEmpty() ? byMessage(message) : TEXT;
    }

    private static ErrorSubject byMessage(String message) {
        return Stream.of(ABOUT_KEY, ABOUT_CREDIT, NO_EMBEDDINGS, ABOUT_REQUEST)
                        .anyMatch(words -> words.matcher(message).find())
                ? MAYBE_REQUEST
                : UNSTATED;
    }

    /** The model may be named in a refusal of a text that exceeds its context. */
    private static boolean namesParameter(Set<String> fields, boolean aboutSize) {
        Predicate<String> text = field -> TEXT_FIELDS.matcher(field).matches() || (aboutSize && field.equals("model"));
        return !fields.stream().allMatch(text);
    }

    private static boolean matches(Set<String> codes, Pattern pattern) {
        return codes.stream().anyMatch(code -> pattern.matcher(code).find());
    }

    /** Whether a service that is otherwise at fault refuses a text for its size, which no retry changes. */
    static boolean isTextTooLarge(ErrorBody error) {
        return ABOUT_SIZE_OF_TEXT.matcher(error.message()).find() || matches(error.codes(), TEXT_CODES);
    }

    /** Whether a service, or its model, has no embeddings at all. */
    static boolean isWithoutEmbeddings(ErrorBody error) {
        return NO_EMBEDDINGS.matcher(error.message()).find();
    }

    /** Whether one request alone exceeds what is allowed in a minute: it has to be divided, waiting is in vain. */
    static boolean isTooLargeForRate(ErrorBody error) {
        return TOO_LARGE_FOR_RATE.matcher(error.message()).find();
    }

    /** A code is more certain than a message: Google writes "check your plan and billing" into each refusal for the rate. */
    static boolean isOutOfCredit(ErrorBody error) {
        return error.codes().stream().anyMatch(ErrorStatus::isOutOfCredit)
                || (!matches(error.codes(), RATE_CODES)
                        && ABOUT_CREDIT.matcher(error.message()).find());
    }

    static boolean isRateLimit(ErrorBody error) {
        return matches(error.codes(), RATE_CODES)
                || ABOUT_RATE.matcher(error.message()).find();
    }
}
