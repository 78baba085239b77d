package dev.nextskill.extract.llm;

import dev.nextskill.extract.linking.FoldedText;
import dev.nextskill.extract.linking.TokenBoundaries;
import java.util.ArrayList;
import java.util.List;

/**
 * A text in which words are found as they are folded, whatever the blanks, line breaks and kind of quotation marks in them:
 * models change those when they copy.
 */
final class FindableText {

    /** Where words stand, in folded positions; the end is exclusive. */
    record Span(int from, int to) {

        boolean holds(Span other) {
            return from <= other.from && other.to <= to;
        }

        boolean overlaps(Span other) {
            return from < other.to && other.from < to;
        }
    }

    /** Of words that stand everywhere, more places say nothing. */
    private static final int MOST_PLACES = 30;

    private final FoldedText text;
    private final String squeezed;
    /** Of each squeezed character: its folded position. */
    private final int[] position;

    FindableText(FoldedText text) {
        this.text = text;
        StringBuilder letters = new StringBuilder(text.length());
        int[] positions = new int[text.length()];
        for (int at = 0; at < text.length(); at++) {
            char c = plain(text.charAt(at));
            if (c != ' ') {
                positions[letters.length()] = at;
                letters.append(c);
            }
        }
        squeezed = letters.toString();
        position = positions;
    }

    FoldedText text() {
        return text;
    }

    /** Words in the form in which they are compared. */
    static String squeeze(String words) {
        FoldedText folded = FoldedText.of(words);
        StringBuilder letters = new StringBuilder(folded.length());
        for (int at = 0; at < folded.length(); at++) {
            char c = plain(folded.charAt(at));
            if (c != ' ') {
                letters.append(c);
            }
        }
        return letters.toString();
    }

    private static char plain(char c) {
        return switch (c) {
            case '\n' -> ' ';
            case '“', '”', '„', '«', '»' -> '"';
            case '‘', '’' -> '\'';
            default -> c;
        };
    }

    /** Where words stand. */
    List<Span> find(String words) {
        return find(squeeze(words), 0, squeezed.length(), false);
    }

    /** Where words stand inside a span as a name of their own: not "Go" of "Google". */
    List<Span> findNames(String words, Span in) {
        return find(squeeze(words), firstFrom(in.from), firstFrom(in.to), true);
    }

    private List<Span> find(String wanted, int first, int last, boolean asNames) {
        List<Span> spans = new ArrayList<>();
        if (wanted.isEmpty()) {
            return spans;
        }
        for (int at = squeezed.indexOf(wanted, first);
                at >= 0 && at + wanted.length() <= last && spans.size() < MOST_PLACES;
                at = squeezed.indexOf(wanted, at + 1)) {
            Span span = new Span(position[at], position[at + wanted.length() - 1] + 1);
            if (!asNames || isName(span)) {
                spans.add(span);
            }
        }
        return spans;
    }

    /** The first squeezed character at or behind a folded position. */
    private int firstFrom(int folded) {
        int low = 0;
        int high = squeezed.length();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (position[middle] < folded) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean isName(Span span) {
        if (TokenBoundaries.isLatinOrDigit(text.charAt(span.from))
                && TokenBoundaries.isLatinOrDigit(text.at(span.from - 1))) {
            return false;
        }
        char last = text.charAt(span.to - 1);
        char next = text.at(span.to);
        if (!TokenBoundaries.isLatinOrDigit(last) || !TokenBoundaries.isLatinOrDigit(next)) {
            return true;
        }
        boolean version = TokenBoundaries.isDigit(next) && !TokenBoundaries.isDigit(last);
        boolean plural = next == 's' && !TokenBoundaries.isLatinOrDigit(text.at(span.to + 1));
        return version || plural;
    }
}
