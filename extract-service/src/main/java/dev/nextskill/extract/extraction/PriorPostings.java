package dev.nextskill.extract.extraction;

import java.util.List;

/** The postings read before, by how much they resemble one at hand. */
public interface PriorPostings {

    /**
     * The nearest ones, those corrected by people first; near-duplicates of the posting at hand, and of one another, left out.
     *
     * @param most how many at most
     */
    List<PriorPosting> nearest(PostingText posting, int most);

    /** The nearest ones by similarity alone, the nearest first; near-duplicates left out as well. */
    default List<PriorPosting> closest(PostingText posting, int most) {
        return nearest(posting, most);
    }
}
