package dev.nextskill.ingest.posting;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.Character.UnicodeScript;

/**
 * The main language of a text, told by its letters alone.
 *
 * <p>A Chinese posting about technology is full of Latin names, an English one has hardly a Han letter; so of the Han and
 * Latin letters 15 % Han make Chinese, less than 5 % make English, and what lies between is left undetermined, as
 * is a text in which other scripts have more than a third of the letters. Latin letters are taken for English: the contract
 * knows no other language that uses them.
 */
enum TextLanguage {
    @JsonProperty("zh")
    CHINESE,
    @JsonProperty("en")
    ENGLISH,
    @JsonProperty("und")
    UNDETERMINED;

    static TextLanguage of(String text) {
        var letters = text.codePoints().filter(Character::isLetter).toArray();
        var han = 0;
        var latin = 0;
        for (var letter : letters) {
            var script = UnicodeScript.of(letter);
            if (script == UnicodeScript.HAN) {
                han++;
            } else if (script == UnicodeScript.LATIN) {
                latin++;
            }
        }
        var known = han + latin;
        var others = letters.length - known;
        if (known == 0 || others * 3 > letters.length) {
            return UNDETERMINED;
        }
        if (han * 100 >= known * 15) {
            return CHINESE;
        }
        return han * 100 < known * 5 ? ENGLISH : UNDETERMINED;
    }
}
