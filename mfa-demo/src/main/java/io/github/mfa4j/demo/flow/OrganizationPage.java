package io.github.mfa4j.demo.flow;

import io.github.mfa4j.Mfa;
import io.github.mfa4j.MfaStatus;
import io.github.mfa4j.demo.host.Account;
import io.github.mfa4j.demo.host.Accounts;
import io.github.mfa4j.demo.host.Mailbox;
import io.github.mfa4j.demo.host.Organization;
import io.github.mfa4j.demo.host.Organizations;
import io.github.mfa4j.demo.web.Access;
import io.github.mfa4j.demo.web.HttpError;
import io.github.mfa4j.demo.web.Notice;
import io.github.mfa4j.demo.web.Routes;
import io.github.mfa4j.demo.web.Sessions;
import io.github.mfa4j.demo.web.Visit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** The rule of an organization and its people: who has a second factor, and help for who lost it. */
public final class OrganizationPage {

    private static final String HERE = "/organization";
    private static final int LISTED = 200;

    private final Mfa mfa;
    private final Accounts accounts;
    private final Organizations organizations;
    private final Sessions sessions;
    private final Mailbox mailbox;

    public OrganizationPage(
            Mfa mfa, Accounts accounts, Organizations organizations, Sessions sessions, Mailbox mailbox) {
        this.mfa = mfa;
        this.accounts = accounts;
        this.organizations = organizations;
        this.sessions = sessions;
        this.mailbox = mailbox;
    }

    /**
     * What the page shows.
     *
     * @param more whether there are people who are not listed
     */
    public record Model(
            Organization organization,
            boolean owner,
            boolean enrolled,
            String today,
            List<Member> members,
            boolean more) {}

    /** Somebody of the organization. */
    public record Member(Account account, MfaStatus status) {}

    public void addTo(Routes routes) {
        routes.get(HERE, Access.FULL, this::show);
        routes.post("/organization/require", Access.FULL, this::require);
        routes.post("/organization/optional", Access.FULL, this::leaveToEverybody);
        routes.post("/organization/reset", Access.FULL, this::reset);
        routes.post("/organization/unlock", Access.FULL, this::unlock);
    }

    private void show(Visit visit) {
        Organization organization = organization(visit);
        boolean owner = visit.account().owner();
        // Only an owner hears of others.
        List<Account> people =
                owner ? accounts.firstOfOrganization(organization.id(), LISTED + 1) : List.of(visit.account());
        List<Member> members = people.stream()
                .limit(LISTED)
                .map(account -> new Member(account, mfa.status(account.id())))
                .toList();
        visit.page(
                "organization.jte",
                organization.name(),
                new Model(
                        organization,
                        owner,
                        mfa.status(visit.user()).enabled(),
                        LocalDate.ofInstant(visit.now(), ZoneOffset.UTC).toString(),
                        members,
                        people.size() > LISTED));
    }

    /** Refused to an owner who has no second factor: the first rule would lock out its author. */
    private void require(Visit visit) {
        Organization organization = owned(visit);
        Optional<Instant> from = date(visit.form().get("from"));
        Optional<Integer> grace = days(visit.form().get("grace"));
        if (from.isEmpty() || grace.isEmpty()) {
            visit.redirect(
                    HERE,
                    Notice.bad(from.isEmpty() ? "from" : "grace", "Choose a date, and a grace of 0 to 365 days."));
            return;
        }
        if (Reauthentication.failed(visit, accounts, HERE, "password-require")) {
            return;
        }
        Notice notice = mfa.admin()
                .mayRequire(visit.user())
                .fold(
                        done -> {
                            organizations.require(organization.id(), from.get(), grace.get());
                            if (!from.get().plus(Duration.ofDays(grace.get())).isAfter(visit.now())) {
                                endSessionsOfWhoHasNone(organization.id());
                            }
                            return Notice.good("Two-step verification is required of everybody from that day.");
                        },
                        no -> Notice.bad(
                                "Set up two-step verification for yourself first; then require it of others."));
        visit.redirect(HERE, notice);
    }

    /** The library is asked at every sign-in. A deadline that comes later reaches open sessions when they end, in half a day. */
    private void endSessionsOfWhoHasNone(String organization) {
        accounts.allOfOrganization(organization).stream()
                .filter(id -> !mfa.status(id).enabled())
                .forEach(sessions::endAll);
    }

    private void leaveToEverybody(Visit visit) {
        Organization organization = owned(visit);
        if (Reauthentication.failed(visit, accounts, HERE, "password-optional")) {
            return;
        }
        // A password alone must not take a rule away that holds for others.
        Notice notice = mfa.admin()
                .mayRequire(visit.user())
                .fold(
                        done -> {
                            organizations.leaveToEverybody(organization.id());
                            return Notice.good("Everybody chooses about two-step verification from now on.");
                        },
                        no -> Notice.bad("Set up two-step verification for yourself first; then lift the rule."));
        visit.redirect(HERE, notice);
    }

    /** For whoever lost the phone, and for whoever finds that somebody else began a set-up. */
    private void reset(Visit visit) {
        Account member = member(visit);
        if (Reauthentication.failed(visit, accounts, HERE, "password-reset-" + member.id())) {
            return;
        }
        // A password alone must not take the second factor of others away.
        Notice notice =
                mfa.admin().mayRequire(visit.user()).fold(done -> reset(visit, member), no -> helpYourselfFirst());
        visit.redirect(HERE, notice);
    }

    private static Notice helpYourselfFirst() {
        return Notice.bad("Set up two-step verification for yourself first; then help others with it.");
    }

    private Notice reset(Visit visit, Account member) {
        return mfa.admin()
                .reset(member.id(), visit.account().email())
                .fold(
                        // The permit is not needed: whoever can read mail at the member's address gets one there.
                        permit -> {
                            sessions.endAll(member.id());
                            mailbox.send(
                                    member.id(),
                                    "Set up two-step verification again",
                                    "Sign in with your password. You will be asked to prove this address.");
                            return Notice.good(member.email() + " has to set up two-step verification again.");
                        },
                        Refusals::explain);
    }

    private void unlock(Visit visit) {
        Account member = member(visit);
        if (Reauthentication.failed(visit, accounts, HERE, "password-unlock-" + member.id())) {
            return;
        }
        // Nor give somebody who guesses the codes of others more guesses.
        Notice notice =
                mfa.admin().mayRequire(visit.user()).fold(done -> unlock(visit, member), no -> helpYourselfFirst());
        visit.redirect(HERE, notice);
    }

    private Notice unlock(Visit visit, Account member) {
        return mfa.admin()
                .unlock(member.id(), visit.account().email())
                .fold(done -> Notice.good("Codes of " + member.email() + " are looked at again."), Refusals::explain);
    }

    private Organization organization(Visit visit) {
        return visit.account()
                .organization()
                .flatMap(organizations::byId)
                .orElseThrow(() -> new HttpError(404, "Your account belongs to no organization."));
    }

    private Organization owned(Visit visit) {
        if (!visit.account().owner()) {
            throw new HttpError(403, "Only an owner of the organization can do that.");
        }
        return organization(visit);
    }

    /** The somebody that an owner means, who has to be of the same organization. Nobody resets the own second factor. */
    private Account member(Visit visit) {
        String organization = owned(visit).id();
        String id = visit.form().get("member");
        return Optional.of(id)
                // Of what else can be typed, PostgreSQL refuses some, which would be an error of this page.
                .filter(typed -> typed.matches("[0-9a-f]{32}"))
                .flatMap(accounts::byId)
                .filter(account ->
                        account.organization().filter(organization::equals).isPresent())
                .filter(account -> !id.equals(visit.user()))
                .orElseThrow(() -> new HttpError(404, "There is nobody of that name in your organization."));
    }

    private static Optional<Instant> date(String typed) {
        try {
            LocalDate date = LocalDate.parse(typed);
            return date.getYear() >= 2000 && date.getYear() < 3000
                    ? Optional.of(date.atStartOfDay(ZoneOffset.UTC).toInstant())
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> days(String typed) {
        return typed.matches("[0-9]{1,3}")
                ? Optional.of(Integer.valueOf(typed)).filter(days -> days <= 365)
                : Optional.empty();
    }
}
