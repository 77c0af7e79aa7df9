package io.github.mfa4j.reliability;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/** The calls that change what a user has, in the order in which pages make them, each from all workers at once. For one thread. */
final class SetUps {

    private static final int TRIES = 3;
    private static final int MOST_DEVICES = 3;

    private final int lane;
    private final Arena arena;
    private final Random random;
    private int offers;

    SetUps(int lane, Arena arena, Random random) {
        this.lane = lane;
        this.arena = arena;
        this.random = random;
    }

    private Round fire(Person person, Call call) throws InterruptedException {
        return arena.fire(lane, person, call);
    }

    private Round fireWithAppCode(Person person, Operation operation, String... more) throws InterruptedException {
        Person.Shown shown = person.code(random);
        return arena.fire(lane, person, shown, Call.withAppCode(operation, shown, more));
    }

    /** A name that no device ever had; the worker adds its own. */
    private String deviceName() {
        return "Phone " + lane + "-" + ++offers + " of ";
    }

    void reissue(Person person) throws InterruptedException {
        Round round = fireWithAppCode(person, Operation.REISSUE);
        round.success().ifPresent(issued -> write(person, issued));
        activate(person, 'r');
    }

    void changeDevices(Person person) throws InterruptedException {
        if (person.devices().size() >= MOST_DEVICES) {
            removeDevice(person);
            return;
        }
        Round round = fireWithAppCode(person, Operation.ADD_DEVICE, deviceName());
        confirm(person, round.successes());
        if (person.devices().size() > 1 && random.nextBoolean()) {
            person.waitForNextCode();
            removeDevice(person);
        }
    }

    private void removeDevice(Person person) throws InterruptedException {
        List<String> devices = person.devices();
        String last = devices.get(devices.size() - 1);
        String id = Objects.requireNonNull(person.record().deviceIds().get(last));
        Person.Shown shown = person.code(devices.get(0));
        Call call = Call.withAppCode(Operation.REMOVE_DEVICE, shown, id).aimedAt(last);
        arena.fire(lane, person, shown, call);
    }

    void replaceDevices(Person person) throws InterruptedException {
        Optional<String> code = person.freshBackupCodes().stream().findFirst();
        if (code.isEmpty()) {
            reissue(person);
            return;
        }
        String set = person.record().setId('b').orElseThrow();
        Round round = fire(person, Call.withBackupCode(Operation.REPLACE_DEVICES, set, code.get(), deviceName()));
        if (Effects.seen(round)) {
            person.spend(code.get());
        }
        if (confirm(person, round.successes())) {
            activate(person, 'q');
        }
    }

    void disable(Person person) throws InterruptedException {
        fireWithAppCode(person, Operation.DISABLE);
        if (!person.record().enabled()) {
            person.waitForNextCode();
            enroll(person);
        }
    }

    /** Of the permits that the workers were given only the last one is good. */
    void reset(Person person) throws InterruptedException {
        Round reset = fire(person, Call.of(Operation.RESET));
        boolean certain = !Round.uncertain(reset.fired());
        for (Answer permit : reset.successes()) {
            String name = deviceName();
            Round round = fire(
                    person,
                    Call.of(Operation.ENROLL_WITH_PERMIT, name, permit.data().get(0)));
            if (!round.successes().isEmpty()) {
                if (confirm(person, round.successes())) {
                    activate(person, 'q');
                }
                return;
            }
            certain &= !Round.uncertain(round.fired());
        }
        if (certain) {
            arena.violated("no permit of " + person.id + " is good: " + person.record());
        }
    }

    void enroll(Person person) throws InterruptedException {
        if (person.record().mustEnroll()) {
            reset(person);
            return;
        }
        Round round = fire(person, Call.of(Operation.ENROLL, deviceName()));
        if (confirm(person, round.successes())) {
            activate(person, 'q');
        }
    }

    /** Confirms the offer that stands, if one of the answers was it: the others were replaced, or nobody heard of them. */
    private boolean confirm(Person person, List<Answer> offers) throws InterruptedException {
        Optional<String> pending = person.record().pendingDevice();
        for (Answer offer : offers) {
            if (person.record().offerId().equals(Optional.of(offer.data().get(0)))) {
                person.scan(pending.orElseThrow(), offer.data().get(1));
                return confirm(person, offer.data().get(0), pending.get());
            }
        }
        return false;
    }

    /** If nobody heard which backup codes there are, confirming again issues others. */
    private boolean confirm(Person person, String offerId, String device) throws InterruptedException {
        for (int i = 0; i < TRIES && person.record().pendingDevice().isPresent(); i++) {
            person.waitForNextCode();
            Person.Shown shown = person.code(device);
            Call call = new Call(
                    Operation.CONFIRM,
                    device + "@" + shown.step(),
                    device,
                    shown.step(),
                    "",
                    worker -> List.of(offerId, shown.code()));
            Round round = arena.fire(lane, person, shown, call);
            if (round.success().isPresent()) {
                write(person, round.success().get());
                return person.record().has('q');
            }
        }
        return false;
    }

    private static void write(Person person, Answer codes) {
        if (!codes.data().isEmpty()) {
            person.write(codes.data().get(0), codes.data().get(1));
        }
    }

    /** Activates backup codes that were written down. */
    private void activate(Person person, char where) throws InterruptedException {
        Optional<String> set = person.record().setId(where).filter(person::wrote);
        for (int i = 0;
                i < TRIES && set.isPresent() && !person.record().setId('b').equals(set);
                i++) {
            fire(person, Call.of(Operation.ACTIVATE, set.get()).aimedAt(set.get()));
        }
    }
}
