package io.syncline.odoo;

import io.syncline.odoo.XmlRpcAnswerReader.Malformed;

/** Converts the texts of XML-RPC's simple types to values. */
final class XmlRpcScalars {

    private XmlRpcScalars() {}

    static Object whole(String text) throws Malformed {
        try {
            long number = Long.parseLong(text);
            return (int) number == number ? (Object) (int) number : (Object) number;
        } catch (NumberFormatException noNumber) {
            throw new Malformed("not a whole number: " + abbreviated(text));
        }
    }

    static Boolean bool(String text) throws Malformed {
        return switch (text) {
            case "1" -> true;
            case "0" -> false;
            default -> throw new Malformed("not a boolean: " + abbreviated(text));
        };
    }

    static Double decimal(String text) throws Malformed {
        try {
            return switch (text) {
                case "nan" -> Double.NaN;
                case "inf" -> Double.POSITIVE_INFINITY;
                case "-inf" -> Double.NEGATIVE_INFINITY;
                default -> Double.valueOf(text);
            };
        } catch (NumberFormatException noNumber) {
            throw new Malformed("not a number: " + abbreviated(text));
        }
    }

    /** The format that Odoo uses elsewhere: {@code 20261123T14:05:24} becomes {@code 2026-11-23 14:05:24}. */
    static String dateTime(String text) {
        return text.length() == 17 && text.charAt(8) == 'T'
                ? text.substring(0, 4)
                        + '-'
                        + text.substring(4, 6)
                        + '-'
                        + text.substring(6, 8)
                        + ' '
                        + text.substring(9)
                : text;
    }

    static String abbreviated(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
