package dev.nextskill.extract.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TextSignatureTest {

    /** Words that nobody wrote, as many as wanted, the same for the same seed. */
    private static String words(int letters, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < letters; i++) {
            text.append((char) (0x4E00 + random.nextInt(3_000)));
        }
        return text.toString();
    }

    private static TextSignature signature(String text) {
        return TextSignature.of(text).orElseThrow();
    }

    @Test
    void numbering_punctuation_width_and_case_do_not_matter() {
        String plain = words(200, 1) + "Spring Boot";

        TextSignature other =
                signature("1、" + plain.substring(0, 50) + "。\n２. " + plain.substring(50, 200) + " ＳＰＲＩＮＧ-boot！2031");

        assertThat(other.places()).isEqualTo(signature(plain).places());
        assertThat(other.bands()).isEqualTo(signature(plain).bands());
    }

    @Test
    void c_and_its_kin_are_not_the_same() {
        String rest = words(80, 2);

        assertThat(signature("熟悉C++开发" + rest).places())
                .isNotEqualTo(signature("熟悉C#开发" + rest).places())
                .isNotEqualTo(signature("熟悉C开发" + rest).places());
    }

    @Test
    void a_text_too_short_has_none() {
        assertThat(TextSignature.of("")).isEmpty();
        assertThat(TextSignature.of("招聘后端开发，熟悉 Java。")).isEmpty();
        assertThat(TextSignature.of(words(59, 3))).isEmpty();
        assertThat(TextSignature.of(words(60, 3))).isPresent();
    }

    @Test
    void what_is_stored_can_be_compared_for_ever() {
        // If this fails, the signatures of all stored postings must be computed anew.
        assertThat(HexFormat.of().formatHex(signature(words(100, 4)).places(), 0, 16))
                .isEqualTo("92c0cab9879dee692c16eb42105131ff");
        assertThat(signature(words(100, 4)).bands()[15]).isEqualTo(2281161781137010181L);
    }

    @Test
    void texts_that_have_nothing_in_common_are_not_alike_and_share_no_band() {
        TextSignature one = signature(words(300, 5));
        TextSignature other = signature(words(300, 6));

        assertThat(TextSignature.similarity(one.places(), other.places())).isLessThan(0.05);
        assertThat(commonBands(one, other)).isZero();
    }

    @Property(tries = 200)
    void the_estimate_is_near_the_true_similarity(@ForAll long seed, @ForAll @IntRange(max = 300) int changed) {
        String text = words(600, seed);
        String other = words(changed, ~seed) + text.substring(changed);

        double estimate = TextSignature.similarity(
                signature(text).places(), signature(other).places());

        // Five standard errors.
        assertThat(estimate).isCloseTo(jaccard(text, other), within(5 * 0.044));
    }

    @Property(tries = 200)
    void texts_that_are_much_alike_share_a_band(@ForAll long seed, @ForAll @IntRange(max = 30) int changed) {
        String text = words(600, seed);
        String other = words(changed, ~seed) + text.substring(changed);

        assertThat(commonBands(signature(text), signature(other))).isPositive();
    }

    @Test
    void a_signature_of_another_length_is_refused() {
        assertThatThrownBy(
                        () -> TextSignature.similarity(signature(words(100, 7)).places(), new byte[64]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("128 bytes, not 128 and 64");
    }

    private static long commonBands(TextSignature one, TextSignature other) {
        Set<Long> bands = new HashSet<>();
        LongStream.of(one.bands()).forEach(bands::add);
        return Arrays.stream(other.bands()).filter(bands::contains).count();
    }

    private static double jaccard(String one, String other) {
        Set<String> ones = shingles(one);
        Set<String> both = new HashSet<>(shingles(other));
        int others = both.size();
        both.retainAll(ones);
        return (double) both.size() / (ones.size() + others - both.size());
    }

    private static Set<String> shingles(String text) {
        Set<String> shingles = new HashSet<>();
        for (int from = 0; from + 5 <= text.length(); from++) {
            shingles.add(text.substring(from, from + 5));
        }
        return shingles;
    }
}
