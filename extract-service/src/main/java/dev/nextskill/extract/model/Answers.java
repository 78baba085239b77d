package dev.nextskill.extract.model;

import java.util.Optional;

/** Answers given before. Whoever keeps them may lose them at any time. */
interface Answers {

    Optional<KeptAnswer> find(String key);

    void keep(String key, KeptAnswer answer);
}
