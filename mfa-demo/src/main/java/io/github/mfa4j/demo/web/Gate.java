package io.github.mfa4j.demo.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.jetty.http.HttpException;

/** Checks what is the same for all pages before it calls one. */
final class Gate {

    private static final long MAX_DISCARDED = 64L * 1024 * 1024;

    private final Web web;

    Gate(Web web) {
        this.web = web;
    }

    void get(Context context, Access access, Page page) {
        enter(context, Optional.empty(), access, page);
    }

    void post(Context context, Access access, Page page) {
        refuseOtherSites(context);
        enter(context, Optional.of(readForm(context)), access, page);
    }

    private void enter(Context context, Optional<Form> sent, Access access, Page page) {
        Optional<Session> session = session(context);
        sent.ifPresent(form -> refuseForgery(form, session));
        Form form = sent.orElseGet(() -> Form.ofQuery(context.queryString()));
        Visit visit = new Visit(web, context, session, form);
        if (access.allows(visit.stage())) {
            page.answer(visit);
        } else {
            visit.redirect(visit.home());
        }
    }

    private Optional<Session> session(Context context) {
        return web.cookies().findSession(Web.headers(context, "Cookie")).flatMap(web.sessions()::find);
    }

    private static Form readForm(Context context) {
        String contentType = header(context, "Content-Type").split(";", 2)[0].strip();
        if (!contentType.equalsIgnoreCase(Form.CONTENT_TYPE)) {
            throw new HttpError(415, "Only forms are understood here.");
        }
        return Form.read(context.bodyInputStream());
    }

    /** What the browser itself says about where a form comes from; older browsers say nothing. */
    private static void refuseOtherSites(Context context) {
        String site = header(context, "Sec-Fetch-Site");
        if (!site.isEmpty() && !site.equals("same-origin") && !site.equals("none")) {
            throw new HttpError(403, "This form was sent from another site.");
        }
    }

    /** The real protection: only pages that this server made for this session know its token. */
    private static void refuseForgery(Form form, Optional<Session> session) {
        String token = form.find("csrf").orElse("");
        if (session.filter(found -> found.isCsrfToken(token)).isEmpty()) {
            throw new HttpError(403, "That page was too old. Nothing was changed; please open it again.");
        }
    }

    private static String header(Context context, String name) {
        return Optional.ofNullable(context.header(name)).orElse("");
    }

    /** A page with the right navigation. What is wrong with the request must not break this page too. */
    void error(Context context, int status, String words) {
        discardBody(context);
        Optional<Session> session = status < 500 ? session(context) : Optional.empty();
        new Visit(web, context, session, Form.empty()).error(status, words);
    }

    /** Whoever still sends when the connection is closed sees no answer, so what was sent is read, within bounds. */
    private static void discardBody(Context context) {
        try {
            InputStream body = context.bodyInputStream();
            long left = MAX_DISCARDED;
            long skipped;
            do {
                skipped = body.skip(left);
                left -= skipped;
            } while (skipped > 0 && left > 0);
        } catch (IOException | HttpException.RuntimeException e) {
            // Whoever does not send what was announced is gone, and so is whoever would read the answer.
        }
    }
}
