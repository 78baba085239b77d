package dev.nextskill.ingest.source;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells columns of running text, which are read one after the other, from words side by side, which are read across: labels, a
 * title and its salary, the rows of a table. Pure.
 */
final class PageColumns {

    /** Fewer lines, or shorter ones, are no column of running text. */
    private static final int FEWEST_LINES = 3;

    private static final double SHORTEST_LINE = 8;
    /** The blank between columns, in heights of a line. */
    private static final double GUTTER = 1.2;

    private PageColumns() {}

    /** Where a gutter runs through the lines {@code from..to} (exclusive), counted from above. */
    private record Gutter(int from, int to, int x) {

        int length() {
            return to - from;
        }
    }

    /**
     * @param lines ordered by their middles, from above
     * @return the lines in one region, or in up to four: above the columns, the left one, the right one, below them
     */
    static List<List<RecognisedLine>> regions(List<RecognisedLine> lines) {
        var best = new Gutter(0, 0, 0);
        for (var line : lines) {
            var gutter = longest(lines, line.right() + (int) (line.height() * GUTTER / 2));
            if (gutter.length() > best.length() && parts(lines, gutter)) {
                best = gutter;
            }
        }
        if (best.length() == 0) {
            return List.of(lines);
        }
        var x = best.x();
        var within = lines.subList(best.from(), best.to());
        var regions = new ArrayList<>(List.of(
                lines.subList(0, best.from()),
                within.stream().filter(each -> each.right() < x).toList(),
                within.stream().filter(each -> each.left() > x).toList(),
                lines.subList(best.to(), lines.size())));
        regions.removeIf(List::isEmpty);
        return regions;
    }

    /** The longest run of lines of which none crosses x. */
    private static Gutter longest(List<RecognisedLine> lines, int x) {
        var best = new Gutter(0, 0, x);
        var from = 0;
        for (var i = 0; i <= lines.size(); i++) {
            if (i == lines.size() || (lines.get(i).left() <= x && lines.get(i).right() >= x)) {
                best = i - from > best.length() ? new Gutter(from, i, x) : best;
                from = i + 1;
            }
        }
        return best;
    }

    private static boolean parts(List<RecognisedLine> lines, Gutter gutter) {
        var within = lines.subList(gutter.from(), gutter.to());
        var left = within.stream().filter(each -> each.right() < gutter.x()).toList();
        var right = within.stream().filter(each -> each.left() > gutter.x()).toList();
        return isColumn(left)
                && isColumn(right)
                && right.stream().mapToInt(RecognisedLine::left).min().orElse(0)
                                - left.stream()
                                        .mapToInt(RecognisedLine::right)
                                        .max()
                                        .orElse(0)
                        > GUTTER * right.get(0).height();
    }

    private static boolean isColumn(List<RecognisedLine> lines) {
        return lines.stream()
                        .filter(each -> TextWidth.of(each.text()) >= SHORTEST_LINE)
                        .count()
                >= Math.max(FEWEST_LINES, lines.size() * 0.4);
    }
}
