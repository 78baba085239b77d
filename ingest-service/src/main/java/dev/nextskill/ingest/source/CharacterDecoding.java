package dev.nextskill.ingest.source;

import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * From what the recognition model says of each step along a line to its characters: the likeliest class of each step, repeats
 * and blanks left out (greedy CTC decoding). Pure.
 *
 * @see <a href="https://www.cs.toronto.edu/~graves/icml_2006.pdf">Connectionist Temporal Classification</a>, section 3.2
 */
final class CharacterDecoding {

    private static final int BLANK = 0;

    private final List<String> characters;

    private CharacterDecoding(List<String> characters) {
        this.characters = List.copyOf(characters);
    }

    /** @param confidence mean over the characters, 0..1; 0 when there are none */
    record Words(String text, double confidence) {}

    /** @param file the model's characters, a line each; the class before them is the blank, the one behind them the space */
    static CharacterDecoding of(byte[] file) {
        var characters = new ArrayList<String>();
        characters.add("");
        new String(file, StandardCharsets.UTF_8).lines().forEach(characters::add);
        characters.add(" ");
        return new CharacterDecoding(characters);
    }

    int classes() {
        return characters.size();
    }

    /** @param likelihoods 0..1, of each class of the first step, then of the second */
    Words words(FloatBuffer likelihoods) {
        var classes = characters.size();
        var ofStep = new float[classes];
        var text = new StringBuilder();
        var sum = 0.0;
        var count = 0;
        var before = BLANK;
        for (var step = 0; step < likelihoods.limit() / classes; step++) {
            likelihoods.get(step * classes, ofStep);
            var best = BLANK;
            for (var each = 1; each < classes; each++) {
                best = ofStep[each] > ofStep[best] ? each : best;
            }
            if (best != BLANK && best != before) {
                text.append(characters.get(best));
                sum += ofStep[best];
                count++;
            }
            before = best;
        }
        return new Words(text.toString(), Math.min(1, sum / Math.max(1, count)));
    }
}
