package io.syncline.tika;

import java.util.Locale;
import java.util.Set;
import org.apache.tika.parser.html.HtmlMapper;
import org.jspecify.annotations.Nullable;

/** Keeps the elements of a page, since lines and paragraphs follow from them, but no attributes, scripts and styles. */
final class HtmlElements implements HtmlMapper {

    private static final Set<String> DISCARDED = Set.of("script", "style", "template", "svg", "math");

    @Override
    public String mapSafeElement(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean isDiscardElement(String name) {
        return DISCARDED.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public @Nullable String mapSafeAttribute(String elementName, String attributeName) {
        return null;
    }
}
