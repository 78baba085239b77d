package dev.nextskill.ingest.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * From the lines found on screens to the posting as its author wrote it: rows in reading order, what belongs to the phone or the
 * site dropped, the head (title, company, place) told from the body, wrapped lines joined. Pure.
 */
final class ScreenshotLayout {

    private static final Pattern CLOCK =
            Pattern.compile("(上午|下午)?\\s*\\d{1,2}[:：]\\d{2}(\\s*[AaPp][Mm])?.*", Pattern.DOTALL);
    private static final Pattern LIST_ITEM = Pattern.compile(
            "(?:\\(?（?(?:\\d{1,2}|[一二三四五六七八九十]{1,2}|[a-zA-Z])[.、)）．:：](?!\\d)|[①-⑳]|[·•●○■◆▪*\\-–—]\\s?(?=\\S)|\\d{1,2}\\s).*",
            Pattern.DOTALL);
    private static final Pattern FACT = Pattern.compile(
            ".*(\\d+\\s*[-~–]\\s*\\d+\\s*(k|K|万|元|薪)|经验|学历|本科|硕士|博士|大专|应届|在校|天/周|个月|全职|兼职|实习|校招|社招|不限|[·|｜]).*");
    private static final Pattern COMPANY_LABEL = Pattern.compile("(?:公司|公司名称|企业名称|Company)\\s*[:：]\\s*(.{2,60})");
    /** A row of its own that says when a message was sent. */
    private static final Pattern CHAT_TIME =
            Pattern.compile("(?:(?:昨天|前天|今天|(?:星期|周)[一二三四五六日天]|(?:\\d{4}[年/-])?\\d{1,2}[月/-]\\d{1,2}日?|Yesterday|Today"
                    + "|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?\\s*)(?:上午|下午|早上|晚上|凌晨|中午)?\\s*\\d{1,2}[:：]\\d{2}"
                    + "(?:\\s*[AaPp][Mm])?");

    private static final String FULL_WIDTH_MARKS = "，、：）》」』】";
    private static final String TERMINATORS = "。；;！!？?";

    /** The upper part of a screen where the clock and the signal stand. */
    private static final double STATUS_BAR = 0.06;

    private static final double TITLE_TO_BODY = 1.18;
    /** Further apart, in ems, parts of a row have nothing to do with each other; wide letter-spacing is less. */
    private static final double APART = 2;
    /** What a measured right edge may be wrong by, in ems; and how much of a full-width mark is blank. */
    private static final double EDGE = 0.6;

    /** Of a person or group above a chat, in ems. */
    private static final double LONGEST_NAME = 20;

    private static final int MOST_TITLE_ROWS = 4;
    private static final double LEAST_CONFIDENCE = 0.5;

    private final WordLists words = WordLists.load("screenshot-words.txt");

    /** A picture's size and what was read on it. */
    record Screen(int width, int height, List<RecognisedLine> lines) {

        Screen {
            lines = List.copyOf(lines);
        }
    }

    /** @param confidence mean over the characters kept */
    record ReadPosting(
            @Nullable String title,
            @Nullable String company,
            @Nullable String location,
            String text,
            double confidence) {}

    /**
     * @param em the size of its letters in pixels
     * @param room what would still have fitted behind it, in ems
     * @param afterGap whether more than the usual distance lies above it
     */
    private record Row(List<RecognisedLine> parts, double em, double room, boolean afterGap) {

        String text() {
            var text = new StringBuilder();
            for (var i = 0; i < parts.size(); i++) {
                var words = parts.get(i).text();
                if (i == 0) {
                    text.append(words);
                } else if (parts.get(i).left() - parts.get(i - 1).right() > APART * em) {
                    text.append(' ').append(words);
                } else {
                    var before = text.toString();
                    text.setLength(0);
                    text.append(join(before, words));
                }
            }
            return text.toString();
        }
    }

    private static final class Head {
        @Nullable
        String title;

        @Nullable
        String company;

        final List<String> places = new ArrayList<>();
    }

    /** @param screens at least one, in the order of reading */
    ReadPosting read(List<Screen> screens) {
        var head = new Head();
        var body = new ArrayList<Row>();
        for (var screen : screens) {
            var rows = rows(screen);
            if (rows.stream().anyMatch(ScreenshotLayout::isChatTime)) {
                append(body, messages(rows));
            } else if (body.isEmpty()) {
                body.addAll(withoutHead(rows, head));
            } else {
                append(body, rows);
            }
        }
        var characters = 0;
        var sum = 0.0;
        for (var row : body) {
            for (var part : row.parts()) {
                characters += part.text().length();
                sum += part.confidence() * part.text().length();
            }
        }
        return new ReadPosting(
                head.title,
                head.company,
                head.places.isEmpty() ? null : String.join("、", head.places),
                joined(body),
                characters == 0 ? 0 : sum / characters);
    }

    /** In reading order, without status bars, buttons and specks. */
    private List<Row> rows(Screen screen) {
        var lines = screen.lines().stream()
                .filter(line ->
                        line.confidence() >= LEAST_CONFIDENCE || line.text().length() > 3)
                .sorted(Comparator.comparingInt(line -> line.top() + line.bottom()))
                .toList();
        var rows = new ArrayList<Row>();
        for (var region : PageColumns.regions(lines)) {
            var ofRegion = new ArrayList<>(rows(region, screen));
            if (!rows.isEmpty() && !ofRegion.isEmpty()) {
                var first = ofRegion.get(0);
                ofRegion.set(0, new Row(first.parts(), first.em(), first.room(), true));
            }
            rows.addAll(ofRegion);
        }
        return rows;
    }

    private List<Row> rows(List<RecognisedLine> lines, Screen screen) {
        var rows = new ArrayList<List<RecognisedLine>>();
        for (var line : lines) {
            var row = rows.isEmpty() ? null : rows.get(rows.size() - 1);
            if (row != null && onOneRow(row.get(0), line)) {
                row.add(line);
            } else {
                rows.add(new ArrayList<>(List.of(line)));
            }
        }
        rows.forEach(row -> row.sort(Comparator.comparingInt(RecognisedLine::left)));
        rows.removeIf(row -> isStatusBar(row, screen));
        rows.forEach(row -> row.removeIf(part -> words.contains("buttons", part.text())));
        rows.removeIf(List::isEmpty);
        return measured(rows);
    }

    private static boolean onOneRow(RecognisedLine one, RecognisedLine other) {
        var shared = Math.min(one.bottom(), other.bottom()) - Math.max(one.top(), other.top());
        return shared > 0.5 * Math.min(one.height(), other.height());
    }

    private boolean isStatusBar(List<RecognisedLine> row, Screen screen) {
        return row.get(0).top() < Math.max(STATUS_BAR * screen.height(), 0.1 * screen.width())
                && CLOCK.matcher(row.get(0).text()).matches();
    }

    private static List<Row> measured(List<List<RecognisedLine>> rows) {
        var margin = rows.stream()
                .mapToInt(row -> row.get(row.size() - 1).right())
                .max()
                .orElse(0);
        var pitches = new ArrayList<Double>();
        for (var i = 1; i < rows.size(); i++) {
            pitches.add((double) (middle(rows.get(i)) - middle(rows.get(i - 1))));
        }
        var pitch = median(pitches);
        var measured = new ArrayList<Row>();
        for (var i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            var pixels = row.stream().mapToInt(RecognisedLine::width).sum();
            var em = pixels
                    / Math.max(
                            0.5,
                            row.stream()
                                    .mapToDouble(part -> TextWidth.of(part.text()))
                                    .sum());
            var room = (margin - row.get(row.size() - 1).right()) / Math.max(1, em);
            measured.add(new Row(List.copyOf(row), em, room, i > 0 && pitches.get(i - 1) > 1.6 * pitch));
        }
        return measured;
    }

    private static int middle(List<RecognisedLine> row) {
        return (row.get(0).top() + row.get(0).bottom()) / 2;
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }

    private static boolean isChatTime(Row row) {
        return CHAT_TIME.matcher(row.text().strip()).matches();
    }

    /** A chat has no title: what stands above the first time is the name of whom one talks to. */
    private static List<Row> messages(List<Row> rows) {
        var messages = new ArrayList<Row>();
        var times = 0;
        var afterTime = false;
        for (var row : rows) {
            if (isChatTime(row)) {
                if (times++ == 0 && messages.stream().allMatch(before -> TextWidth.of(before.text()) <= LONGEST_NAME)) {
                    messages.clear();
                }
                afterTime = true;
            } else {
                messages.add(afterTime ? new Row(row.parts(), row.em(), row.room(), true) : row);
                afterTime = false;
            }
        }
        return messages;
    }

    /** Takes title, company and place off the top. */
    private List<Row> withoutHead(List<Row> rows, Head head) {
        var bodyEm = median(rows.stream()
                .filter(row -> TextWidth.of(row.text()) >= 8)
                .map(Row::em)
                .toList());
        var first = bodyStart(rows, bodyEm);
        var titleAt = -1;
        for (var i = 0; i < first; i++) {
            if (bodyEm > 0
                    && rows.get(i).em() > TITLE_TO_BODY * bodyEm
                    && TextWidth.of(rows.get(i).text()) >= 2
                    && (titleAt < 0
                            || rows.get(i).em() > 1.15 * rows.get(titleAt).em())) {
                titleAt = i;
            }
        }
        if (titleAt < 0 && first > 0 && TextWidth.of(rows.get(0).text()) <= 30) {
            titleAt = 0;
        }
        var kept = new ArrayList<Row>();
        for (var i = 0; i < first; i++) {
            var row = rows.get(i);
            if (titleAt >= 0 && i >= titleAt && i - titleAt < MOST_TITLE_ROWS && continuesTitle(rows, titleAt, i)) {
                var words = titleWords(row, head);
                head.title = head.title == null ? words : join(head.title, words);
            } else {
                var rest = row.parts().stream()
                        .filter(part -> !tookFact(part.text(), head))
                        .toList();
                if (!rest.isEmpty()) {
                    kept.add(new Row(rest, row.em(), Double.MAX_VALUE, row.afterGap()));
                }
            }
        }
        kept.addAll(rows.subList(first, rows.size()));
        return kept;
    }

    /** Where the posting's own words begin: at a heading, a list, or a row as wide as the screen. */
    private int bodyStart(List<Row> rows, double bodyEm) {
        for (var i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            var large = bodyEm > 0 && row.em() > TITLE_TO_BODY * bodyEm;
            if (isHeading(row.text())
                    || (LIST_ITEM.matcher(row.text()).matches() && i > 0)
                    || (!large && row.parts().size() == 1 && row.room() < 3 && TextWidth.of(row.text()) > 15)) {
                return i;
            }
        }
        return Math.min(rows.size(), rows.size() > 1 ? 1 : 0);
    }

    private static boolean continuesTitle(List<Row> rows, int titleAt, int i) {
        if (i == titleAt) {
            return true;
        }
        var bodyEm = rows.get(rows.size() - 1).em();
        var row = rows.get(i);
        var before = rows.get(i - 1);
        var large = rows.get(titleAt).em() > 1.1 * bodyEm && row.em() > 1.05 * bodyEm;
        // Of a row of one or two characters the size is not known well, but the row before it must have been full.
        var size = Math.abs(row.em() / rows.get(titleAt).em() - 1);
        return large
                && !row.afterGap()
                && row.parts().size() == 1
                && (size < 0.12 || (TextWidth.of(row.text()) <= 2 && size < 0.4 && before.room() < 3));
    }

    /** A salary often stands at the far end of the title's row; the first part is the title whatever it says. */
    private static String titleWords(Row row, Head head) {
        var parts = row.parts().stream().map(RecognisedLine::text).toList();
        return IntStream.range(0, parts.size())
                .filter(i -> (head.title == null && i == 0)
                        || !FACT.matcher(parts.get(i)).matches())
                .mapToObj(parts::get)
                .collect(Collectors.joining(" "));
    }

    private boolean tookFact(String text, Head head) {
        var label = COMPANY_LABEL.matcher(text);
        if (label.matches()) {
            head.company = label.group(1).strip();
            return true;
        }
        if (isPlaces(text)) {
            head.places.add(text);
            return true;
        }
        if (head.company == null && head.title != null && !FACT.matcher(text).matches() && TextWidth.of(text) <= 30) {
            head.company = text;
            return true;
        }
        return false;
    }

    /** One place or several, with or without 市, the district after a dot. */
    private boolean isPlaces(String text) {
        var rest = WordLists.normalised(text).replaceFirst("[·\\-].*$", "");
        while (!rest.isEmpty()) {
            var left = rest;
            var place =
                    words.section("places").stream().filter(left::startsWith).findFirst();
            if (place.isEmpty()) {
                return false;
            }
            rest = rest.substring(place.orElseThrow().length()).replaceFirst("^[市、,/]+", "");
        }
        return true;
    }

    private boolean isHeading(String text) {
        return words.contains("headings", text.replaceFirst("^[【\\[#\\s]+", "").replaceFirst("[】\\]:：\\s]+$", ""));
    }

    /** Appends the rows of the next screen without those that the body ends with already. */
    private static void append(List<Row> body, List<Row> next) {
        var best = 0;
        var cutEnd = 0;
        var cutStart = 0;
        // The row at the edge of a screen may be cut in half and read as something else: up to two are passed over.
        for (var end = 0; end <= 2 && end < body.size(); end++) {
            for (var start = 0; start <= 2 && start < next.size(); start++) {
                for (var shared = Math.min(body.size() - end, next.size() - start); shared > best; shared--) {
                    if (areSame(body, body.size() - end - shared, next, start, shared)) {
                        best = shared;
                        cutEnd = end;
                        cutStart = start;
                    }
                }
            }
        }
        if (best > 0) {
            body.subList(body.size() - cutEnd, body.size()).clear();
            body.addAll(next.subList(cutStart + best, next.size()));
        } else {
            body.addAll(next);
        }
    }

    private static boolean areSame(List<Row> body, int at, List<Row> next, int from, int count) {
        var letters = 0;
        for (var i = 0; i < count; i++) {
            var one = WordLists.normalised(body.get(at + i).text());
            var other = WordLists.normalised(next.get(from + i).text());
            letters += one.length();
            if (EditDistance.between(one, other) > 0.2 * Math.max(one.length(), other.length())) {
                return false;
            }
        }
        return letters >= 8;
    }

    private String joined(List<Row> rows) {
        var text = new StringBuilder();
        for (var i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            if (i > 0 && goesOn(rows.get(i - 1), row)) {
                var before = text.toString();
                text.setLength(0);
                text.append(join(before, row.text()));
            } else {
                text.append(i == 0 ? "" : row.afterGap() ? "\n\n" : "\n").append(row.text());
            }
        }
        return text.toString();
    }

    /** Whether a row is the rest of the one before: its first word would not have fitted there. */
    private boolean goesOn(Row before, Row row) {
        var ending = before.text();
        return !row.afterGap()
                && !LIST_ITEM.matcher(row.text()).matches()
                && !isHeading(row.text())
                && !isHeading(ending)
                && TERMINATORS.indexOf(ending.charAt(ending.length() - 1)) < 0
                && TextWidth.of(TextWidth.firstToken(row.text()))
                        >= before.room()
                                - EDGE
                                - (FULL_WIDTH_MARKS.indexOf(ending.charAt(ending.length() - 1)) < 0 ? 0 : EDGE);
    }

    /** With a space between two words of letters, and none beside Chinese. */
    private static String join(String before, String after) {
        if (before.isEmpty() || after.isEmpty()) {
            return before + after;
        }
        var last = before.codePointBefore(before.length());
        var spaced = !TextWidth.isWide(last) && !TextWidth.isWide(after.codePointAt(0)) && "-/".indexOf(last) < 0;
        return before + (spaced ? " " : "") + after;
    }
}
