package dev.nextskill.ingest.source;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * From the map of the detection model, which says of each point how likely it belongs to text, to a box around each line:
 * connected points, then widened, for the model marks only the core of the lines. Pure.
 */
final class TextBoxes {

    /** The parameters are those of PaddleOCR and RapidOCR. */
    private static final float TEXT = 0.3f;

    private static final double MEAN_TEXT = 0.5;
    private static final double UNCLIP_RATIO = 1.6;
    private static final double SMALLEST = 3;
    private static final double SMALLEST_WIDENED = 5;

    /** Only when it is this much smaller than a level one is a tilted box right: few photographed screens, but all else, are level. */
    private static final double TILTED_TO_LEVEL_AREA = 0.85;

    private static final double MOST_TILT = Math.toRadians(30);

    private final int width;
    private final int height;
    private final FloatBuffer likelihoods;
    private final boolean[] open;
    /** Points of one connected set, as they are found. */
    private final int[] points;

    private TextBoxes(int width, int height, FloatBuffer likelihoods) {
        this.width = width;
        this.height = height;
        this.likelihoods = likelihoods;
        this.open = new boolean[width * height];
        this.points = new int[width * height];
    }

    /**
     * @param likelihoods 0..1, row by row
     * @return boxes in points of the map, in any order
     */
    static List<TextBox> of(int width, int height, FloatBuffer likelihoods) {
        return new TextBoxes(width, height, likelihoods).boxes();
    }

    private List<TextBox> boxes() {
        // One point wider to the right and below, which joins the strokes of thin characters.
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                open[y * width + x] = isText(x, y) || isText(x - 1, y) || isText(x, y - 1) || isText(x - 1, y - 1);
            }
        }
        var boxes = new ArrayList<TextBox>();
        for (var start = 0; start < open.length; start++) {
            if (!open[start]) {
                continue;
            }
            var count = connected(start);
            var box = around(count);
            if (Math.min(box.width(), box.height()) < SMALLEST || meanLikelihood(count) < MEAN_TEXT) {
                continue;
            }
            var widened = box.widened(UNCLIP_RATIO);
            if (Math.min(widened.width(), widened.height()) >= SMALLEST_WIDENED) {
                boxes.add(widened);
            }
        }
        return boxes;
    }

    private boolean isText(int x, int y) {
        return x >= 0 && y >= 0 && likelihoods.get(y * width + x) > TEXT;
    }

    /** Puts the points connected with this one, diagonally too, into {@link #points}; returns how many. */
    private int connected(int start) {
        var count = 0;
        points[count++] = start;
        open[start] = false;
        for (var next = 0; next < count; next++) {
            var x = x(next);
            var y = y(next);
            for (var ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
                for (var nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
                    var neighbour = ny * width + nx;
                    if (open[neighbour]) {
                        open[neighbour] = false;
                        points[count++] = neighbour;
                    }
                }
            }
        }
        return count;
    }

    private int x(int point) {
        return points[point] % width;
    }

    private int y(int point) {
        return points[point] / width;
    }

    private double meanLikelihood(int count) {
        var sum = 0.0;
        for (var i = 0; i < count; i++) {
            sum += likelihoods.get(points[i]);
        }
        return sum / count;
    }

    private TextBox around(int count) {
        var level = around(count, 0);
        var tilt = tilt(count);
        if (Math.abs(tilt) > MOST_TILT) {
            return level;
        }
        var tilted = around(count, tilt);
        return tilted.width() * tilted.height() < TILTED_TO_LEVEL_AREA * level.width() * level.height()
                ? tilted
                : level;
    }

    /** Of the longer axis of the ellipse with the same second moments. */
    private double tilt(int count) {
        var meanX = 0.0;
        var meanY = 0.0;
        for (var i = 0; i < count; i++) {
            meanX += x(i);
            meanY += y(i);
        }
        meanX /= count;
        meanY /= count;
        var xx = 0.0;
        var yy = 0.0;
        var xy = 0.0;
        for (var i = 0; i < count; i++) {
            var x = x(i) - meanX;
            var y = y(i) - meanY;
            xx += x * x;
            yy += y * y;
            xy += x * y;
        }
        return Math.atan2(2 * xy, xx - yy) / 2;
    }

    private TextBox around(int count, double tilt) {
        var cos = Math.cos(tilt);
        var sin = Math.sin(tilt);
        var left = Double.MAX_VALUE;
        var right = -Double.MAX_VALUE;
        var top = Double.MAX_VALUE;
        var bottom = -Double.MAX_VALUE;
        for (var i = 0; i < count; i++) {
            var x = x(i);
            var y = y(i);
            var along = x * cos + y * sin;
            var across = y * cos - x * sin;
            left = Math.min(left, along);
            right = Math.max(right, along);
            top = Math.min(top, across);
            bottom = Math.max(bottom, across);
        }
        var along = (left + right) / 2;
        var across = (top + bottom) / 2;
        return new TextBox(along * cos - across * sin, along * sin + across * cos, right - left, bottom - top, tilt);
    }
}
