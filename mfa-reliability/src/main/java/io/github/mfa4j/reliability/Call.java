package io.github.mfa4j.reliability;

import io.github.mfa4j.otp.TotpParameters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What all workers are asked at once, and what the judge has to know of it.
 *
 * @param operation the door
 * @param code what can be used up once: a time step of a device, or a backup code of a set; empty if nothing can
 * @param device the device whose code it is, or empty
 * @param step the time step of the code, or -1
 * @param target what is to be removed or activated, or empty
 * @param arguments what each worker is to hand over
 */
record Call(
        Operation operation,
        String code,
        String device,
        long step,
        String target,
        IntFunction<List<String>> arguments) {

    /** With a code of an app. */
    static Call withAppCode(Operation operation, Person.Shown shown, String... more) {
        return new Call(
                operation,
                shown.device() + "@" + shown.step(),
                shown.device(),
                shown.step(),
                "",
                worker -> list(shown.code(), more));
    }

    static Call withBackupCode(Operation operation, String setId, String code, String... more) {
        return new Call(operation, setId + "/" + code, "", -1, "", worker -> list(code, more));
    }

    /** Without a code that is used up. */
    static Call of(Operation operation, String... arguments) {
        return new Call(operation, "", "", -1, "", worker -> List.of(arguments));
    }

    /** With something else from each worker. */
    static Call of(Operation operation, IntFunction<List<String>> arguments) {
        return new Call(operation, "", "", -1, "", arguments);
    }

    Call aimedAt(String newTarget) {
        return new Call(operation, code, device, step, newTarget, arguments);
    }

    static long step(Instant at) {
        return TotpParameters.DEFAULT.stepAt(at);
    }

    private static List<String> list(String first, String... more) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(more));
        return all;
    }
}
