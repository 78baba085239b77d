package dev.nextskill.planner.curriculum;

/** The same words in Chinese and English. */
public record LocalText(String zh, String en) {

    /** @param language {@code en} for English; anything else is Chinese, the learners' language */
    public String in(String language) {
        return language.equals("en") ? en : zh;
    }
}
