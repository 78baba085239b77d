package dev.nextskill.ingest.source;

import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter;
import org.jspecify.annotations.Nullable;

/**
 * The words of HTML in the lines in which a browser shows them: a line a block, items of lists begin with {@code "- "} or their
 * number, cells of a row are apart by tabs. What is hidden is left out.
 */
final class HtmlText {

    private static final Set<String> BLOCKS = Set.of(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "br",
            "center",
            "dd",
            "details",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "li",
            "main",
            "ol",
            "p",
            "pre",
            "section",
            "summary",
            "table",
            "tbody",
            "tfoot",
            "thead",
            "tr",
            "ul");
    private static final Set<String> WITHOUT_WORDS = Set.of(
            "audio",
            "button",
            "canvas",
            "datalist",
            "embed",
            "head",
            "iframe",
            "input",
            "math",
            "noscript",
            "object",
            "script",
            "select",
            "style",
            "svg",
            "template",
            "textarea",
            "title",
            "video");
    private static final Pattern INVISIBLE =
            Pattern.compile("(?:^|[;\\s])(?:display\\s*:\\s*none|visibility\\s*:\\s*hidden)", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG = Pattern.compile(
            "</?(?:p|div|br|li|ul|ol|dl|dt|dd|span|b|strong|em|i|u|a|h[1-6]|table|tr|td|th|tbody|hr|font|section|article|pre|code"
                    + "|blockquote|img|small|sup|sub|center|html|body)(?:[\\s/][^<>]*)?>",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LINE_TAG =
            Pattern.compile("<(?:p|div|br|li|tr|h[1-6]|dt|dd)[\\s/>]", Pattern.CASE_INSENSITIVE);
    private static final Pattern LIST_LINE = Pattern.compile(
            "(?m)^[ \\t\\u3000]*(?:[-•·●○*▪■◆➢]|\\d{1,2}[.、．)）]|[(（][\\d一二三四五六七八九十]{1,2}[)）]|[①-⑳]|[一二三四五六七八九十]{1,2}、)");

    private HtmlText() {}

    static String of(Element element) {
        var lines = new Lines();
        element.filter(lines);
        return lines.toString();
    }

    /** @param description HTML, or HTML once more escaped, or plain text in lines: exports and metadata have all of them */
    static String ofDescription(String description) {
        var html = description;
        if (html.contains("&lt;") && !TAG.matcher(html).find()) {
            html = Parser.unescapeEntities(html, false);
        }
        if (!TAG.matcher(html).find()) {
            return Parser.unescapeEntities(html, false)
                    .replaceAll("\\r\\n?", "\n")
                    .replaceAll("[ \\t\\u00a0]+(?=\\n)", "")
                    .replaceAll("\\n{3,}", "\n\n")
                    .strip();
        }
        if (!LINE_TAG.matcher(html).find()) {
            html = html.replace("\n", "<br>");
        }
        return of(Jsoup.parseBodyFragment(html).body());
    }

    /** Whether a browser would not show it, or not as words. */
    private static boolean isHidden(Element element) {
        return WITHOUT_WORDS.contains(element.normalName())
                || element.hasAttr("hidden")
                || element.attr("aria-hidden").equalsIgnoreCase("true")
                || (element.hasAttr("style")
                        && INVISIBLE.matcher(element.attr("style")).find());
    }

    private static final class Lines implements NodeFilter {

        private final StringBuilder text = new StringBuilder();
        private boolean lineStart = true;
        /** What to write before the next word of the same line. */
        private String apart = "";
        /** What to write before the first word of the next line. */
        private String mark = "";

        private int preformatted;

        private final IdentityHashMap<Element, Integer> numbers = new IdentityHashMap<>();

        @Override
        public FilterResult head(Node node, int depth) {
            if (text.length() > DocumentReader.MOST_CHARACTERS) {
                return FilterResult.STOP;
            }
            if (node instanceof TextNode words) {
                add(words.getWholeText());
            } else if (node instanceof Element element) {
                if (depth > 0 && isHidden(element)) {
                    return FilterResult.SKIP_ENTIRELY;
                }
                begin(element);
            }
            return FilterResult.CONTINUE;
        }

        @Override
        public FilterResult tail(@Nullable Node node, int depth) {
            if (node instanceof Element element) {
                if (BLOCKS.contains(element.normalName())) {
                    newLine();
                }
                switch (element.normalName()) {
                    case "li" -> mark = "";
                    case "pre" -> preformatted--;
                    default -> {}
                }
            }
            return FilterResult.CONTINUE;
        }

        private void begin(Element element) {
            if (BLOCKS.contains(element.normalName())) {
                newLine();
            }
            switch (element.normalName()) {
                case "li" -> mark = markOf(element);
                case "pre" -> preformatted++;
                case "td", "th" -> apart = lineStart ? "" : "\t";
                default -> {
                    // Labels side by side, which only their borders tell apart.
                    if (element.previousSibling() instanceof Element before
                            && before.normalName().equals(element.normalName())
                            && !element.className().isEmpty()
                            && before.className().equals(element.className())
                            && apart.isEmpty()) {
                        apart = " ";
                    }
                }
            }
        }

        private String markOf(Element item) {
            var list = item.parent();
            if (list == null || !list.normalName().equals("ol")) {
                return "- ";
            }
            // Of the browser's own numbering only the plain one; counted from the item before, as lists may be long.
            var before = item.previousElementSibling();
            var last = before == null ? null : numbers.get(before);
            var number = last == null ? first(list.attr("start")) : last + 1;
            numbers.put(item, number);
            return number + ". ";
        }

        private static int first(String start) {
            return start.matches("\\d{1,4}") ? Integer.parseInt(start) : 1;
        }

        private void add(String words) {
            var inLines = preformatted > 0
                    || LIST_LINE.matcher(words).results().limit(2).count() == 2;
            for (var i = 0; i < words.length(); i++) {
                var c = words.charAt(i);
                if (c == '\n' && inLines) {
                    newLine();
                } else if (Character.isWhitespace(c) || c == '\u00a0') {
                    apart = apart.isEmpty() ? " " : apart;
                } else if (c != '\u200b' && c != '\ufeff' && c != '\u00ad') {
                    text.append(lineStart ? mark : apart).append(c);
                    mark = lineStart ? "" : mark;
                    lineStart = false;
                    apart = "";
                }
            }
        }

        private void newLine() {
            if (!lineStart) {
                text.append('\n');
            }
            lineStart = true;
            apart = "";
        }

        @Override
        public String toString() {
            return text.toString().strip();
        }
    }

    /** The words in one line. */
    static String line(String html) {
        return (html.indexOf('<') < 0 && html.indexOf('&') < 0
                        ? html
                        : Jsoup.parseBodyFragment(html).text())
                .replaceAll("\\s+", " ")
                .strip();
    }

    static boolean isType(String type, String wanted) {
        return type.substring(
                        Math.max(Math.max(type.lastIndexOf('/'), type.lastIndexOf('#')), type.lastIndexOf(':')) + 1)
                .toLowerCase(Locale.ROOT)
                .equals(wanted.toLowerCase(Locale.ROOT));
    }
}
