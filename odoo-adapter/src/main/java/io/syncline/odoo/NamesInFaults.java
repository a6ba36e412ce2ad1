package io.syncline.odoo;

import io.syncline.odoo.CallFailure.Kind;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The technical names in the message of a fault, which stand in quotes or parentheses and are never translated. */
final class NamesInFaults {

    private static final Pattern QUOTED = Pattern.compile("[(\"']([a-z_][a-z0-9_., ]*)(?=[)\"'])");

    private NamesInFaults() {}

    static Set<String> of(CallFailure failure) {
        String text = failure.kind() == Kind.ACCESS ? failure.detail() : String.valueOf(failure.getMessage());
        Set<String> names = new HashSet<>();
        for (MatchResult quoted : (Iterable<MatchResult>) QUOTED.matcher(text).results()::iterator) {
            names.addAll(List.of(quoted.group(1).split("[,\\s]+", -1)));
        }
        return names;
    }

    /** Those names, and those of some that stand in quotes: what a user wrote need not look like a technical name. */
    static Set<String> of(CallFailure failure, Collection<String> written) {
        Set<String> names = of(failure);
        String text = String.valueOf(failure.getMessage());
        written.stream()
                .filter(name -> text.contains("'" + name + "'") || text.contains('"' + name + '"'))
                .forEach(names::add);
        return names;
    }
}
