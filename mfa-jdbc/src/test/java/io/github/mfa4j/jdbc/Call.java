package io.github.mfa4j.jdbc;

import io.github.mfa4j.Mfa;
import io.github.mfa4j.MfaStatus;
import io.github.mfa4j.Rejected;
import io.github.mfa4j.spi.MfaEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One call of a race: what it answered, what was told while it ran, and which versions of the record it wrote. */
final class Call {

    private static final ThreadLocal<Call> CURRENT = new ThreadLocal<>();

    final Operation operation;
    final int index;
    final List<MfaEvent> told = new ArrayList<>();
    final List<Long> written = new ArrayList<>();
    int reads;
    Optional<Object> answer = Optional.empty();
    Optional<RuntimeException> error = Optional.empty();

    private Call(Operation operation, int index) {
        this.operation = operation;
        this.index = index;
    }

    /**
     * Makes a call, in this thread.
     *
     * @param index which of several callers of the same operation this is; it chooses what is typed
     */
    static Call make(Operation operation, int index, Mfa mfa, Known known) {
        Call call = new Call(operation, index);
        CURRENT.set(call);
        try {
            call.answer = Optional.of(operation.call(mfa, known, index));
        } catch (RuntimeException e) {
            call.error = Optional.of(e);
        } finally {
            CURRENT.remove();
        }
        return call;
    }

    /** The call that runs in this thread, if one does. */
    static Optional<Call> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    static void tell(MfaEvent event) {
        current().ifPresent(call -> call.told.add(event));
    }

    boolean ok() {
        return answer.isPresent() && !(answer.get() instanceof Rejected);
    }

    <E extends MfaEvent> Stream<E> told(Class<E> type) {
        return told.stream().filter(type::isInstance).map(type::cast);
    }

    boolean wrote() {
        return !written.isEmpty();
    }

    /** All that a caller and a listener can see, without what is random. */
    String seen() {
        return answer.map(Call::text).orElse("") + error.map(Object::toString).orElse("") + " " + told;
    }

    static String text(Object answer) {
        return answer instanceof MfaStatus status ? text(status) : answer.toString();
    }

    /** A status without the ids, which are random. */
    private static String text(MfaStatus status) {
        String devices = status.devices().stream()
                .map(device -> device.name() + " " + device.addedAt() + " " + device.lastUsedAt())
                .collect(Collectors.joining(", "));
        String browsers = status.trustedBrowsers().stream()
                .map(browser -> browser.name() + " " + browser.trustedAt() + " " + browser.expiresAt())
                .collect(Collectors.joining(", "));
        return String.join(
                "; ",
                "since " + status.enabledSince(),
                "devices " + devices,
                "codes " + status.backupCodesLeft(),
                "setup " + status.setup(),
                "reissue " + status.reissueExpiresAt(),
                "browsers " + browsers,
                "refusing " + status.refusing(),
                status.policy().toString());
    }

    @Override
    public String toString() {
        return operation + "#" + index + " wrote " + written + ": " + seen();
    }
}
