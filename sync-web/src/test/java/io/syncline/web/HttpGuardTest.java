package io.syncline.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpGuardTest {

    private static final String TOKEN = "a-token-of-some-length";

    private final HttpGuard guard = new HttpGuard(
            new WebAccess(TOKEN, List.of("Sync.example.com"), List.of("https://intranet.example.com")),
            List.of("10.0.0.7"),
            () -> 0);

    /** A request of which a guard reads headers only. */
    private static HttpServletRequest request(Map<String, String> headers) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                HttpGuardTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, given) -> {
                    if (!method.getName().equals("getHeader")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return headers.get(String.valueOf(given[0]));
                });
    }

    private Optional<Integer> refusal(String host, @Nullable String origin, String... more) {
        Map<String, String> headers = new HashMap<>(Map.of("Host", host));
        if (origin != null) {
            headers.put("Origin", origin);
        }
        for (int i = 0; i < more.length; i += 2) {
            headers.put(more[i], more[i + 1]);
        }
        return guard.checkOrigin(request(headers)).map(HttpRefusal::status);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8080, http://127.0.0.1:8080",
        "localhost:8080, http://localhost:8080",
        "LOCALHOST:8080, http://localhost:8080",
        "[::1]:8080, http://[::1]:8080",
        "10.0.0.7:8080, http://10.0.0.7:8080",
        "sync.example.com, https://sync.example.com",
        "sync.example.com:8443, https://sync.example.com:8443",
        "sync.example.com:443, https://sync.example.com",
        "sync.example.com:80, http://sync.example.com",
        "sync.example.com, https://intranet.example.com"
    })
    void ownPagesAndAllowedOnesShouldBeLetIn(String host, String origin) {
        assertThat(refusal(host, origin)).isEmpty();
    }

    /** Pages of other programs on this computer are strangers too. */
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8080, http://localhost:8080",
        "127.0.0.1:8080, http://localhost:3000",
        "127.0.0.1:8080, http://127.0.0.1:3000",
        "127.0.0.1:8080, http://127.0.0.1",
        "127.0.0.1:8080, http://127.0.0.1.evil.example:8080",
        "127.0.0.1:8080, http://evil.example//127.0.0.1:8080",
        "127.0.0.1:8080, file://127.0.0.1:8080",
        "127.0.0.1:8080, null",
        "127.0.0.1:8080, 127.0.0.1:8080",
        "sync.example.com, https://evil.example",
        "sync.example.com, https://sync.example.com:8443",
        "sync.example.com, https://intranet.example.com:8443",
        "sync.example.com, http://intranet.example.com"
    })
    void pagesOfStrangersShouldBeRefused(String host, String origin) {
        assertThat(refusal(host, origin)).contains(403);
    }

    @ParameterizedTest
    @CsvSource({"evil.example, http://evil.example", "sync.example.com.evil.example,", "'',"})
    void nameOfAStrangerShouldBeRefusedAlsoIfThePageHasIt(String host, @Nullable String origin) {
        assertThat(refusal(host, origin)).contains(421);
    }

    /** An image of a foreign page would embed the text of a search otherwise, which may cost money. */
    @ParameterizedTest
    @CsvSource({
        "cross-site, image, 403",
        "cross-site, iframe, 403",
        "same-site, script, 403",
        "cross-site, document, ",
        "same-origin, empty, ",
        "none, document, "
    })
    void whatAForeignPageIncludesShouldBeRefused(String site, String destination, @Nullable Integer status) {
        assertThat(refusal("127.0.0.1:8080", null, "Sec-Fetch-Site", site, "Sec-Fetch-Dest", destination))
                .isEqualTo(Optional.ofNullable(status));
    }

    @Test
    void programShouldBeLetInWithoutAnOrigin() {
        assertThat(refusal("127.0.0.1:8080", null)).isEmpty();
    }

    @Test
    void tokenShouldBeRequired() {
        assertThat(guard.checkToken(request(Map.of("Authorization", "bearer " + TOKEN + " "))))
                .isEmpty();
        assertThat(guard.checkToken(request(Map.of("Authorization", "Bearer " + TOKEN + "x")))
                        .map(HttpRefusal::status))
                .contains(401);
        assertThat(guard.checkToken(request(Map.of())).map(HttpRefusal::status)).contains(401);
    }

    /** What no header can carry would keep everybody out. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                " a-token-of-some-length",
                "a-token-of-some-length\n",
                "a-token-of-some-length ",
                "schlüssel-von-einiger-länge"
            })
    void tokenThatNobodyCanSendShouldBeRefused(String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebAccess(token, List.of(), List.of()))
                .withMessageContaining("'token'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.example:443", "https://a.example", "a.example/mcp", ""})
    void hostThatNoRequestCanHaveShouldBeRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebAccess(null, List.of(name), List.of()))
                .withMessageContaining("'allowed-hosts'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.example", "https://a.example/", "HTTPS://a.example", "*"})
    void originThatNoBrowserSendsShouldBeRefused(String origin) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebAccess(null, List.of(), List.of(origin)))
                .withMessageContaining("'allowed-origins'");
    }
}
