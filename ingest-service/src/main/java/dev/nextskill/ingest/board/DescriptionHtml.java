package dev.nextskill.ingest.board;

import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/** From a description in HTML to its lines: a block is a line, an item of a list begins with "- ". Nothing is fetched. */
final class DescriptionHtml {

    private static final String BULLET = "- ";
    private static final Set<String> NOT_READ = Set.of("script", "style", "template", "noscript");
    private static final Set<String> CELLS = Set.of("td", "th");
    /** Every kind of space, and what has no width. */
    private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\s\\u200B\\u2060\\uFEFF]+");

    private static final Pattern BLANK_LINES = Pattern.compile("\n{3,}");

    private DescriptionHtml() {}

    /** Greenhouse escapes its HTML once more than the others. */
    static String escapedLines(String content) {
        return lines(content.indexOf('<') >= 0 ? content : Parser.unescapeEntities(content, false));
    }

    static String lines(String html) {
        var lines = new Lines();
        NodeTraversor.traverse(
                new NodeVisitor() {
                    private int unread;

                    @Override
                    public void head(Node node, int depth) {
                        if (node instanceof Element element) {
                            if (NOT_READ.contains(element.normalName())) {
                                unread++;
                            }
                            if (element.normalName().equals("li")) {
                                lines.item();
                            } else if (isLine(element)) {
                                lines.end();
                            } else if (CELLS.contains(element.normalName())) {
                                lines.add(" ");
                            }
                        } else if (node instanceof TextNode text && unread == 0) {
                            lines.add(text.getWholeText());
                        }
                    }

                    @Override
                    public void tail(Node node, int depth) {
                        if (node instanceof Element element) {
                            if (NOT_READ.contains(element.normalName())) {
                                unread--;
                            }
                            if (element.normalName().equals("li")) {
                                lines.endItem();
                            } else if (isLine(element)) {
                                lines.end();
                            }
                        }
                    }
                },
                Jsoup.parseBodyFragment(html).body());
        return lines.text();
    }

    /** Plain text as boards send it: no spaces at the ends of lines, at most one empty line at a time. */
    static String plainLines(String plain) {
        var text = new StringBuilder();
        plain.lines().forEach(line -> text.append(
                        SPACES.matcher(line).replaceAll(" ").strip())
                .append('\n'));
        return BLANK_LINES.matcher(text).replaceAll("\n\n").strip();
    }

    private static boolean isLine(Element element) {
        return element.normalName().equals("br") || (element.isBlock() && !CELLS.contains(element.normalName()));
    }

    /** Lines in the making. */
    private static final class Lines {

        private final StringBuilder all = new StringBuilder();
        private final StringBuilder line = new StringBuilder();
        private boolean item;

        void add(String text) {
            line.append(text);
        }

        /** Begins an item; its bullet waits for words, which may come in a paragraph of their own. */
        void item() {
            end();
            item = true;
        }

        void end() {
            var words = SPACES.matcher(line).replaceAll(" ").strip();
            line.setLength(0);
            if (!words.isEmpty()) {
                all.append(item ? BULLET : "").append(words).append('\n');
                item = false;
            }
        }

        /** An item without words leaves no bullet to the line after it. */
        void endItem() {
            end();
            item = false;
        }

        String text() {
            end();
            return all.toString().strip();
        }
    }
}
