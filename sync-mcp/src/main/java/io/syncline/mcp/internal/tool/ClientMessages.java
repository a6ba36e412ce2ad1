package io.syncline.mcp.internal.tool;

import io.syncline.core.text.PlainText;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Messages of the engine and of systems, as clients read them: one line of a bounded length, without addresses, paths and logins,
 * which are of no use to a client. Those of the configuration are found wherever they stand, others by their form. Thread-safe.
 */
public final class ClientMessages {

    private static final int LONGEST = 500;

    /** A message may quote megabytes, and an address is looked for at each place. */
    private static final int LONGEST_READ = 4 * LONGEST;

    private static final int MOST = 20;
    private static final String CUT = " [cut]";
    private static final Pattern ADDRESS =
            Pattern.compile("\\b[a-zA-Z][a-zA-Z0-9+.-]{1,20}:(?:[a-z]{2,12}:)?//[^\\s'\"<>()]+|\\bjdbc:[^\\s'\"<>()]+");
    private static final Pattern HOST_AND_PORT = Pattern.compile("(?<![\\w.-])(?:\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d+)?"
            + "|\\[[0-9a-f:]+](?::\\d+)?|(?:localhost|(?:[\\w-]+\\.)+[A-Za-z][\\w-]*):\\d{2,5})(?![\\w:])");
    private static final Pattern PATH = Pattern.compile("(?<![\\w/.])(?:/[\\w.+@-]+){2,}/?|\\b[A-Za-z]:\\\\[^\\s'\"]+");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+");
    private static final String OPTION_NOTE = ". Options that begin with -- are those of the operator's command line";

    private final ConfidentialText confidential;

    /**
     * Messages.
     *
     * @param confidential addresses, paths and secrets of the configuration
     * @param logins its logins
     */
    public ClientMessages(Collection<String> confidential, Collection<String> logins) {
        this.confidential = new ConfidentialText(confidential, logins);
    }

    String of(String message) {
        String start = message.substring(0, Math.min(message.length(), LONGEST_READ));
        String line = PlainText.lines(start).replace('\n', ' ');
        line = confidential.hide(line);
        line = ADDRESS.matcher(line).replaceAll("[address]");
        line = HOST_AND_PORT.matcher(line).replaceAll("[address]");
        line = PATH.matcher(line).replaceAll("[path]");
        boolean cut = start.length() < message.length() || UntrustedText.isLonger(line, LONGEST);
        String shown = cut ? UntrustedText.cut(line, LONGEST) + CUT : line;
        return OPTION.matcher(shown).find() ? shown + OPTION_NOTE : shown;
    }

    List<String> of(Collection<String> messages) {
        return messages.stream().limit(MOST).map(this::of).toList();
    }
}
