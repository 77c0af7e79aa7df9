package io.github.mfa4j.reliability;

import java.util.List;
import java.util.Random;

/** Leads some of the users through what people and thieves do, one round after the other. For one thread. */
final class Lane implements Runnable {

    private final int number;
    private final List<Person> people;
    private final Arena arena;
    private final Troubles troubles;
    private final DrivenServer office;
    private final Random random;
    private final SetUps setUps;

    /**
     * Makes a lane.
     *
     * @param office where the state of a user is looked up, as a settings page does
     */
    Lane(int number, List<Person> people, Arena arena, Troubles troubles, DrivenServer office, long seed) {
        this.number = number;
        this.people = people;
        this.arena = arena;
        this.troubles = troubles;
        this.office = office;
        this.random = new Random(seed + 1000 + number);
        this.setUps = new SetUps(number, arena, random);
    }

    @Override
    public void run() {
        try {
            while (arena.open()) {
                visit(people.get(random.nextInt(people.size())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            troubles.add("the harness itself failed: " + e);
        }
    }

    private void visit(Person person) throws InterruptedException {
        person.waitForHours(random);
        if (!person.record().enabled()) {
            setUps.enroll(person);
            return;
        }
        if (locked(person)) {
            unlock(person);
            return;
        }
        int what = random.nextInt(100);
        if (what < 52) {
            useAppCode(person);
        } else if (what < 72 && !person.freshBackupCodes().isEmpty()) {
            useBackupCode(person);
        } else if (what < 80) {
            guess(person);
        } else if (what < 81) {
            guessUntilLocked(person);
        } else if (what < 86) {
            trustBrowser(person);
        } else if (what < 90) {
            setUps.reissue(person);
        } else if (what < 94) {
            setUps.changeDevices(person);
        } else if (what < 96) {
            setUps.replaceDevices(person);
        } else if (what < 98) {
            setUps.disable(person);
        } else {
            setUps.reset(person);
        }
    }

    private boolean locked(Person person) {
        return office.at(person.now()).status(person.id).refusing().isPresent();
    }

    private void useAppCode(Person person) throws InterruptedException {
        Person.Shown shown = person.code(random);
        Round round = arena.fire(number, person, shown, Call.withAppCode(Operation.VERIFY_APP, shown));
        if (Effects.seen(round) && random.nextInt(4) == 0) {
            arena.fire(number, person, Call.withAppCode(Operation.REPLAY, shown));
        }
    }

    private void useBackupCode(Person person) throws InterruptedException {
        String set = person.record().setId('b').orElseThrow();
        String code = person.freshBackupCodes().get(0);
        Round round = arena.fire(number, person, Call.withBackupCode(Operation.VERIFY_BACKUP, set, code));
        if (Effects.seen(round)) {
            person.spend(code);
            if (random.nextInt(4) == 0) {
                person.waitForHours(random);
                arena.fire(number, person, Call.withBackupCode(Operation.SPENT_BACKUP, set, code));
            }
        }
    }

    /** The same guess from everybody, or everybody a guess. */
    private void guess(Person person) throws InterruptedException {
        String same = person.guess(random);
        boolean one = random.nextBoolean();
        arena.fire(number, person, Call.of(Operation.GUESS, worker -> List.of(one ? same : person.guess(random))));
    }

    private void guessUntilLocked(Person person) throws InterruptedException {
        for (int i = 0; i < 20 && !locked(person); i++) {
            guess(person);
            person.waitForHours(random);
        }
        if (locked(person)) {
            arena.fire(number, person, Call.withAppCode(Operation.KNOCK, person.code(random)));
            unlock(person);
        }
    }

    private void unlock(Person person) throws InterruptedException {
        arena.fire(number, person, Call.of(Operation.UNLOCK));
        if (!locked(person)) {
            useAppCode(person);
        }
    }

    private void trustBrowser(Person person) throws InterruptedException {
        Person.Shown shown = person.code(random);
        Round round = arena.fire(number, person, shown, Call.withAppCode(Operation.TRUST, shown));
        if (round.success().isPresent()) {
            String token = round.success().get().data().get(0);
            arena.fire(number, person, Call.of(Operation.AFTER_PASSWORD, token));
        }
    }
}
