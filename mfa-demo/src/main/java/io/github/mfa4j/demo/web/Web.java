package io.github.mfa4j.demo.web;

import io.github.mfa4j.demo.host.Accounts;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;

/** What every request needs. */
record Web(Accounts accounts, Sessions sessions, Templates templates, Cookies cookies, InstantSource clock) {

    static List<String> headers(Context context, String name) {
        return Collections.list(context.req().getHeaders(name));
    }

    String browserToken(String account, Context context) {
        return cookies.findBrowser(account, headers(context, "Cookie")).orElse("");
    }
}
