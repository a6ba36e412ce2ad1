package io.syncline.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Horizontal bars, as SVG. Not thread-safe. */
public final class BarPlot {

    private static final int WIDTH = 720;
    private static final int ROW = 30;
    private static final int NAMES = 300;
    private static final int TOP = 40;

    private final String title;
    private final List<String> names = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();

    /**
     * An empty plot.
     *
     * @param title what it shows, with the unit
     */
    public BarPlot(String title) {
        this.title = title;
    }

    /**
     * Adds a bar.
     *
     * @param name what it is
     * @param value how long, not negative
     * @return this plot
     */
    public BarPlot bar(String name, double value) {
        names.add(name);
        values.add(value);
        return this;
    }

    /**
     * Draws.
     *
     * @return SVG
     */
    public String svg() {
        double most = values.stream().mapToDouble(value -> value).max().orElse(1);
        int height = TOP + ROW * names.size() + 10;
        StringBuilder out = new StringBuilder(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">\n"
                        .formatted(WIDTH, height));
        out.append("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>\n".formatted(WIDTH, height));
        out.append("<text x=\"%d\" y=\"20\" text-anchor=\"middle\">%s</text>\n".formatted(WIDTH / 2, title));
        for (int i = 0; i < names.size(); i++) {
            int y = TOP + ROW * i;
            double length = values.get(i) / most * (WIDTH - NAMES - 90);
            out.append("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n"
                    .formatted(NAMES - 8, y + 17, names.get(i)));
            out.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"20\" fill=\"#1f6feb\"/>%n",
                    NAMES,
                    y + 3,
                    Math.max(1, length)));
            out.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\">%,.1f</text>%n",
                    NAMES + length + 8,
                    y + 17,
                    values.get(i)));
        }
        return out.append("</svg>\n").toString();
    }
}
