package io.syncline.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/** Lines over one pair of axes, as SVG. Not thread-safe. */
public final class LinePlot {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 380;
    private static final int LEFT = 80;
    private static final int BOTTOM = 50;
    private static final int TOP = 40;
    private static final int RIGHT = 40;
    private static final String[] COLOURS = {"#1f6feb", "#d1242f", "#1a7f37", "#9a6700", "#8250df"};

    private final String title;
    private final String across;
    private final String up;
    private final boolean logarithmic;
    private final List<Line> lines = new ArrayList<>();

    /**
     * An empty plot.
     *
     * @param title what it shows
     * @param across what the horizontal axis is
     * @param up what the vertical axis is
     * @param logarithmic whether both axes are logarithmic; all values must be positive then
     */
    public LinePlot(String title, String across, String up, boolean logarithmic) {
        this.title = title;
        this.across = across;
        this.up = up;
        this.logarithmic = logarithmic;
    }

    /**
     * Adds a line.
     *
     * @param name what it is
     * @param points at least one point
     * @return this plot
     */
    public LinePlot line(String name, List<Point> points) {
        lines.add(new Line(name, List.copyOf(points)));
        return this;
    }

    /**
     * Draws.
     *
     * @return SVG
     */
    public String svg() {
        Axis x = axis(Point::x, LEFT, WIDTH - RIGHT);
        Axis y = axis(Point::y, HEIGHT - BOTTOM, TOP);
        StringBuilder out = new StringBuilder(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">\n"
                        .formatted(WIDTH, HEIGHT));
        out.append("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>\n".formatted(WIDTH, HEIGHT));
        label(out, WIDTH / 2.0, 20, "middle", title);
        label(out, WIDTH / 2.0, HEIGHT - 12, "middle", across);
        label(out, 8, TOP - 12, "start", up);
        for (double tick : x.ticks()) {
            line(out, x.at(tick), TOP, x.at(tick), HEIGHT - BOTTOM);
            label(out, x.at(tick), HEIGHT - BOTTOM + 18, "middle", number(tick));
        }
        for (double tick : y.ticks()) {
            line(out, LEFT, y.at(tick), WIDTH - RIGHT, y.at(tick));
            label(out, LEFT - 8, y.at(tick) + 4, "end", number(tick));
        }
        for (int i = 0; i < lines.size(); i++) {
            draw(out, lines.get(i), COLOURS[i % COLOURS.length], x, y);
            String colour = "\" fill=\"" + COLOURS[i % COLOURS.length];
            label(
                    out,
                    LEFT + 12,
                    TOP + 18 + 16 * i,
                    "start" + colour,
                    lines.get(i).name());
        }
        return out.append("</svg>\n").toString();
    }

    private static void draw(StringBuilder out, Line line, String colour, Axis x, Axis y) {
        StringBuilder path = new StringBuilder();
        StringBuilder dots = new StringBuilder();
        for (Point point : line.points()) {
            double across = x.at(point.x());
            double up = y.at(point.y());
            path.append(String.format(Locale.ROOT, "%.1f,%.1f ", across, up));
            dots.append(String.format(
                    Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n", across, up, colour));
        }
        out.append("<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>\n"
                .formatted(colour, path.toString().strip()));
        out.append(dots);
    }

    private static void line(StringBuilder out, double x1, double y1, double x2, double y2) {
        out.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#d0d7de\"/>%n",
                x1,
                y1,
                x2,
                y2));
    }

    private static void label(StringBuilder out, double x, double y, String anchor, String text) {
        out.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text));
    }

    private static String number(double value) {
        if (value >= 1000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        String text = String.format(Locale.ROOT, "%.4f", value);
        return text.replaceAll("\\.?0+$", "");
    }

    private Axis axis(java.util.function.ToDoubleFunction<Point> of, double from, double to) {
        List<Double> values = lines.stream()
                .flatMap(line -> line.points().stream())
                .map(of::applyAsDouble)
                .sorted()
                .toList();
        double least = values.get(0);
        double most = values.get(values.size() - 1);
        if (logarithmic) {
            return Axis.logarithmic(least, most, from, to);
        }
        return Axis.linear(most, from, to);
    }

    /**
     * A point.
     *
     * @param x across
     * @param y up
     */
    public record Point(double x, double y) {}

    private record Line(String name, List<Point> points) {}

    private record Axis(List<Double> ticks, DoubleUnaryOperator place) {

        double at(double value) {
            return place.applyAsDouble(value);
        }

        static Axis logarithmic(double least, double most, double from, double to) {
            int low = (int) Math.floor(Math.log10(least) + 1e-9);
            int high = Math.max(low + 1, (int) Math.ceil(Math.log10(most) - 1e-9));
            List<Double> ticks = new ArrayList<>();
            for (int i = low; i <= high; i++) {
                ticks.add(Math.pow(10, i));
            }
            return new Axis(ticks, value -> from + (Math.log10(value) - low) / (high - low) * (to - from));
        }

        static Axis linear(double most, double from, double to) {
            double rough = Math.max(most, 1e-9) / 5;
            double power = Math.pow(10, Math.floor(Math.log10(rough)));
            double step = rough / power <= 2 ? 2 * power : rough / power <= 5 ? 5 * power : 10 * power;
            int count = (int) Math.ceil(most / step);
            List<Double> ticks = new ArrayList<>();
            for (int i = 0; i <= count; i++) {
                ticks.add(i * step);
            }
            double top = Math.max(1, count) * step;
            return new Axis(ticks, value -> from + value / top * (to - from));
        }
    }
}
