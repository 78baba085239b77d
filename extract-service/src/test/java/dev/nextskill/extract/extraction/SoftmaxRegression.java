package dev.nextskill.extract.extraction;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A multinomial logistic regression with an L1 penalty, fitted by AdaGrad with regularised dual averaging (Duchi, Hazan,
 * Singer 2011; Xiao 2010): weights that do not earn their penalty are exactly zero. The same examples give the same weights.
 *
 * @param weights of each feature: its weight for each class
 * @param priors of each class
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; numbers by the million
record SoftmaxRegression(double[][] weights, double[] priors) {

    private static final int PASSES = 5;
    private static final double LEARNING_RATE = 0.3;
    /** Against dividing by next to nothing at the first steps. */
    private static final double DAMPING = 0.1;

    /** The features of a text, those without value left out. */
    @SuppressWarnings("ArrayRecordComponent") // as above
    record Features(int[] numbers, double[] values) {}

    /**
     * A text and what it is.
     *
     * @param target the probability of each class
     * @param weight how much it counts
     */
    @SuppressWarnings("ArrayRecordComponent") // as above
    record Example(Features features, double[] target, double weight) {}

    static SoftmaxRegression fit(List<Example> examples, int features, int classes, double penalty) {
        double[][] gradients = new double[features + 1][classes];
        double[][] squares = new double[features + 1][classes];
        double[][] weights = new double[features + 1][classes];
        int prior = features;
        SoftmaxRegression current = new SoftmaxRegression(weights, weights[prior]);
        List<Example> order = new ArrayList<>(examples);
        double seen = 0;
        for (int pass = 0; pass < PASSES; pass++) {
            Collections.shuffle(order, new Random(pass));
            for (Example example : order) {
                seen += example.weight;
                Features text = example.features;
                for (int feature : text.numbers) {
                    settle(weights[feature], gradients[feature], squares[feature], penalty * seen);
                }
                double[] missed = current.probabilities(text);
                for (int c = 0; c < classes; c++) {
                    missed[c] = (missed[c] - example.target[c]) * example.weight;
                    add(gradients[prior], squares[prior], c, missed[c]);
                    for (int i = 0; i < text.numbers.length; i++) {
                        add(gradients[text.numbers[i]], squares[text.numbers[i]], c, missed[c] * text.values[i]);
                    }
                }
                settle(weights[prior], gradients[prior], squares[prior], 0);
            }
        }
        for (int feature = 0; feature < features; feature++) {
            settle(weights[feature], gradients[feature], squares[feature], penalty * seen);
        }
        return current;
    }

    private static void add(double[] gradients, double[] squares, int c, double gradient) {
        gradients[c] += gradient;
        squares[c] += gradient * gradient;
    }

    private static void settle(double[] weights, double[] gradients, double[] squares, double penalty) {
        for (int c = 0; c < weights.length; c++) {
            double earned = Math.abs(gradients[c]) - penalty;
            weights[c] = earned <= 0
                    ? 0
                    : -Math.signum(gradients[c]) * earned * LEARNING_RATE / (Math.sqrt(squares[c]) + DAMPING);
        }
    }

    /** The same scores, divided: above 1 it becomes less sure of everything. */
    SoftmaxRegression cooled(double temperature) {
        double[][] cooler = new double[weights.length][];
        for (int feature = 0; feature < weights.length; feature++) {
            cooler[feature] = divided(weights[feature], temperature);
        }
        return new SoftmaxRegression(cooler, divided(priors, temperature));
    }

    private static double[] divided(double[] values, double by) {
        double[] divided = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            divided[i] = values[i] / by;
        }
        return divided;
    }

    double[] scores(Features text) {
        double[] scores = priors.clone();
        for (int i = 0; i < text.numbers.length; i++) {
            double[] weight = weights[text.numbers[i]];
            for (int c = 0; c < scores.length; c++) {
                scores[c] += weight[c] * text.values[i];
            }
        }
        return scores;
    }

    double[] probabilities(Features text) {
        return softmax(scores(text), 1);
    }

    /** Probabilities of scores that are divided by the temperature first. */
    static double[] softmax(double[] scores, double temperature) {
        double most = scores[best(scores)];
        double[] probabilities = new double[scores.length];
        double sum = 0;
        for (int c = 0; c < scores.length; c++) {
            probabilities[c] = Math.exp((scores[c] - most) / temperature);
            sum += probabilities[c];
        }
        for (int c = 0; c < scores.length; c++) {
            probabilities[c] /= sum;
        }
        return probabilities;
    }

    static int best(double[] values) {
        int best = 0;
        for (int c = 1; c < values.length; c++) {
            best = values[c] > values[best] ? c : best;
        }
        return best;
    }
}
