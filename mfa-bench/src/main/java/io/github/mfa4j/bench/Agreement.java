package io.github.mfa4j.bench;

/** Nobody is measured who gives another answer. */
final class Agreement {

    private Agreement() {}

    static void of(User user, boolean... answers) {
        for (int i = 0; i < answers.length; i++) {
            if (answers[i] != user.expected()) {
                throw new IllegalStateException("answer " + i + " is " + answers[i] + " for a " + user.code + " code");
            }
        }
    }
}
