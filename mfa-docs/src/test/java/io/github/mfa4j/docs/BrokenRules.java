package io.github.mfa4j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.testkit.MfaStoreContract;
import java.util.stream.Collectors;

/** What the contract says about a store that is wrong. */
final class BrokenRules {

    private BrokenRules() {}

    /** The ids of the rules that are broken, but for 1c, which luck decides, and which tries for minutes if nothing can be written. */
    static String of(MfaStoreContract contract) {
        return contract.rules().stream()
                .filter(rule -> !rule.id().equals("1c") && isBroken(rule))
                .map(MfaStoreContract.Rule::id)
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static boolean isBroken(MfaStoreContract.Rule rule) {
        try {
            rule.check();
            return false;
        } catch (AssertionError e) {
            assertThat(e).hasMessageStartingWith("rule " + rule.id() + " is broken");
            return true;
        }
    }
}
