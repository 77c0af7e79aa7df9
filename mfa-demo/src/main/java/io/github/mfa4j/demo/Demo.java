package io.github.mfa4j.demo;

import io.github.mfa4j.Mfa;
import io.github.mfa4j.demo.flow.Activity;
import io.github.mfa4j.demo.flow.Challenge;
import io.github.mfa4j.demo.flow.ChangePassword;
import io.github.mfa4j.demo.flow.Devices;
import io.github.mfa4j.demo.flow.Disable;
import io.github.mfa4j.demo.flow.HomePage;
import io.github.mfa4j.demo.flow.LostPhone;
import io.github.mfa4j.demo.flow.MailboxPage;
import io.github.mfa4j.demo.flow.MailedLinks;
import io.github.mfa4j.demo.flow.OrganizationPage;
import io.github.mfa4j.demo.flow.ProveEmail;
import io.github.mfa4j.demo.flow.Register;
import io.github.mfa4j.demo.flow.ReissueCodes;
import io.github.mfa4j.demo.flow.SaveCodes;
import io.github.mfa4j.demo.flow.Security;
import io.github.mfa4j.demo.flow.SetUp;
import io.github.mfa4j.demo.flow.SignInFlow;
import io.github.mfa4j.demo.flow.TrustedBrowsers;
import io.github.mfa4j.demo.host.Accounts;
import io.github.mfa4j.demo.host.AuditTrail;
import io.github.mfa4j.demo.host.DataDirectory;
import io.github.mfa4j.demo.host.Database;
import io.github.mfa4j.demo.host.Mailbox;
import io.github.mfa4j.demo.host.Organizations;
import io.github.mfa4j.demo.host.Passwords;
import io.github.mfa4j.demo.host.SecurityMails;
import io.github.mfa4j.demo.host.SharedAccounts;
import io.github.mfa4j.demo.web.Routes;
import io.github.mfa4j.demo.web.Sessions;
import io.github.mfa4j.demo.web.WebServer;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;

/** The running application, put together. */
final class Demo implements AutoCloseable {

    private final Database database;
    private final WebServer server;

    private Demo(Database database, WebServer server) {
        this.database = database;
        this.server = server;
    }

    static Demo start(DemoConfig config, InstantSource clock) throws IOException {
        return start(config, clock, new Passwords());
    }

    static Demo start(DemoConfig config, InstantSource clock, Passwords passwords) throws IOException {
        DataDirectory data = DataDirectory.open(config.data());
        Database database = config.database().map(Database::postgres).orElseGet(() -> Database.inFile(data));
        try {
            Parts parts = Parts.of(database, data.key(database.isNew()), clock, passwords);
            WebServer server = WebServer.start(
                    config.port(), config.https(), parts.accounts(), parts.sessions(), clock, parts::addPages);
            return new Demo(database, server);
        } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    URI address() {
        return URI.create("http://localhost:" + server.port() + "/");
    }

    @Override
    public void close() {
        server.close();
        database.close();
    }

    /** What the flows need. */
    record Parts(
            Accounts accounts,
            Organizations organizations,
            Sessions sessions,
            Mailbox mailbox,
            AuditTrail trail,
            Mfa mfa) {

        static Parts of(Database database, byte[] key, InstantSource clock, Passwords passwords) {
            Accounts accounts = new Accounts(database.sql(), passwords);
            Organizations organizations = new Organizations(database.sql());
            Mailbox mailbox = new Mailbox(database.sql(), clock);
            AuditTrail trail = new AuditTrail(database.sql());
            Mfa mfa = SecondFactor.build(
                    database.dataSource(),
                    key,
                    List.of(organizations, new SharedAccounts(accounts)),
                    List.of(trail, new SecurityMails(mailbox)),
                    clock);
            Sessions sessions = new Sessions(database.sql(), clock);
            return new Parts(accounts, organizations, sessions, mailbox, trail, mfa);
        }

        void addPages(Routes routes) {
            SignInFlow signIn = new SignInFlow(accounts, mfa);
            HomePage.addTo(routes);
            new Register(accounts, organizations).addTo(routes);
            signIn.addTo(routes);
            new Challenge(mfa, signIn).addTo(routes);
            new ProveEmail(mfa, accounts, mailbox).addTo(routes);
            new SetUp(mfa).addTo(routes);
            new SaveCodes(mfa).addTo(routes);
            new MailboxPage(mailbox, mfa).addTo(routes);
            new Security(mfa).addTo(routes);
            new Devices(mfa, accounts).addTo(routes);
            new ReissueCodes(mfa, accounts).addTo(routes);
            new TrustedBrowsers(mfa).addTo(routes);
            new Disable(mfa, accounts).addTo(routes);
            new ChangePassword(mfa, accounts, mailbox).addTo(routes);
            new LostPhone(mfa, mailbox).addTo(routes);
            new MailedLinks(mfa).addTo(routes);
            new OrganizationPage(mfa, accounts, organizations, sessions, mailbox).addTo(routes);
            new Activity(trail).addTo(routes);
        }
    }
}
