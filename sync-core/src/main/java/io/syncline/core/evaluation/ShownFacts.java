package io.syncline.core.evaluation;

import io.syncline.api.SearchHit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether a hit shows what a person wants to know: in its text or its payload, whatever the case, the spaces and the
 * separators of thousands. {@code 849} is shown by {@code 849.00 EUR}, but not by {@code 1849} or {@code 849.5}.
 */
final class ShownFacts {

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern THOUSANDS = Pattern.compile("(?<=\\d)[,'\u2019\u00a0](?=\\d{3}(?!\\d))");

    private static final Pattern FRACTION = Pattern.compile(".*\\d[.]\\d+");

    private final List<Pattern> wanted;

    ShownFacts(List<String> facts) {
        wanted = facts.stream().map(ShownFacts::pattern).toList();
    }

    private static Pattern pattern(String fact) {
        String plain = plain(fact);
        String zeros = FRACTION.matcher(plain).matches() ? "0*" : "";
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])(?<!\\d[.])" + Pattern.quote(plain) + zeros + "(?![\\p{L}\\p{N}])(?![.]\\d*[1-9])");
    }

    private static String plain(String text) {
        String lower = SPACES.matcher(text).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
        return THOUSANDS.matcher(lower).replaceAll("");
    }

    boolean areIn(SearchHit hit) {
        if (wanted.isEmpty()) {
            return true;
        }
        String shown = plain(hit.text() + "\n"
                + hit.payload().values().stream().map(String::valueOf).collect(Collectors.joining("\n")));
        return wanted.stream().allMatch(fact -> fact.matcher(shown).find());
    }
}
