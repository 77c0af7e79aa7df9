package io.github.mfa4j.demo.flow;

/** What people are told about the names that {@link io.github.mfa4j.Mfa#isName} does not take. */
final class Names {

    static final String RULE =
            "A name has 1 to 48 letters, digits and signs that can be seen; fewer in other scripts, such as 24 in Greek and 16"
                    + " in Korean.";

    private Names() {}
}
