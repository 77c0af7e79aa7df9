package io.github.mfa4j.reliability;

import static io.github.mfa4j.reliability.Scene.STEP;
import static io.github.mfa4j.reliability.Scene.appCode;
import static io.github.mfa4j.reliability.Scene.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must be gone from a record, or new in it. */
class EffectsTest {

    private static final String BROWSER = ";w=one,TmFtZQ,hash,5,99";
    private static final String ANOTHER = ";w=two,TmFtZQ,hash,5,99";

    private static boolean seen(Call call, Snapshot before, String after) {
        return Effects.seen(new Round(1, "alice", call, before, new Snapshot(8, after), List.of()));
    }

    private static final Snapshot BEFORE = record(7, "", STEP - 9, 10, BROWSER);

    private static boolean reset(String more) {
        return seen(Call.of(Operation.RESET), BEFORE, "mfa4j1;m=5" + more + ";t=PERMIT,x,5,9");
    }

    private static boolean disabled(String more) {
        return seen(appCode(Operation.DISABLE), BEFORE, "mfa4j1;f=0,0,0,0,3,9" + more);
    }

    @Test
    void nothingIsLeftOfWhatWasResetOrSwitchedOff() {
        assertThat(reset("")).isTrue();
        assertThat(disabled("")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ";d=id,UGhvbmU,SHA1,6,30,0,5,5,5,0",
                ";b=set,C,10,4,4,10,5",
                ";r=set,C,10,4,4,10,5,9",
                ";o=offer,FIRST,9,0",
                ";p=id,UGhvbmU,SHA1,6,30,0,5,5,5,0",
                ";q=set,C,10,4,4,10,5",
                BROWSER
            })
    void whatIsLeftIsSeen(String left) {
        assertThat(reset(left)).isFalse();
        assertThat(disabled(left)).isFalse();
    }

    @Test
    void whoHasSwitchedOffIsNeitherOnNorToEnroll() {
        assertThat(disabled(";e=5")).isFalse();
        assertThat(disabled(";m=5")).isFalse();
    }

    @Test
    void aBrowserThatWasTrustedBeforeIsNotTheNewOne() {
        assertThat(trusted(BROWSER)).isFalse();
        assertThat(trusted("")).isFalse();
        assertThat(trusted(BROWSER + ANOTHER)).isTrue();
        assertThat(trusted(ANOTHER)).isTrue();
    }

    private static boolean trusted(String browsers) {
        return seen(
                appCode(Operation.TRUST),
                BEFORE,
                record(8, "", STEP, 10, browsers).text());
    }
}
