package dev.nextskill.ingest.source;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Parts what the detection model took for one line though it is several: labels in frames side by side, a title and the salary
 * at the far end. Where nothing is drawn for longer than a line is high, the parts are apart.
 */
final class InkGaps {

    /** Beyond the blank that a full-width bracket or comma leaves, in heights of the line. */
    private static final double GAP = 0.9;
    /** Thinner strokes are the frames of labels, when they run through the whole height of the line as no letter does. */
    private static final double FRAME = 0.1;

    private static final double FRAME_HEIGHT = 0.9;

    private static final int CONTRAST = 40;

    /** As which the frames of labels are read. */
    private static final List<String> BRACKETS = List.of("「」", "『』", "［］", "[]");

    private InkGaps() {}

    static List<RecognisedLine> split(BufferedImage image, RecognisedLine line) {
        var parts = parts(image, line);
        if (parts.size() < 2) {
            return List.of(line);
        }
        var drawn = parts.stream().mapToInt(part -> part[1] - part[0]).sum();
        var codePoints = withoutHalfBrackets(line.text()).codePoints().toArray();
        var width = 0.0;
        for (var each : codePoints) {
            width += width(each);
        }
        var split = new ArrayList<RecognisedLine>();
        var next = 0;
        var used = 0.0;
        var until = 0.0;
        for (var i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            until += width * (part[1] - part[0]) / drawn;
            var words = new StringBuilder();
            while (next < codePoints.length && (i == parts.size() - 1 || used + width(codePoints[next]) / 2 < until)) {
                used += width(codePoints[next]);
                words.appendCodePoint(codePoints[next++]);
            }
            if (!words.toString().isBlank()) {
                split.add(line.part(words.toString().strip(), part[0], part[1]));
            }
        }
        return split.size() < 2 ? List.of(line) : split;
    }

    /** Parts that are apart are no running text, in which a bracket may be closed in the next line. */
    private static String withoutHalfBrackets(String text) {
        var kept = text;
        for (var pair : BRACKETS) {
            var opened = kept.chars().filter(each -> each == pair.charAt(0)).count();
            var closed = kept.chars().filter(each -> each == pair.charAt(1)).count();
            if (opened != closed) {
                kept = kept.replace(pair.substring(0, 1), "").replace(pair.substring(1), "");
            }
        }
        return kept;
    }

    /** Of ink only: between parts the engine sees no spaces, or many. */
    private static double width(int codePoint) {
        return codePoint == ' ' ? 0 : TextWidth.of(codePoint);
    }

    /** Columns from and to (exclusive) of what is drawn, gaps apart. */
    private static List<int[]> parts(BufferedImage image, RecognisedLine line) {
        // The middle of the line's height, because frames run above and below the words.
        var top = Math.max(0, line.top() + line.height() / 4);
        var bottom = Math.min(image.getHeight(), line.bottom() - line.height() / 4);
        var left = Math.max(0, line.left());
        var right = Math.min(image.getWidth(), line.right());
        var parts = new ArrayList<int[]>();
        if (bottom <= top || right <= left) {
            return parts;
        }
        var background = background(image, left, top, right, bottom);
        var start = -1;
        for (var x = left; x <= right; x++) {
            var drawn = x < right && isDrawn(image, x, top, bottom, background);
            if (drawn && start < 0) {
                start = x;
            } else if (!drawn && start >= 0) {
                if (!isFrame(image, line, start, x, background)) {
                    add(parts, start, x, line.height());
                }
                start = -1;
            }
        }
        return parts;
    }

    private static boolean isFrame(BufferedImage image, RecognisedLine line, int from, int to, int background) {
        if (to - from > Math.max(2, line.height() * FRAME)) {
            return false;
        }
        var drawn = 0;
        var top = Math.max(0, line.top());
        var bottom = Math.min(image.getHeight(), line.bottom());
        for (var y = top; y < bottom; y++) {
            for (var x = from; x < to; x++) {
                if (Math.abs(brightness(image.getRGB(x, y)) - background) > CONTRAST) {
                    drawn++;
                    break;
                }
            }
        }
        return drawn >= FRAME_HEIGHT * (bottom - top);
    }

    private static void add(List<int[]> parts, int from, int to, int height) {
        var last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
        if (last != null && from - last[1] <= height * GAP) {
            last[1] = to;
        } else {
            parts.add(new int[] {from, to});
        }
    }

    private static int background(BufferedImage image, int left, int top, int right, int bottom) {
        var counts = new int[32];
        for (var y = top; y < bottom; y++) {
            for (var x = left; x < right; x++) {
                counts[brightness(image.getRGB(x, y)) / 8]++;
            }
        }
        var most = 0;
        for (var i = 1; i < counts.length; i++) {
            most = counts[i] > counts[most] ? i : most;
        }
        return most * 8 + 4;
    }

    private static boolean isDrawn(BufferedImage image, int x, int top, int bottom, int background) {
        for (var y = top; y < bottom; y++) {
            if (Math.abs(brightness(image.getRGB(x, y)) - background) > CONTRAST) {
                return true;
            }
        }
        return false;
    }

    /** 0..255, weighted as the eye does (ITU-R BT.601). */
    static int brightness(int rgb) {
        return ((rgb >> 16 & 0xFF) * 299 + (rgb >> 8 & 0xFF) * 587 + (rgb & 0xFF) * 114) / 1000;
    }
}
