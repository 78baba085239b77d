package dev.nextskill.extract.extraction;

/**
 * A sentence or list item of the posting; folded positions.
 *
 * @param to exclusive
 * @param isLeadIn whether its line ends in a colon behind it: what follows hangs on it
 */
record Statement(int from, int to, Section section, boolean isLeadIn) {

    Statement in(Section other) {
        return new Statement(from, to, other, isLeadIn);
    }

    static Statement of(int from, int to, Section section) {
        return new Statement(from, to, section, false);
    }
}
