-- The second factors of your users: one row per user, written by mfa4j and by nothing else.
-- There is no foreign key to your user table. Add one, with "on delete cascade", if a removed user should take the row
-- with it.
create table mfa_state (
    -- Your id of the user. The collation compares code by code and does not pad, so "alice", "Alice" and "alice " are
    -- three users.
    user_id varchar(200) character set utf8mb4 collate utf8mb4_0900_bin not null primary key,
    -- Grows by one with every change; a change is written only if nobody else wrote since it was read.
    version bigint not null,
    -- Opaque text of printable ASCII. The secrets in it are encrypted, but keep it out of logs all the same.
    state varchar(4000) character set ascii collate ascii_bin not null
) engine = InnoDB;
