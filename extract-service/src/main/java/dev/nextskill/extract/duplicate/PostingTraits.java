package dev.nextskill.extract.duplicate;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a posting to decide whether it repeats another: its text's signature, and the letters of its company and its title,
 * the title's without what stands in brackets (a city, a number, a year); empty if unknown.
 */
public final class PostingTraits {

    /** No longer ones: of a title of nothing but opening brackets each would be followed to the end. */
    private static final Pattern BRACKETS = Pattern.compile("[(（\\[【][^)）\\]】]{0,200}[)）\\]】]");

    /** So alike that another title is only another name; judged on real postings, see docs/adr/0007-near-duplicates.md. */
    private static final double SAME_TEXT = 0.95;

    private final byte[] signature;
    private final String company;
    private final String title;

    /** As they were stored. */
    PostingTraits(byte[] signature, String company, String title) {
        this.signature = signature.clone();
        this.company = company;
        this.title = title;
    }

    public static PostingTraits of(TextSignature signature, @Nullable String company, @Nullable String title) {
        return new PostingTraits(
                signature.places(),
                letters(company == null ? "" : company),
                letters(title == null ? "" : BRACKETS.matcher(title).replaceAll("")));
    }

    /**
     * Whether this is a repost of the other, nearly word for word. One employer with two titles over much the same words looks for two
     * persons, in two teams: those are two postings. Two employers with the same words are one and its agency.
     *
     * @param threshold the least similarity of their texts, 0..1
     */
    public boolean repeats(PostingTraits other, double threshold) {
        double similarity = TextSignature.similarity(signature, other.signature);
        return similarity >= threshold && (similarity >= SAME_TEXT || !isAnotherVacancy(other));
    }

    private boolean isAnotherVacancy(PostingTraits other) {
        return !company.isEmpty()
                && company.equals(other.company)
                && !title.isEmpty()
                && !other.title.isEmpty()
                && !title.equals(other.title);
    }

    byte[] signature() {
        return signature.clone();
    }

    String company() {
        return company;
    }

    String title() {
        return title;
    }

    private static String letters(String words) {
        int[] letters = TextSignature.letters(words);
        return new String(letters, 0, letters.length);
    }
}
