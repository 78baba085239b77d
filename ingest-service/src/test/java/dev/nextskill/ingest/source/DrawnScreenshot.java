package dev.nextskill.ingest.source;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;

/** Draws screens as phones and job sites show postings, from words of our own, and knows what is to be read on them. */
final class DrawnScreenshot {

    /** The colours of an app. */
    enum Theme {
        LIGHT(Color.WHITE, new Color(0x22, 0x22, 0x22), new Color(0x80, 0x80, 0x80), new Color(0xF2, 0xF4, 0xF7)),
        DARK(
                new Color(0x12, 0x14, 0x18),
                new Color(0xE6, 0xE6, 0xE6),
                new Color(0x90, 0x94, 0x9C),
                new Color(0x2A, 0x2E, 0x35)),
        GREY(new Color(0xF2, 0xF3, 0xF5), new Color(0x30, 0x33, 0x38), new Color(0x7A, 0x80, 0x88), Color.WHITE),
        SEPIA(
                new Color(0xF6, 0xEE, 0xDC),
                new Color(0x4A, 0x3A, 0x28),
                new Color(0x8C, 0x7A, 0x62),
                new Color(0xE8, 0xDC, 0xC0));

        private final Color background;
        private final Color ink;
        private final Color faint;
        private final Color panel;

        Theme(Color background, Color ink, Color faint, Color panel) {
            this.background = background;
            this.ink = ink;
            this.faint = faint;
            this.panel = panel;
        }
    }

    private static final Font FONT = font();
    private static final Color ACCENT = new Color(0x00, 0xA6, 0xA7);
    private static final int MOST_HEIGHT = 14_000;

    private final Theme theme;
    private final int width;
    private final int size;
    private final double leading;
    private final BufferedImage canvas;
    private final Graphics2D graphics;
    private final List<String> expected = new ArrayList<>();
    private int left;
    private int right;
    private int y;
    private String title = "";
    private String company = "";

    /** @param size of the body's letters, in pixels */
    DrawnScreenshot(Theme theme, int width, int size, double leading) {
        this.theme = theme;
        this.width = width;
        this.size = size;
        this.leading = leading;
        this.left = (int) (size * 1.1);
        this.right = width - left;
        this.canvas = new BufferedImage(width, MOST_HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        this.graphics = canvas.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(theme.background);
        graphics.fillRect(0, 0, width, MOST_HEIGHT);
        y = size / 2;
    }

    DrawnScreenshot margins(int pixels) {
        left = pixels;
        right = width - pixels;
        return this;
    }

    DrawnScreenshot statusBar(String clock, String rest) {
        var small = size * 0.8;
        words(clock, left, small, theme.ink, false);
        words(rest, right - (int) widthOf(rest, small, false), small, theme.ink, false);
        y += (int) (size * 1.8);
        return this;
    }

    /** A bar with a name in its middle, as "职位详情". */
    DrawnScreenshot bar(String name) {
        graphics.setColor(theme.panel);
        graphics.fillRect(0, y, width, (int) (size * 2.2));
        y += (int) (size * 0.4);
        words(name, (int) (width - widthOf(name, size, false)) / 2, size, theme.ink, false);
        y += (int) (size * 2.6);
        return this;
    }

    /** A coloured field over the whole width with the title in white. */
    DrawnScreenshot banner(String words) {
        title = words;
        graphics.setColor(new Color(0x1E, 0x4E, 0x9E));
        graphics.fillRect(0, y, width, (int) (size * 4.2));
        y += size;
        words(words, left, size * 1.5, Color.WHITE, true);
        y += (int) (size * 4.2);
        return this;
    }

    DrawnScreenshot title(String words) {
        title = words;
        for (var line : wrapped(words, size * 1.5, true, right - left)) {
            words(line, left, size * 1.5, theme.ink, true);
            y += (int) (size * 2.1);
        }
        y += size / 3;
        return this;
    }

    DrawnScreenshot titleWithSalary(String words, String salary) {
        title = words;
        words(words, left, size * 1.45, theme.ink, true);
        words(salary, right - (int) widthOf(salary, size * 1.2, true), size * 1.2, ACCENT, true);
        y += (int) (size * 2.4);
        return this;
    }

    DrawnScreenshot company(String name) {
        company = name;
        words(name, left, size, theme.ink, false);
        y += (int) (size * 1.9);
        return this;
    }

    /** Words in frames side by side. */
    DrawnScreenshot tags(String... tags) {
        var x = left;
        for (var tag : tags) {
            var wide = (int) widthOf(tag, size * 0.85, false);
            if (x + wide + size > right) {
                x = left;
                y += size * 2;
            }
            graphics.setColor(theme.panel);
            graphics.fillRoundRect(x, y, wide + size, (int) (size * 1.5), size / 3, size / 3);
            y += (int) (size * 0.25);
            words(tag, x + size / 2, size * 0.85, theme.faint, false);
            y -= (int) (size * 0.25);
            x += wide + size + size / 2;
            expected.add(tag);
        }
        y += (int) (size * 2.6);
        return this;
    }

    DrawnScreenshot heading(String words) {
        y += (int) (size * 0.9);
        words(words, left, size * 1.1, theme.ink, true);
        y += (int) (size * leading * 1.15);
        expected.add(words);
        return this;
    }

    DrawnScreenshot body(String... paragraphs) {
        for (var paragraph : paragraphs) {
            for (var line : wrapped(paragraph, size, false, right - left)) {
                words(line, left, size, theme.ink, false);
                y += (int) (size * leading);
            }
            expected.add(paragraph);
        }
        return this;
    }

    /** A name in one column and what it is in the next. */
    DrawnScreenshot entry(String name, String value) {
        graphics.setColor(theme.panel);
        graphics.fillRect(left, y + (int) (size * 1.6), right - left, Math.max(1, size / 14));
        words(name, left, size, theme.faint, false);
        words(value, left + size * 7, size, theme.ink, false);
        y += (int) (size * 2.2);
        expected.add(name);
        expected.add(value);
        return this;
    }

    DrawnScreenshot bubble(String time, String... paragraphs) {
        words(time, (int) (width - widthOf(time, size * 0.75, false)) / 2, size * 0.75, theme.faint, false);
        y += size * 2;
        var wide = (int) (width * 0.74);
        var x = left + size * 3;
        graphics.setColor(ACCENT);
        graphics.fillRoundRect(left, y, size * 2, size * 2, size / 2, size / 2);
        var lines = new ArrayList<String>();
        for (var paragraph : paragraphs) {
            lines.addAll(wrapped(paragraph, size, false, wide - size));
            expected.add(paragraph);
        }
        graphics.setColor(theme.panel);
        graphics.fillRoundRect(x - size / 2, y, wide, (int) (size * leading * lines.size()) + size, size, size);
        y += size / 2;
        for (var line : lines) {
            words(line, x, size, theme.ink, false);
            y += (int) (size * leading);
        }
        y += size * 2;
        return this;
    }

    /** Words side by side: the left column takes two thirds of the width. */
    DrawnScreenshot columns(List<String> first, List<String> second) {
        var top = y;
        var wholeRight = right;
        right = left + (wholeRight - left) * 2 / 3 - size * 2;
        body(first.toArray(String[]::new));
        var bottom = y;
        var wholeLeft = left;
        left = right + size * 4;
        right = wholeRight;
        y = top;
        body(second.toArray(String[]::new));
        left = wholeLeft;
        y = Math.max(y, bottom);
        return this;
    }

    DrawnScreenshot buttons(String first, String second) {
        y += size;
        graphics.setColor(theme.panel);
        graphics.fillRect(0, y, width, size * 4);
        y += size;
        words(first, left + size, size, theme.ink, false);
        graphics.setColor(ACCENT);
        graphics.fillRoundRect(width / 3, y - size / 2, width * 2 / 3 - left, size * 2 + size / 2, size, size);
        words(second, width * 2 / 3 - (int) widthOf(second, size, false) / 2, size, Color.WHITE, false);
        y += size * 3;
        return this;
    }

    BufferedImage image() {
        var image = new BufferedImage(width, Math.min(MOST_HEIGHT, y + size), BufferedImage.TYPE_3BYTE_BGR);
        var copy = image.createGraphics();
        copy.drawImage(canvas, 0, 0, null);
        copy.dispose();
        return image;
    }

    String title() {
        return title;
    }

    String company() {
        return company;
    }

    /** What is to be read below title and company. */
    String text() {
        return String.join("\n", expected);
    }

    static byte[] encoded(BufferedImage image, String format) {
        var bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException("Pictures of this kind cannot be written as %s.".formatted(format));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void words(String words, int x, double pixels, Color color, boolean bold) {
        graphics.setColor(color);
        graphics.setFont(sized(pixels, bold));
        graphics.drawString(words, x, y + (int) pixels);
    }

    private static Font sized(double pixels, boolean bold) {
        return FONT.deriveFont(bold ? Font.BOLD : Font.PLAIN, (float) pixels);
    }

    private double widthOf(String words, double pixels, boolean bold) {
        return graphics.getFontMetrics(sized(pixels, bold)).stringWidth(words);
    }

    /** Where phones wrap: between Chinese characters and between words, never before a closing mark. */
    private List<String> wrapped(String words, double pixels, boolean bold, int room) {
        var lines = new ArrayList<String>();
        var line = "";
        var rest = words;
        while (!rest.isEmpty()) {
            var token = TextWidth.firstToken(rest);
            if (token.isEmpty()) {
                token = rest.substring(0, 1);
            }
            if (!line.isEmpty() && widthOf((line + token).stripTrailing(), pixels, bold) > room) {
                lines.add(line.strip());
                line = "";
            }
            line += token;
            rest = rest.substring(token.length());
        }
        lines.add(line.strip());
        return lines;
    }

    private static Font font() {
        try (InputStream in = DrawnScreenshot.class.getResourceAsStream("/fonts/WenQuanZhengHei.ttf")) {
            return Font.createFont(
                    Font.TRUETYPE_FONT, Objects.requireNonNull(in, "The font is not on the class path."));
        } catch (IOException | FontFormatException e) {
            throw new IllegalStateException("The font cannot be read.", e);
        }
    }
}
