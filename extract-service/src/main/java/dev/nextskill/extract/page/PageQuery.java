package dev.nextskill.extract.page;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is asked for.
 *
 * @param page from 0
 * @param size entries of a page
 */
public record PageQuery(int page, int size) {

    /**
     * Reads the query's words.
     *
     * @param page null: the first
     * @param size null: as many as usual
     * @throws IllegalArgumentException if there is no such page, saying why
     */
    public static PageQuery parse(@Nullable String page, @Nullable String size, int usualSize, int largestSize) {
        int number = page == null ? 0 : wholeNumber("page", page, 0);
        int entries = size == null ? usualSize : wholeNumber("size", size, 1);
        if (entries > largestSize) {
            throw new IllegalArgumentException(
                    "The size of a page is at most %d, not %d.".formatted(largestSize, entries));
        }
        if ((number + 1L) * entries > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("There is no page %d; no list is that long.".formatted(number));
        }
        return new PageQuery(number, entries);
    }

    /** Entries before this page. */
    public int offset() {
        return page * size;
    }

    /** Whether a list of so many entries goes on after this page. */
    public boolean hasNext(long total) {
        return (long) offset() + size < total;
    }

    /**
     * Reads a number of the query.
     *
     * @param least what is smaller is refused
     * @throws IllegalArgumentException if the words are no such number, naming them
     */
    public static int wholeNumber(String name, String value, int least) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number that is too small.
        }
        throw new IllegalArgumentException(
                "\"%s\" must be a whole number from %d on, not \"%s\".".formatted(name, least, value));
    }
}
