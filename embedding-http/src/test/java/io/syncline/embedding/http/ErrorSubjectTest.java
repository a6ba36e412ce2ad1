package io.syncline.embedding.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.EmbedderLimits;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors of many services, in their shapes. Single quotes stand for double ones. */
class ErrorSubjectTest {

    private static final EmbeddingEndpoint ENDPOINT = new EmbeddingEndpoint(
            "Example",
            URI.create("https://api.example.com/v1/embeddings"),
            Optional.empty(),
            new EmbedderFingerprint("example", "small", 3, ""),
            new EmbedderLimits(10, 1_000, 100, 1),
            false,
            Duration.ofSeconds(1));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // OpenAI
                "400 | {'error':{'message':'Invalid value.','type':'invalid_request_error','param':'dimensions','code':'integer_above_max_value'}}",
                "400 | {'error':{'message':'Bad value','type':'invalid_request_error','param':'encoding_format','code':null}}",
                "400 | {'error':{'message':'No.','type':'invalid_request_error','code':'billing_hard_limit_reached'}}",
                "400 | {'error':{'message':'No.','type':'invalid_request_error','code':'invalid_api_key'}}",
                // Azure
                "400 | {'error':{'code':'OperationNotSupported','message':'The embeddings operation does not work'}}",
                "400 | {'error':{'code':'unsupported_api_version','message':'No.'}}",
                // FastAPI and its likes, where only the location names the field
                "422 | {'detail':[{'type':'x','loc':['body','dimensions'],'msg':'Not possible','input':512}]}",
                "422 | {'detail':[{'type':'extra_forbidden','loc':['body','user'],'msg':'No'}]}",
                "422 | {'detail':[{'type':'missing','loc':['body','input_type'],'msg':'No'}]}",
                "422 | {'detail':[{'type':'string_type','loc':['body','input','str'],'msg':'No'}]}",
                // Mistral
                "422 | {'object':'error','message':{'detail':[{'type':'extra_forbidden','loc':['body','encoding_format'],'msg':'No'}]}}",
                "400 | {'object':'error','message':'Invalid model: x','type':'invalid_model','code':'1500'}",
                // LiteLLM
                "400 | {'error':{'message':'Invalid model name passed in','type':'invalid_request_error','param':'model','code':'400'}}",
                "400 | {'error':{'message':'Budget has been exceeded! Max budget: 1','type':'budget_exceeded','param':null,'code':'400'}}",
                // Ollama
                "500 | {'error':{'message':'this model does not support embeddings','type':'api_error'}}",
            })
    void refusalOfTheRequestShouldBeASetupFailure(int status, String body) {
        assertThat(failure(status, body)).isEqualTo("SetupException");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // by the message alone
                "400 | {'error':{'message':'litellm.UnsupportedParamsError: x does not support parameters: {dimensions: 512}','type':'None','param':'None','code':'400'}}",
                "400 | {'error':{'message':'This model does not support specifying dimensions.','type':'invalid_request_error','param':null,'code':null}}",
                "400 | {'error':{'message':'Invalid value for \\'encoding_format\\' = md5. Supported values: [\\'float\\'].','type':'invalid_request_error','param':null}}",
                "400 | {'error':{'message':'you must provide a model parameter','type':'invalid_request_error','param':null,'code':null}}",
                "400 | {'error':{'message':'Unrecognized request argument supplied: dimensions','type':'invalid_request_error'}}",
                "400 | {'object':'error','message':'dimensions is currently not supported','type':'BadRequestError','param':null,'code':400}",
                "400 | {'error':{'message':'Model x does not support matryoshka representation','type':'BadRequestError','code':400}}",
                "413 | {'message':'`dimensions` should be positive','code':413,'type':'Validation'}",
                "422 | Failed to deserialize the JSON body into the target type: unknown variant base64",
                "422 | {'detail':'[body -> dimensions] Extra inputs are not permitted'}",
                "400 | {'message':'invalid request: valid input_type must be provided with the provided model'}",
                "400 | [{'error':{'code':400,'message':'API key not valid','status':'INVALID_ARGUMENT'}}]",
                "400 | {'error':{'message':'this model does not support embeddings','type':'invalid_request_error'}}",
                "400 | {'error':{'message':'Insufficient balance','type':'invalid_request_error','code':null}}",
                // which quotes a text
                "400 | {'error':{'message':'Unsafe content: How do I get an API key','type':'invalid_request_error'}}",
                "400 | {'message':'cannot parse: the box dimensions must be given in cm'}",
            })
    void claimOfAMessageShouldBeARefusalThatAHarmlessTextJudges(int status, String body) {
        assertThat(failure(status, body)).isEqualTo("RejectedException");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // OpenAI
                "400 | {'error':{'message':'Invalid input[3]: it cannot be an empty string.','param':'input[3]','code':'empty_string'}}",
                "400 | {'error':{'message':'Not possible','type':'invalid_request_error','param':'$.input','code':null}}",
                "400 | {'error':{'message':'Requested 316102 tokens, max 300000 tokens per request','code':'max_tokens_per_request'}}",
                "400 | {'error':{'message':'maximum context length is 8192 tokens','param':'model','code':'context_length_exceeded'}}",
                "400 | {'error':{'message':'The text was filtered','code':'content_filter'}}",
                "429 | {'error':{'message':'Request too large for x on tokens per min (TPM): Limit 10, Requested 12.','code':'rate_limit_exceeded'}}",
                "413 | {'error':{'message':'Request too large for x on tokens per minute (TPM)','code':'rate_limit_exceeded'}}",
                // vLLM
                "400 | {'error':{'message':'maximum context length is 512 tokens','type':'BadRequestError','param':'input_tokens','code':400}}",
                // Text Embeddings Inference
                "413 | {'message':'inputs must have less than 512 tokens. Given: 600','code':413,'type':'Validation'}",
                "413 | {'error':'batch size 512 > maximum allowed batch size 32','error_type':'Validation'}",
                "422 | {'error':'No.','error_type':'Tokenizer'}",
                // FastAPI and its likes
                "422 | {'detail':[{'type':'string_too_long','loc':['body','input',3],'msg':'No'}]}",
                "422 | {'detail':[{'type':'value_error','loc':['body','input'],'msg':'Not allowed'}]}",
                // Cohere
                "400 | {'message':'invalid request: total number of texts must be at most 96'}",
                // Mistral
                "400 | {'object':'error','message':'Too many tokens in batch. Max is 16384 got 20000','code':'3210'}",
                // Ollama and llama.cpp, also with a status of the server
                "400 | {'error':{'message':'the input length exceeds the context length','type':'invalid_request_error'}}",
                "500 | {'error':{'message':'the input length exceeds the context length','type':'api_error'}}",
                "500 | {'error':{'message':'input (600 tokens) is too large to process. increase the physical batch size','type':'server_error'}}",
            })
    void refusalOfATextOrASizeShouldBeRejected(int status, String body) {
        assertThat(failure(status, body)).isEqualTo("RejectedException");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // Text Embeddings Inference
                "424 | {'error':'DriverError(CUDA_ERROR_OUT_OF_MEMORY)','error_type':'Backend'}",
                "424 | {'message':'inference failed','code':424,'type':'Backend'}",
                "424 | Failed Dependency",
                "400 | {'error':'Model is busy','error_type':'Overloaded'}",
                "422 | {'error':'No.','error_type':'Unhealthy'}",
                // gateways
                "499 | {'error':{'message':'No.','type':'server_error'}}",
                "400 | {'error':{'message':'Please wait','type':'requests','code':'rate_limit_exceeded'}}",
                "400 | {'error':{'message':'context deadline exceeded','type':'api_error','code':'timeout'}}",
                "500 | {'error':{'message':'context deadline exceeded','type':'api_error'}}",
                "503 | {'error':{'message':'Loading model x','type':'unavailable_error','code':503}}",
                "429 | {'error':{'message':'Rate limit reached: max 100 tokens per minute','code':'rate_limit_exceeded'}}",
            })
    void troubleOfTheServiceShouldBeTransient(int status, String body) {
        assertThat(failure(status, body)).isEqualTo("TransientException");
    }

    private static String failure(int status, String body) {
        byte[] bytes = body.replace("\\'", "’").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ServiceResponse response = new ServiceResponse(
                status, HttpHeaders.of(Map.of(), (name, value) -> true), () -> new ByteArrayInputStream(bytes));
        return ErrorResponses.failure(ENDPOINT, response).getClass().getSimpleName();
    }
}
