package io.syncline.core.internal.budget;

import java.util.Map;
import java.util.TreeMap;

/** A {@link BudgetLedger} as text: a line with its version, then one for each second and each member. */
final class BudgetLedgerFormat {

    private static final String FIRST_LINE = "syncline-budget 1";
    private static final String SPENT = "spent";
    private static final String MEMBER = "member";
    private static final int SPENT_FIELDS = 4;
    private static final int MEMBER_FIELDS = 9;

    private BudgetLedgerFormat() {}

    static String write(BudgetLedger sheet) {
        StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
        sheet.spent()
                .forEach((slot, amount) -> line(text, SPENT, slot, whole(amount.requests()), whole(amount.tokens())));
        sheet.members()
                .forEach((name, member) -> line(
                        text,
                        MEMBER,
                        name,
                        member.exchange(),
                        member.until(),
                        whole(member.reserved().requests()),
                        whole(member.reserved().tokens()),
                        whole(member.pace().requests()),
                        whole(member.pace().tokens()),
                        member.hungry()));
        return text.toString();
    }

    private static long whole(double number) {
        return Math.round(number);
    }

    private static void line(StringBuilder text, Object... fields) {
        for (Object field : fields) {
            text.append(field).append(' ');
        }
        text.setCharAt(text.length() - 1, '\n');
    }

    /**
     * Reads what {@link #write} has made; an empty text is an empty sheet.
     *
     * @throws IllegalArgumentException if it is damaged or of another version
     */
    static BudgetLedger read(String text) {
        if (text.isEmpty()) {
            return BudgetLedger.EMPTY;
        }
        Map<Long, Amount> spent = new TreeMap<>();
        BudgetLedger sheet = BudgetLedger.EMPTY;
        String[] lines = text.split("\n", -1);
        if (!lines[0].equals(FIRST_LINE) || !text.endsWith("\n")) {
            throw new IllegalArgumentException("it does not begin with '" + FIRST_LINE + "', or is cut off");
        }
        for (int i = 1; i < lines.length - 1; i++) {
            String[] fields = lines[i].split(" ", -1);
            if (fields[0].equals(SPENT) && fields.length == SPENT_FIELDS) {
                spent.put(Long.parseLong(fields[1]), amount(fields, 2));
            } else if (fields[0].equals(MEMBER) && fields.length == MEMBER_FIELDS) {
                sheet = sheet.with(fields[1], member(fields));
            } else {
                throw new IllegalArgumentException("line " + (i + 1) + " is unknown: " + lines[i]);
            }
        }
        return sheet.spend(spent);
    }

    private static Amount amount(String[] fields, int first) {
        return new Amount(Long.parseLong(fields[first]), Long.parseLong(fields[first + 1]));
    }

    private static BudgetLedger.Member member(String[] fields) {
        return new BudgetLedger.Member(
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]),
                amount(fields, 4),
                amount(fields, 6),
                Boolean.parseBoolean(fields[8]));
    }
}
