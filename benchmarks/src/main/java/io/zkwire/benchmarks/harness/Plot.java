package io.zkwire.benchmarks.harness;

import java.util.List;
import java.util.Locale;

/**
 * Figures as SVG. Each line has a place on a logarithmic scale: how large ours is over the limit of
 * its goal, or the limit over ours where more is better. What is left of 1 has met it. The peer's
 * figure is a ring on the same scale.
 */
final class Plot {

  private static final int LEFT = 500;
  private static final int SCALE = 360;
  private static final int RIGHT = 40;
  private static final int TOP = 60;
  private static final int STEP = 22;

  /** So many characters have room left of the scale. */
  private static final int LABEL = 82;

  /** The scale ends here; what is beyond stands at its edge. */
  private static final double MOST = 100;

  private final StringBuilder svg = new StringBuilder();
  private final String title;
  private final List<RowRun> runs;

  Plot(String title, List<RowRun> runs) {
    this.title = title;
    this.runs = runs;
  }

  String svg() {
    int lines = runs.stream().mapToInt(run -> run.results().size()).sum();
    int width = LEFT + SCALE + RIGHT;
    int height = TOP + lines * STEP + 30;
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
            + " height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">",
        width, height, width, height);
    add("<title>%s</title>", escaped(title));
    add("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", width, height);
    add(
        "<text x=\"12\" y=\"22\" font-size=\"15\" font-weight=\"bold\" fill=\"#1a1a1a\">%s</text>",
        escaped(title));
    add(
        "<text x=\"12\" y=\"40\" fill=\"#555555\">Dot: ours. Ring: the peer. Left of the line the"
            + " goal is met.</text>");
    grid(height);
    int y = TOP + STEP / 2;
    for (RowRun run : runs) {
      for (Result result : run.results()) {
        line(result, y);
        y += STEP;
      }
    }
    add("</svg>");
    return svg.toString();
  }

  private void grid(int height) {
    String[] marks = {"0.01", "0.1", "limit", "10", "100"};
    for (int i = 0; i < marks.length; i++) {
      double x = LEFT + SCALE * i / 4.0;
      add(
          "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"%s\"/>",
          x, TOP - 4, x, height - 24, i == 2 ? "#1a1a1a" : "#dddddd");
      add(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" fill=\"#555555\">%s</text>",
          x, height - 8, marks[i]);
    }
  }

  private void line(Result result, int y) {
    String color = result.met() ? "#1b7f4d" : "#c0392b";
    String name = result.row() + "  " + result.name() + ", beside " + result.peer();
    add(
        "<text x=\"12\" y=\"%d\" fill=\"#1a1a1a\">%s<title>%s</title></text>",
        y + 4, escaped(cut(name, LABEL)), escaped(name));
    add(
        "<circle cx=\"%.1f\" cy=\"%d\" r=\"5\" fill=\"none\" stroke=\"#777777\"><title>%s: %s"
            + " %s</title></circle>",
        x(share(result, result.theirs().median())),
        y,
        escaped(result.peer()),
        Figure.text(result.theirs().median()),
        escaped(result.unit()));
    add(
        "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"%s\" stroke-width=\"2\"/>",
        x(share(result, result.ours().low())), y, x(share(result, result.ours().high())), y, color);
    add(
        "<circle cx=\"%.1f\" cy=\"%d\" r=\"4\" fill=\"%s\"><title>%s %s, %s</title></circle>",
        x(share(result, result.ours().median())),
        y,
        color,
        result.ours().text(),
        escaped(result.unit()),
        result.met() ? "met" : "missed");
  }

  /** How large a figure is over the limit, so that less is better. */
  private static double share(Result result, double figure) {
    double limit = result.goal().limit(result.theirs().median());
    if (figure == limit) {
      return 1;
    }
    return result.goal().atLeast() ? limit / figure : figure / limit;
  }

  private static double x(double share) {
    double within = Math.min(MOST, Math.max(1 / MOST, share)); // 0 and infinity too
    return LEFT + SCALE * (Math.log10(within) + 2) / 4;
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1) + "…";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
