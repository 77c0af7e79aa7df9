package io.github.mfa4j.demo.web;

import io.github.mfa4j.demo.host.Account;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request, and the answer to it: all that a page needs to know of the web. */
public final class Visit {

    private static final String NOTICE = "notice";

    private final Web web;
    private final Context context;
    private final Form form;
    private final Optional<Account> account;
    private @Nullable Session session;

    Visit(Web web, Context context, Optional<Session> session, Form form) {
        this.web = web;
        this.context = context;
        this.form = form;
        this.session = session.orElse(null);
        this.account = session.flatMap(Session::account).flatMap(web.accounts()::byId);
    }

    /** The form that was sent, or the fields of the address. */
    public Form form() {
        return form;
    }

    public Stage stage() {
        return session == null ? Stage.ANONYMOUS : session.stage();
    }

    public boolean full() {
        return stage() == Stage.FULL;
    }

    /** Where this browser belongs: that page sends it on if something else comes first. */
    public String home() {
        return switch (stage()) {
            case ANONYMOUS -> "/sign-in";
            case PASSWORD -> "/challenge";
            case FULL -> "/security";
        };
    }

    /** Whose password this browser knew; only for pages that {@link Access} closes to strangers. */
    public Account account() {
        return account.orElseThrow(() -> new IllegalStateException("this page needs another Access"));
    }

    /** The id under which the library knows the account. */
    public String user() {
        return account().id();
    }

    public Instant now() {
        return web.clock().instant();
    }

    // The session.

    private Session session() {
        Session known = session;
        return known != null ? known : keep(web.sessions().create());
    }

    private Session keep(Session next) {
        session = next;
        setCookie(web.cookies().session(next.token()));
        return next;
    }

    /** Beside cookies of other names, but no answer may have two of one name. */
    private void setCookie(String cookie) {
        String name = cookie.substring(0, cookie.indexOf('=') + 1);
        List<String> others = context.res().getHeaders("Set-Cookie").stream()
                .filter(other -> !other.startsWith(name))
                .toList();
        context.header("Set-Cookie", cookie);
        others.forEach(other -> context.res().addHeader("Set-Cookie", other));
    }

    /** Goes on with a new session, because what this browser may do has changed. */
    public Visit enter(Stage stage, Account who) {
        // Whatever ended this session meanwhile, such as another password, must not be undone by a request on its way.
        keep(web.sessions()
                .replace(session(), stage, who.id())
                .orElseThrow(() -> new HttpError(
                        409,
                        "This was sent twice, or was ended elsewhere. Go to the first page: it knows where you are.")));
        return this;
    }

    /** Goes on as a stranger, because what this browser might do before is over. */
    public void restart() {
        web.sessions().end(session());
        keep(web.sessions().create());
    }

    public void signOut() {
        web.sessions().end(session());
        setCookie(web.cookies().noSession());
    }

    /** Signs this account out in all other browsers, because what it takes to sign in has changed. */
    public void signOutOthers() {
        web.sessions().endOthers(user(), session());
    }

    /** Keeps a small text for a later page of this session. */
    public void remember(String name, String text) {
        web.sessions().put(session(), name, text);
    }

    public Optional<String> recall(String name) {
        return session == null ? Optional.empty() : web.sessions().get(session, name);
    }

    public void forget(String name) {
        if (session != null) {
            web.sessions().remove(session, name);
        }
    }

    /** The mark of a browser that this account trusts; empty if this is none. */
    public String browserToken(Account who) {
        return web.browserToken(who.id(), context);
    }

    public void trustBrowser(Account who, String token, Instant until) {
        Duration trust = Duration.between(now(), until);
        setCookie(web.cookies().browser(who.id(), token, trust));
    }

    /** Has the browser open this page again then, for which no script is needed. It loses what is typed until then. */
    public void comeBack(Instant at) {
        context.header("Refresh", Long.toString(Times.seconds(now(), at)));
    }

    // The answer. Each gives the visit back, so that it can be what a fold of a verdict comes to.

    public Visit redirect(String path) {
        context.status(303).header("Location", path);
        return this;
    }

    public Visit redirect(String path, Notice notice) {
        remember(NOTICE, notice.store());
        return redirect(path);
    }

    public Visit page(String template, String title, Object model) {
        return page(template, title, model, Optional.empty());
    }

    /** Says what was left for this page, or else what is the case anyway. */
    public Visit page(String template, String title, Object model, Optional<Notice> standing) {
        Optional<Notice> left = recall(NOTICE).map(Notice::restore);
        left.ifPresent(shown -> forget(NOTICE));
        render(template, title, model, left.or(() -> standing).map(notice -> notice.asOf(now())));
        return this;
    }

    private void render(String template, String title, Object model, Optional<Notice> notice) {
        Frame frame = new Frame(
                template,
                title,
                context.path(),
                stage(),
                account.map(Account::email),
                account.flatMap(Account::organization).isPresent(),
                notice,
                now(),
                web.cookies().https(),
                () -> session().csrfToken());
        context.contentType("text/html; charset=utf-8").result(web.templates().render(template, frame, model));
    }

    /** An error page. It takes no notice away and makes no session. */
    void error(int status, String words) {
        context.status(status);
        render("error.jte", status == 404 ? "There is no such page" : "That did not work", words, Optional.empty());
    }
}
