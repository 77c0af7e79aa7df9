-- The second factors of your users: one row per user, written by mfa4j and by nothing else.
-- There is no foreign key to your user table. Add one, with "on delete cascade", if a removed user should take the row
-- with it.
-- HSQLDB takes ids for equal that differ in spaces at the end, unless a collation says NO PAD.
create collation mfa_exact for information_schema.sql_text from sql_text no pad;

create table mfa_state (
    -- Your id of the user. Compared exactly, so "alice", "Alice" and "alice " are three users.
    user_id varchar(200) collate mfa_exact primary key,
    -- Grows by one with every change; a change is written only if nobody else wrote since it was read.
    version bigint not null,
    -- Opaque text of printable ASCII. The secrets in it are encrypted, but keep it out of logs all the same.
    state varchar(4000) not null
);
