package dev.nextskill.extract.extraction;

import dev.nextskill.extract.linking.FoldedText;
import java.util.List;

/**
 * The words of a posting that say the job in short: the title, then the duties, then what is asked; without benefits and the company's
 * praise. For whoever reads only so much, such as an embedding model. Safe to share between threads.
 */
public final class PostingGist {

    private final PostingLayout layout = new PostingLayout(SectionHeading.read());
    private final int length;

    /** @param length the most characters (UTF-16) that are kept */
    public PostingGist(int length) {
        this.length = length;
    }

    /** Never empty for a posting with words: where the layout leaves none, the text's beginning. */
    public String of(PostingText posting) {
        FoldedText text = FoldedText.of(posting.text());
        List<Statement> statements = layout.statements(text);
        StringBuilder gist = new StringBuilder();
        posting.findTitle().map(String::strip).filter(title -> !title.isEmpty()).ifPresent(title -> gist.append(title)
                .append('\n'));
        int withoutText = gist.length();
        append(gist, text, statements, true);
        append(gist, text, statements, false);
        if (gist.length() == withoutText) {
            gist.append(posting.text().strip());
        }
        return cut(gist);
    }

    private void append(StringBuilder gist, FoldedText text, List<Statement> statements, boolean duties) {
        for (Statement statement : statements) {
            boolean isDuty = statement.section() == Section.DUTIES || statement.section() == Section.NONE;
            boolean isAsked = statement.section() == Section.REQUIREMENTS || statement.section() == Section.BONUS;
            if ((duties ? isDuty : isAsked) && gist.length() < length) {
                gist.append(text.quote(statement.from(), statement.to()).strip())
                        .append('\n');
            }
        }
    }

    private String cut(StringBuilder gist) {
        if (gist.length() <= length) {
            return gist.toString().strip();
        }
        int end = Character.isHighSurrogate(gist.charAt(length - 1)) ? length - 1 : length;
        return gist.substring(0, end).strip();
    }
}
