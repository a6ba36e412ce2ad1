package io.syncline.embedding.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorBodyTest {

    /** Single quotes stand for double ones. */
    private static ErrorBody error(String body) {
        byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return ErrorBody.of(new ServiceResponse(
                400, HttpHeaders.of(Map.of(), (name, value) -> true), () -> new ByteArrayInputStream(bytes)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'detail':'too many tokens'} | too many tokens",
                "{'detail':[{'loc':['body'],'msg':'field required','type':'x'}]} | field required",
                "{'error':{'message':'no such model','type':'t','code':'c'}} | no such model",
                "{'error':'overloaded','error_type':'overloaded'} | overloaded",
                "{'object':'error','message':'bad'} | bad",
                "{'message':{'detail':[{'msg':'extra'}]}} | extra",
                "{'errors':['first','second']} | first",
                "<html><h1>502 Bad  Gateway</h1></html> | 502 Bad Gateway",
                "<!DOCTYPE html><html><head><style>h1</style><title>Sign in &amp; go</title></head><body>Hi | Sign in & go",
                "<html><head><script>run()</script></head><body><svg><path/></svg>Down</body> | Down",
                "plain text | plain text",
                "{'detail':'cut | {\"detail\":\"cut",
                "{'error':{'message':'too long','type':'cut | too long",
                "{'a':1} | {\"a\":1}",
            })
    void messageShouldBeFoundInEveryFormat(String body, String message) {
        assertThat(error(body).message()).isEqualTo(message);
    }

    @Test
    void longMessageShouldBeShortened() {
        assertThat(error("x".repeat(10_000)).message()).hasSize(301).endsWith("…");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'error':{'param':'dimensions'}} | [dimensions]",
                "{'error':{'param':'$.input[3]'}} | [input]",
                "{'error':{'param':null}} | []",
                "{'error':{'param':'None'}} | []",
                "{'detail':[{'loc':['body','dimensions']},{'loc':['body','input','list[str]',3]}]} | [dimensions, input]",
                "{'detail':[{'loc':['body',17]}]} | []",
                "{'detail':[{'loc':['query','api-version']}]} | [api-version]",
                "{'message':[{'loc':['body','encoding_format']}]} | [encoding_format]",
                "{'error':{'details':[{'fieldViolations':[{'field':'requests[3].task_type'}]}]}} | [task_type]",
                "{'error':{'details':[{'fieldViolations':[{'field':'requests[3]'}]}]}} | [requests]",
            })
    void namedMembersShouldBeFoundInEveryFormat(String body, String fields) {
        assertThat(error(body).fields()).hasToString(fields);
    }

    @Test
    void codesAndStatusShouldBeFoundInEveryFormat() {
        ErrorBody error = error("{'error':{'code':'DeploymentNotFound','type':'Bad Request','status':404}}");

        assertThat(error.codes()).containsExactly("deployment_not_found", "bad_request");
        assertThat(error.status()).hasValue(404);
        assertThat(error("{'error':{'code':'429','type':'None'}}").status()).hasValue(429);
        assertThat(error("{'code':20015}").status()).isEmpty();
    }

    @Test
    void reasonShouldBeACodeIfItIsWrittenAsOne() {
        ErrorBody error = error("{'error':{'status':'INVALID_ARGUMENT','details':[{'reason':'API_KEY_INVALID'}]}}");
        assertThat(error.codes()).containsExactly("invalid_argument", "api_key_invalid");
        assertThat(error("{'reason':'The model is loading'}").codes()).isEmpty();
        assertThat(error("{'reason':'The model is loading'}").message()).isEqualTo("The model is loading");
    }

    @Test
    void repeatedRequestShouldBeSkippedHoweverLongItIs() {
        String request = "{'input':['" + "text ".repeat(20_000) + "'],'message':'m','type':'x','loc':['y']}";
        ErrorBody error = error("{'detail':[{'type':'missing','input':" + request
                + ",'loc':['body','input_type'],'msg':'Field required'}]}");

        assertThat(error.message()).isEqualTo("Field required");
        assertThat(error.fields()).containsExactly("input_type");
        assertThat(error.codes()).containsExactly("missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'error':null,'data':[]}",
                "{'error':''}",
                "{'errors':[]}",
                "{'error':false}",
                "{'code':0,'message':'success','data':[]}"
            })
    void wrapperOfASuccessShouldHaveNoErrorMember(String body) {
        assertThat(error(body).hasErrorMember()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'error':{'code':500}}", "{'error':'Busy'}", "{'errors':[{'message':'Busy'}]}"})
    void errorShouldHaveAnErrorMember(String body) {
        assertThat(error(body).hasErrorMember()).isTrue();
    }
}
