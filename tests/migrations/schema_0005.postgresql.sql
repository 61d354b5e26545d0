SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE FUNCTION public.refuse_rewriting() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$;
CREATE FUNCTION public.require_clearance() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NOT NEW.withdrawn AND NOT EXISTS (SELECT 1 FROM clearance c WHERE c.id = NEW.clearance_id AND c.question_id = NEW.question_id AND c.verdict = NEW.verdict) THEN RAISE EXCEPTION '%', TG_ARGV[0]; END IF; RETURN NEW; END $$;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.account_link (
    id integer NOT NULL,
    token_hash character varying(64) NOT NULL,
    editor_id integer NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone
);
CREATE SEQUENCE public.account_link_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.account_link_id_seq OWNED BY public.account_link.id;
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.alert (
    id integer NOT NULL,
    notice_id integer NOT NULL,
    subscriber_id integer NOT NULL,
    moment_id integer,
    pace character varying(40) NOT NULL,
    state character varying(40) NOT NULL,
    due_at timestamp with time zone,
    first_tried_at timestamp with time zone,
    owner character varying(120),
    attempts integer NOT NULL,
    unknowns integer NOT NULL,
    outcome character varying(120),
    settled_at timestamp with time zone
);
CREATE SEQUENCE public.alert_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.alert_id_seq OWNED BY public.alert.id;
CREATE TABLE public.bounce (
    id integer NOT NULL,
    subscriber_id integer NOT NULL,
    alert_id integer NOT NULL,
    at timestamp with time zone NOT NULL,
    hard boolean NOT NULL,
    status character varying(120) NOT NULL
);
CREATE SEQUENCE public.bounce_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.bounce_id_seq OWNED BY public.bounce.id;
CREATE TABLE public.change (
    id integer NOT NULL,
    motion_id integer NOT NULL,
    sequence integer NOT NULL,
    kind character varying(40) NOT NULL,
    happened_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    actor_role character varying(40) NOT NULL,
    subject character varying(120) NOT NULL,
    demand_number integer,
    before text NOT NULL,
    after text NOT NULL,
    reason text NOT NULL,
    previous_hash character varying(120) NOT NULL,
    hash character varying(120) NOT NULL,
    once character varying(120)
);
CREATE SEQUENCE public.change_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.change_id_seq OWNED BY public.change.id;
CREATE TABLE public.citation (
    id integer NOT NULL,
    motion_id integer NOT NULL,
    source_id integer NOT NULL,
    "position" integer NOT NULL,
    about_motion_id integer,
    note_id integer,
    demand_id integer,
    deadline_id integer,
    response_id integer,
    finding_id integer,
    statement_id integer,
    figure_id integer,
    identity_id integer,
    discrepancy_id integer,
    event_id integer,
    CONSTRAINT ck_citation_one_fact CHECK ((((((((((((
CASE
    WHEN (about_motion_id IS NULL) THEN 0
    ELSE 1
END +
CASE
    WHEN (note_id IS NULL) THEN 0
    ELSE 1
END) +
CASE
    WHEN (demand_id IS NULL) THEN 0
    ELSE 1
END) +
CASE
    WHEN (deadline_id IS NULL) THEN 0
    ELSE 1
END) +
CASE
    WHEN (response_id IS NULL) THEN 0
    ELSE 1
END) +
CASE
    WHEN (finding_id IS NULL) THEN 0
    ELSE 1
END) +
CASE
    WHEN (statement_id IS NULL) THEN 0
    ELSE 1
END) +
CASE
    WHEN (figure_id IS NULL) THEN 0
    ELSE 1
END) +
CASE
    WHEN (identity_id IS NULL) THEN 0
    ELSE 1
END) +
CASE
    WHEN (discrepancy_id IS NULL) THEN 0
    ELSE 1
END) +
CASE
    WHEN (event_id IS NULL) THEN 0
    ELSE 1
END) = 1))
);
CREATE SEQUENCE public.citation_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.citation_id_seq OWNED BY public.citation.id;
CREATE TABLE public.clearance (
    id integer NOT NULL,
    question_id integer NOT NULL,
    verdict character varying(40) NOT NULL,
    history boolean NOT NULL,
    test text,
    author_id integer,
    approver_id integer,
    invited_at timestamp with time zone,
    ends_at timestamp with time zone,
    used_at timestamp with time zone,
    reply_shown boolean NOT NULL,
    cleared_at timestamp with time zone NOT NULL,
    CONSTRAINT ck_clearance_days_have_run_or_been_used CHECK ((history OR (NOT ((verdict)::text = ANY ((ARRAY['not_answered'::character varying, 'refused'::character varying])::text[]))) OR (used_at IS NOT NULL) OR ((ends_at IS NOT NULL) AND (ends_at <= cleared_at)))),
    CONSTRAINT ck_clearance_ends_after_invitation CHECK (((ends_at IS NULL) OR (ends_at > invited_at))),
    CONSTRAINT ck_clearance_has_a_test CHECK ((history OR (length(TRIM(BOTH FROM COALESCE(test, ''::text))) > 0))),
    CONSTRAINT ck_clearance_has_an_author CHECK ((history OR (author_id IS NOT NULL))),
    CONSTRAINT ck_clearance_reply_is_shown CHECK ((history OR (NOT ((verdict)::text = ANY ((ARRAY['not_answered'::character varying, 'refused'::character varying])::text[]))) OR reply_shown)),
    CONSTRAINT ck_clearance_two_people CHECK ((history OR (NOT ((verdict)::text = ANY ((ARRAY['not_answered'::character varying, 'refused'::character varying])::text[]))) OR ((author_id IS NOT NULL) AND (approver_id IS NOT NULL) AND (author_id <> approver_id)))),
    CONSTRAINT ck_clearance_used_after_invitation CHECK (((used_at IS NULL) OR (invited_at IS NOT NULL))),
    CONSTRAINT ck_clearance_was_invited CHECK ((history OR (NOT ((verdict)::text = ANY ((ARRAY['not_answered'::character varying, 'refused'::character varying])::text[]))) OR (invited_at IS NOT NULL)))
);
CREATE SEQUENCE public.clearance_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.clearance_id_seq OWNED BY public.clearance.id;
CREATE TABLE public.correction_request (
    id integer NOT NULL,
    key character varying(120) NOT NULL,
    motion_id integer,
    demand_number integer,
    page character varying(120) NOT NULL,
    wrong text,
    evidence text,
    address character varying(254),
    asked_at timestamp with time zone NOT NULL,
    looked_at timestamp with time zone,
    looked_by_id integer,
    decided_at timestamp with time zone,
    decided_by_id integer,
    decision character varying(40),
    answer text,
    change_id integer
);
CREATE SEQUENCE public.correction_request_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.correction_request_id_seq OWNED BY public.correction_request.id;
CREATE TABLE public.deadline (
    id integer NOT NULL,
    motion_id integer NOT NULL,
    demand_id integer NOT NULL,
    "position" integer NOT NULL,
    version integer NOT NULL,
    due_on date,
    due_at timestamp with time zone,
    kind character varying(40) NOT NULL,
    set_on date NOT NULL,
    set_by character varying(300) NOT NULL,
    agreed boolean,
    basis character varying(300) NOT NULL,
    rule character varying(300),
    note text,
    withdrawn boolean NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT ck_deadline_one_due CHECK (((due_on IS NULL) <> (due_at IS NULL)))
);
CREATE SEQUENCE public.deadline_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.deadline_id_seq OWNED BY public.deadline.id;
CREATE TABLE public.demand (
    id integer NOT NULL,
    motion_id integer NOT NULL,
    number integer NOT NULL,
    title character varying(300) NOT NULL,
    asks text NOT NULL,
    confidence character varying(40),
    confidence_note text,
    withdrawn_on date,
    withdrawn_reason text,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT ck_demand_number_positive CHECK ((number > 0))
);
CREATE SEQUENCE public.demand_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.demand_id_seq OWNED BY public.demand.id;
CREATE TABLE public.desk_entry (
    id integer NOT NULL,
    at timestamp with time zone NOT NULL,
    editor_id integer,
    role character varying(40),
    act character varying(120) NOT NULL,
    subject character varying(120) NOT NULL,
    reason text NOT NULL
);
CREATE SEQUENCE public.desk_entry_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.desk_entry_id_seq OWNED BY public.desk_entry.id;
CREATE TABLE public.discrepancy (
    id integer NOT NULL,
    motion_id integer NOT NULL,
    key character varying(120) NOT NULL,
    "position" integer NOT NULL,
    text text NOT NULL,
    figures json NOT NULL,
    state character varying(40) NOT NULL,
    explanation text,
    explained_by character varying(300),
    withdrawn boolean NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    sums json DEFAULT '[]'::json NOT NULL
);
CREATE SEQUENCE public.discrepancy_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.discrepancy_id_seq OWNED BY public.discrepancy.id;
CREATE TABLE public.domain_pause (
    domain character varying(120) NOT NULL,
    until timestamp with time zone NOT NULL,
    pauses integer NOT NULL
);
CREATE TABLE public.draft (
    id integer NOT NULL,
    key character varying(43) NOT NULL,
    kind character varying(40) NOT NULL,
    motion_id integer,
    title character varying(300) NOT NULL,
    data text NOT NULL,
    state character varying(40) NOT NULL,
    version integer NOT NULL,
    base_sequence integer NOT NULL,
    author_id integer NOT NULL,
    saved_by_id integer NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    submitted_at timestamp with time zone,
    returned text,
    published_by_id integer,
    published_at timestamp with time zone,
    result character varying(120)
);
CREATE SEQUENCE public.draft_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.draft_id_seq OWNED BY public.draft.id;
CREATE TABLE public.editor (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    name character varying(300) NOT NULL,
    role character varying(40) NOT NULL,
    active boolean NOT NULL,
    password character varying(255),
    fs_uniquifier character varying(64) NOT NULL,
    fs_webauthn_user_handle character varying(64),
    tf_primary_method character varying(64),
    tf_totp_secret character varying(255),
    mf_recovery_codes json,
    totp_counter integer,
    created_at timestamp with time zone NOT NULL,
    signed_in_at timestamp with time zone,
    disabled_at timestamp with time zone
);
CREATE SEQUENCE public.editor_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.editor_id_seq OWNED BY public.editor.id;
CREATE TABLE public.event (
    id integer NOT NULL,
    motion_id integer NOT NULL,
    key character varying(120) NOT NULL,
    "position" integer NOT NULL,
    happened_on date NOT NULL,
    date_note text,
    text text NOT NULL,
    demands json NOT NULL,
    withdrawn boolean NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.event_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.event_id_seq OWNED BY public.event.id;
CREATE TABLE public.figure (
    id integer NOT NULL,
    motion_id integer NOT NULL,
    key character varying(120) NOT NULL,
    "position" integer NOT NULL,
    measure character varying(120),
    label character varying(300) NOT NULL,
    value character varying(40) NOT NULL,
    unit character varying(300) NOT NULL,
    "precision" character varying(40) NOT NULL,
    population character varying(300),
    period_from date,
    period_to date,
    published_by character varying(300),
    published_on date,
    demands json NOT NULL,
    note text,
    "where" character varying(300),
    withdrawn boolean NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    series character varying(120)
);
CREATE SEQUENCE public.figure_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.figure_id_seq OWNED BY public.figure.id;
CREATE TABLE public.finding (
    id integer NOT NULL,
    motion_id integer NOT NULL,
    question_id integer NOT NULL,
    key character varying(120) NOT NULL,
    version integer NOT NULL,
    response_key character varying(120),
    response_id integer,
    source_id integer NOT NULL,
    verdict character varying(40) NOT NULL,
    gap character varying(40),
    ground character varying(40),
    reasoning text NOT NULL,
    found_on date NOT NULL,
    found_by character varying(300) NOT NULL,
    withdrawn boolean NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    passage text,
    clearance_id integer,
    figures json DEFAULT '[]'::json NOT NULL,
    CONSTRAINT ck_finding_gap_in_an_answer CHECK (((gap IS NULL) OR ((verdict)::text = ANY ((ARRAY['partly_answered'::character varying, 'not_answered'::character varying])::text[])))),
    CONSTRAINT ck_finding_ground_of_a_refusal CHECK (((ground IS NULL) OR ((verdict)::text = 'refused'::text))),
    CONSTRAINT ck_finding_has_a_reason CHECK ((length(TRIM(BOTH FROM reasoning)) > 0)),
    CONSTRAINT ck_finding_is_a_judgement CHECK (((verdict)::text <> 'not_assessed'::text))
);
CREATE SEQUENCE public.finding_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.finding_id_seq OWNED BY public.finding.id;
CREATE TABLE public.flow (
    id integer NOT NULL,
    motion_id integer NOT NULL,
    key character varying(120) NOT NULL,
    "position" integer NOT NULL,
    title character varying(300) NOT NULL,
    stages json NOT NULL,
    splits json NOT NULL,
    joins json NOT NULL,
    beside json NOT NULL,
    note text,
    withdrawn boolean NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.flow_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.flow_id_seq OWNED BY public.flow.id;
CREATE TABLE public.heartbeat (
    name character varying(120) NOT NULL,
    owner character varying(120) NOT NULL,
    ran_at timestamp with time zone NOT NULL,
    passed integer NOT NULL,
    overdue integer NOT NULL,
    found_at timestamp with time zone,
    found_passed integer NOT NULL,
    found_overdue integer NOT NULL,
    held text
);
CREATE TABLE public.hiding (
    id integer NOT NULL,
    motion_id integer NOT NULL,
    reason character varying(40) NOT NULL,
    note text,
    hidden_at timestamp with time zone NOT NULL,
    hidden_by_id integer NOT NULL,
    review_on date NOT NULL,
    lift_asked_by_id integer,
    lifted_at timestamp with time zone,
    lifted_by_id integer
);
CREATE SEQUENCE public.hiding_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.hiding_id_seq OWNED BY public.hiding.id;
CREATE TABLE public.identity (
    id integer NOT NULL,
    motion_id integer NOT NULL,
    key character varying(120) NOT NULL,
    "position" integer NOT NULL,
    text text NOT NULL,
    kind character varying(120) NOT NULL,
    terms json NOT NULL,
    equals character varying(120) NOT NULL,
    decimals integer NOT NULL,
    note text,
    withdrawn boolean NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.identity_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.identity_id_seq OWNED BY public.identity.id;
CREATE TABLE public.lease (
    name character varying(120) NOT NULL,
    owner character varying(120) NOT NULL,
    expires_at timestamp with time zone NOT NULL
);
CREATE TABLE public.letter (
    id integer NOT NULL,
    key character varying(120) NOT NULL,
    kind character varying(40) NOT NULL,
    recipient character varying(254),
    facts text NOT NULL,
    state character varying(40) NOT NULL,
    queued_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone,
    first_tried_at timestamp with time zone,
    owner character varying(120),
    attempts integer NOT NULL,
    unknowns integer NOT NULL,
    outcome character varying(120),
    settled_at timestamp with time zone
);
CREATE SEQUENCE public.letter_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.letter_id_seq OWNED BY public.letter.id;
CREATE TABLE public.link (
    id integer NOT NULL,
    token_hash character varying(64) NOT NULL,
    purpose character varying(40) NOT NULL,
    subscriber_id integer NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone,
    used_at timestamp with time zone
);
CREATE SEQUENCE public.link_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.link_id_seq OWNED BY public.link.id;
CREATE TABLE public.mail_day (
    day date NOT NULL,
    sent integer NOT NULL,
    failed integer NOT NULL
);
CREATE TABLE public.mailbox (
    key character varying(120) NOT NULL,
    asked integer NOT NULL,
    asked_at timestamp with time zone,
    stopped_at timestamp with time zone
);
CREATE TABLE public.moment (
    id integer NOT NULL,
    key character varying(120) NOT NULL,
    pace character varying(40) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    window_from timestamp with time zone,
    window_to timestamp with time zone,
    once character varying(120)
);
CREATE SEQUENCE public.moment_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.moment_id_seq OWNED BY public.moment.id;
CREATE TABLE public.motion (
    id integer NOT NULL,
    slug character varying(120) NOT NULL,
    title character varying(300) NOT NULL,
    body character varying(300) NOT NULL,
    addressee character varying(300) NOT NULL,
    adopted_on date NOT NULL,
    time_zone character varying(120) NOT NULL,
    grace_hours character varying(40) NOT NULL,
    visibility character varying(40) NOT NULL,
    share_token character varying(120),
    published_at timestamp with time zone,
    summary text,
    proposer character varying(300),
    seconder character varying(300),
    carried text,
    recorded_at timestamp with time zone NOT NULL,
    log_sequence integer NOT NULL,
    log_head character varying(120) NOT NULL,
    short_code character varying(120) NOT NULL
);
CREATE SEQUENCE public.motion_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.motion_id_seq OWNED BY public.motion.id;
CREATE TABLE public.note (
    id integer NOT NULL,
    motion_id integer NOT NULL,
    key character varying(120) NOT NULL,
    "position" integer NOT NULL,
    about character varying(300) NOT NULL,
    text text NOT NULL,
    demands json NOT NULL,
    withdrawn boolean NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.note_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.note_id_seq OWNED BY public.note.id;
CREATE TABLE public.notice (
    id integer NOT NULL,
    moment_id integer NOT NULL,
    kind character varying(40) NOT NULL,
    motion_id integer,
    demands json NOT NULL,
    change_id integer,
    replaces_id integer,
    subject character varying(120) NOT NULL,
    happened_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    facts text NOT NULL,
    cancelled_at timestamp with time zone
);
CREATE SEQUENCE public.notice_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.notice_id_seq OWNED BY public.notice.id;
CREATE TABLE public.notice_target (
    notice_id integer NOT NULL,
    target character varying(120) NOT NULL
);
CREATE TABLE public.outlet (
    name character varying(120) NOT NULL,
    held_at timestamp with time zone,
    paused_until timestamp with time zone,
    pauses integer NOT NULL,
    trouble text,
    trouble_since timestamp with time zone,
    failures_in_row integer NOT NULL,
    next_at timestamp with time zone,
    ran_at timestamp with time zone,
    sent_at timestamp with time zone,
    tidied_at timestamp with time zone
);
CREATE TABLE public.passkey (
    id integer NOT NULL,
    user_id integer NOT NULL,
    credential_id bytea NOT NULL,
    public_key bytea NOT NULL,
    sign_count integer NOT NULL,
    transports json,
    backup_state boolean NOT NULL,
    device_type character varying(64) NOT NULL,
    extensions character varying(255),
    name character varying(64) NOT NULL,
    usage character varying(64) NOT NULL,
    lastuse_datetime timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.passkey_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.passkey_id_seq OWNED BY public.passkey.id;
CREATE TABLE public.projection (
    demand_id integer NOT NULL,
    motion_id integer NOT NULL,
    headline character varying(40),
    outstanding boolean NOT NULL,
    deadline_id integer,
    closes_at timestamp with time zone,
    overdue_from timestamp with time zone,
    pass_due_at timestamp with time zone,
    overdue_due_at timestamp with time zone,
    pass_marked boolean NOT NULL,
    overdue_marked_at timestamp with time zone,
    round integer NOT NULL,
    remind_at timestamp with time zone
);
CREATE TABLE public.question (
    id integer NOT NULL,
    motion_id integer NOT NULL,
    demand_id integer NOT NULL,
    letter character varying(120) NOT NULL,
    text text NOT NULL,
    name character varying(300),
    test text,
    recorded_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.question_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.question_id_seq OWNED BY public.question.id;
CREATE TABLE public.reply_offer (
    id integer NOT NULL,
    draft_id integer NOT NULL,
    motion_id integer NOT NULL,
    statement_key character varying(120) NOT NULL,
    by character varying(300) NOT NULL,
    address character varying(254),
    sent_by character varying(300) NOT NULL,
    working_days integer NOT NULL,
    short_reason text,
    shown text NOT NULL,
    token_hash character varying(64),
    made_at timestamp with time zone NOT NULL,
    made_by_id integer NOT NULL,
    invited_at timestamp with time zone,
    due_on date,
    answered_at timestamp with time zone,
    declined_at timestamp with time zone,
    answer text,
    earlier text NOT NULL,
    accepted_at timestamp with time zone,
    cancelled_at timestamp with time zone,
    CONSTRAINT ck_reply_offer_days CHECK (((working_days >= 5) OR ((working_days >= 2) AND (length(TRIM(BOTH FROM COALESCE(short_reason, ''::text))) > 0))))
);
CREATE SEQUENCE public.reply_offer_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.reply_offer_id_seq OWNED BY public.reply_offer.id;
CREATE TABLE public.response (
    id integer NOT NULL,
    motion_id integer NOT NULL,
    key character varying(120) NOT NULL,
    version integer NOT NULL,
    "position" integer NOT NULL,
    sender character varying(300) NOT NULL,
    form character varying(40) NOT NULL,
    reply character varying(40) NOT NULL,
    received_on date NOT NULL,
    received_note text,
    title character varying(300),
    summary text NOT NULL,
    disputed text,
    demands json NOT NULL,
    withdrawn boolean NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.response_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.response_id_seq OWNED BY public.response.id;
CREATE TABLE public.sign_in (
    id integer NOT NULL,
    key_hash character varying(64) NOT NULL,
    editor_id integer NOT NULL,
    began_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    ended_by character varying(120)
);
CREATE SEQUENCE public.sign_in_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.sign_in_id_seq OWNED BY public.sign_in.id;
CREATE TABLE public.signup (
    id integer NOT NULL,
    address character varying(254) NOT NULL,
    motion_id integer,
    demand_id integer,
    pace character varying(40) NOT NULL,
    page character varying(120) NOT NULL,
    browser character varying(120) NOT NULL,
    asked_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.signup_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.signup_id_seq OWNED BY public.signup.id;
CREATE TABLE public.source (
    id integer NOT NULL,
    motion_id integer NOT NULL,
    key character varying(120) NOT NULL,
    "position" integer NOT NULL,
    publisher character varying(300) NOT NULL,
    title character varying(300) NOT NULL,
    author character varying(300),
    published_on date,
    published_note text,
    url text,
    archived_url text,
    file character varying(300),
    sha256 character varying(120),
    kind character varying(300) NOT NULL,
    read character varying(40) NOT NULL,
    note text,
    withdrawn boolean NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.source_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.source_id_seq OWNED BY public.source.id;
CREATE TABLE public.statement (
    id integer NOT NULL,
    motion_id integer NOT NULL,
    key character varying(120) NOT NULL,
    version integer NOT NULL,
    "position" integer NOT NULL,
    by character varying(300) NOT NULL,
    demands json NOT NULL,
    invited_on date,
    due_on date,
    received_on date,
    published_on date,
    text text,
    withdrawn boolean NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    declined_on date
);
CREATE SEQUENCE public.statement_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.statement_id_seq OWNED BY public.statement.id;
CREATE TABLE public.subscriber (
    id integer NOT NULL,
    address character varying(254),
    mailbox character varying(120),
    is_operator boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    confirmed_at timestamp with time zone,
    paused_at timestamp with time zone,
    stopped_at timestamp with time zone,
    bounced_at timestamp with time zone,
    erased_at timestamp with time zone
);
CREATE SEQUENCE public.subscriber_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.subscriber_id_seq OWNED BY public.subscriber.id;
CREATE TABLE public.subscription (
    id integer NOT NULL,
    subscriber_id integer NOT NULL,
    target character varying(120) NOT NULL,
    motion_id integer,
    demand_id integer,
    pace character varying(40) NOT NULL,
    page character varying(120) NOT NULL,
    wording character varying(120) NOT NULL,
    browser character varying(120),
    asked_at timestamp with time zone NOT NULL,
    confirmed_at timestamp with time zone,
    ended_at timestamp with time zone,
    live boolean NOT NULL
);
CREATE SEQUENCE public.subscription_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.subscription_id_seq OWNED BY public.subscription.id;
ALTER TABLE ONLY public.account_link ALTER COLUMN id SET DEFAULT nextval('public.account_link_id_seq'::regclass);
ALTER TABLE ONLY public.alert ALTER COLUMN id SET DEFAULT nextval('public.alert_id_seq'::regclass);
ALTER TABLE ONLY public.bounce ALTER COLUMN id SET DEFAULT nextval('public.bounce_id_seq'::regclass);
ALTER TABLE ONLY public.change ALTER COLUMN id SET DEFAULT nextval('public.change_id_seq'::regclass);
ALTER TABLE ONLY public.citation ALTER COLUMN id SET DEFAULT nextval('public.citation_id_seq'::regclass);
ALTER TABLE ONLY public.clearance ALTER COLUMN id SET DEFAULT nextval('public.clearance_id_seq'::regclass);
ALTER TABLE ONLY public.correction_request ALTER COLUMN id SET DEFAULT nextval('public.correction_request_id_seq'::regclass);
ALTER TABLE ONLY public.deadline ALTER COLUMN id SET DEFAULT nextval('public.deadline_id_seq'::regclass);
ALTER TABLE ONLY public.demand ALTER COLUMN id SET DEFAULT nextval('public.demand_id_seq'::regclass);
ALTER TABLE ONLY public.desk_entry ALTER COLUMN id SET DEFAULT nextval('public.desk_entry_id_seq'::regclass);
ALTER TABLE ONLY public.discrepancy ALTER COLUMN id SET DEFAULT nextval('public.discrepancy_id_seq'::regclass);
ALTER TABLE ONLY public.draft ALTER COLUMN id SET DEFAULT nextval('public.draft_id_seq'::regclass);
ALTER TABLE ONLY public.editor ALTER COLUMN id SET DEFAULT nextval('public.editor_id_seq'::regclass);
ALTER TABLE ONLY public.event ALTER COLUMN id SET DEFAULT nextval('public.event_id_seq'::regclass);
ALTER TABLE ONLY public.figure ALTER COLUMN id SET DEFAULT nextval('public.figure_id_seq'::regclass);
ALTER TABLE ONLY public.finding ALTER COLUMN id SET DEFAULT nextval('public.finding_id_seq'::regclass);
ALTER TABLE ONLY public.flow ALTER COLUMN id SET DEFAULT nextval('public.flow_id_seq'::regclass);
ALTER TABLE ONLY public.hiding ALTER COLUMN id SET DEFAULT nextval('public.hiding_id_seq'::regclass);
ALTER TABLE ONLY public.identity ALTER COLUMN id SET DEFAULT nextval('public.identity_id_seq'::regclass);
ALTER TABLE ONLY public.letter ALTER COLUMN id SET DEFAULT nextval('public.letter_id_seq'::regclass);
ALTER TABLE ONLY public.link ALTER COLUMN id SET DEFAULT nextval('public.link_id_seq'::regclass);
ALTER TABLE ONLY public.moment ALTER COLUMN id SET DEFAULT nextval('public.moment_id_seq'::regclass);
ALTER TABLE ONLY public.motion ALTER COLUMN id SET DEFAULT nextval('public.motion_id_seq'::regclass);
ALTER TABLE ONLY public.note ALTER COLUMN id SET DEFAULT nextval('public.note_id_seq'::regclass);
ALTER TABLE ONLY public.notice ALTER COLUMN id SET DEFAULT nextval('public.notice_id_seq'::regclass);
ALTER TABLE ONLY public.passkey ALTER COLUMN id SET DEFAULT nextval('public.passkey_id_seq'::regclass);
ALTER TABLE ONLY public.question ALTER COLUMN id SET DEFAULT nextval('public.question_id_seq'::regclass);
ALTER TABLE ONLY public.reply_offer ALTER COLUMN id SET DEFAULT nextval('public.reply_offer_id_seq'::regclass);
ALTER TABLE ONLY public.response ALTER COLUMN id SET DEFAULT nextval('public.response_id_seq'::regclass);
ALTER TABLE ONLY public.sign_in ALTER COLUMN id SET DEFAULT nextval('public.sign_in_id_seq'::regclass);
ALTER TABLE ONLY public.signup ALTER COLUMN id SET DEFAULT nextval('public.signup_id_seq'::regclass);
ALTER TABLE ONLY public.source ALTER COLUMN id SET DEFAULT nextval('public.source_id_seq'::regclass);
ALTER TABLE ONLY public.statement ALTER COLUMN id SET DEFAULT nextval('public.statement_id_seq'::regclass);
ALTER TABLE ONLY public.subscriber ALTER COLUMN id SET DEFAULT nextval('public.subscriber_id_seq'::regclass);
ALTER TABLE ONLY public.subscription ALTER COLUMN id SET DEFAULT nextval('public.subscription_id_seq'::regclass);
INSERT INTO public.account_link VALUES (1, '3cfeb6006017e88832f48ea04f00a6a74c4f10a3856a3825726c72c5a5eff711', 1, '2026-11-05 13:00:00+00', '2026-11-07 13:00:00+00', NULL);
INSERT INTO public.alembic_version VALUES ('0005');
INSERT INTO public.alert VALUES (33, 3, 9, NULL, 'daily', 'waiting', NULL, NULL, NULL, 0, 0, NULL, NULL);
INSERT INTO public.alert VALUES (34, 4, 9, NULL, 'daily', 'waiting', NULL, NULL, NULL, 0, 0, NULL, NULL);
INSERT INTO public.alert VALUES (35, 3, 10, NULL, 'weekly', 'waiting', NULL, NULL, NULL, 0, 0, NULL, NULL);
INSERT INTO public.alert VALUES (36, 4, 10, NULL, 'weekly', 'waiting', NULL, NULL, NULL, 0, 0, NULL, NULL);
INSERT INTO public.alert VALUES (1, 3, 1, 3, 'at_once', 'held', NULL, NULL, NULL, 0, 0, NULL, NULL);
INSERT INTO public.alert VALUES (2, 3, 2, 3, 'at_once', 'waiting', NULL, NULL, NULL, 0, 0, NULL, NULL);
INSERT INTO public.alert VALUES (3, 3, 3, 3, 'at_once', 'pending', '2026-11-05 15:00:00+00', NULL, NULL, 0, 0, NULL, NULL);
INSERT INTO public.alert VALUES (4, 3, 4, 3, 'at_once', 'sending', '2026-11-05 16:00:00+00', '2026-11-05 13:00:00+00', 'a-sender', 2, 0, NULL, NULL);
INSERT INTO public.alert VALUES (5, 3, 5, 3, 'at_once', 'unknown', '2026-11-05 17:00:00+00', '2026-11-05 13:00:00+00', 'a-sender', 2, 1, NULL, NULL);
INSERT INTO public.alert VALUES (6, 3, 6, 3, 'at_once', 'sent', NULL, '2026-11-05 13:00:00+00', 'a-sender', 2, 0, '250 2.0.0', '2026-11-05 14:00:00+00');
INSERT INTO public.alert VALUES (7, 3, 7, 3, 'at_once', 'failed', NULL, '2026-11-05 13:00:00+00', 'a-sender', 2, 0, '550 5.1.1', '2026-11-05 14:00:00+00');
INSERT INTO public.alert VALUES (8, 3, 8, 3, 'at_once', 'cancelled', NULL, NULL, NULL, 0, 0, 'corrected', '2026-11-05 14:00:00+00');
INSERT INTO public.alert VALUES (17, 4, 1, 3, 'at_once', 'held', NULL, NULL, NULL, 0, 0, NULL, NULL);
INSERT INTO public.alert VALUES (18, 4, 2, 3, 'at_once', 'waiting', NULL, NULL, NULL, 0, 0, NULL, NULL);
INSERT INTO public.alert VALUES (19, 4, 3, 3, 'at_once', 'pending', '2026-11-05 23:00:00+00', NULL, NULL, 0, 0, NULL, NULL);
INSERT INTO public.alert VALUES (20, 4, 4, 3, 'at_once', 'sending', '2026-11-06 00:00:00+00', '2026-11-05 13:00:00+00', 'a-sender', 2, 0, NULL, NULL);
INSERT INTO public.alert VALUES (21, 4, 5, 3, 'at_once', 'unknown', '2026-11-06 01:00:00+00', '2026-11-05 13:00:00+00', 'a-sender', 2, 1, NULL, NULL);
INSERT INTO public.alert VALUES (22, 4, 6, 3, 'at_once', 'sent', NULL, '2026-11-05 13:00:00+00', 'a-sender', 2, 0, '250 2.0.0', '2026-11-05 14:00:00+00');
INSERT INTO public.alert VALUES (23, 4, 7, 3, 'at_once', 'failed', NULL, '2026-11-05 13:00:00+00', 'a-sender', 2, 0, '550 5.1.1', '2026-11-05 14:00:00+00');
INSERT INTO public.alert VALUES (24, 4, 8, 3, 'at_once', 'cancelled', NULL, NULL, NULL, 0, 0, 'corrected', '2026-11-05 14:00:00+00');
INSERT INTO public.alert VALUES (37, 5, 11, 4, 'at_once', 'pending', '2026-11-05 13:00:00+00', NULL, NULL, 0, 0, NULL, NULL);
INSERT INTO public.bounce VALUES (1, 7, 7, '2026-11-05 14:00:00+00', true, '5.1.1');
INSERT INTO public.change VALUES (1, 1, 1, 'motion_recorded', '2026-11-01 00:00:00+00', '2026-11-05 12:00:00+00', 'import', 'motion', NULL, 'null', '{"addressee":"The Cabinet","adopted_on":"2026-11-01","body":"Northgate Council","slug":"clean-river","title":"Clean River","visibility":"public"}', '"A test"', '', 'd04fd9c23733072f781cc8ec7f7b74b29a54ef74aeca7e4ce5795a0f9b7247d4', NULL);
INSERT INTO public.change VALUES (2, 1, 2, 'entry_recorded', '2026-11-05 12:00:00+00', '2026-11-05 12:00:00+00', 'import', 'source/minutes', NULL, 'null', '{"id":"minutes","published_on":"2026-11-02","publisher":"Northgate Council","title":"Minutes","url":"https://example.org/m"}', '"A test"', 'd04fd9c23733072f781cc8ec7f7b74b29a54ef74aeca7e4ce5795a0f9b7247d4', '992200b9363a3602e7f90ad551186e70689504a164cc4e740ba15454a2c5b8c9', NULL);
INSERT INTO public.change VALUES (3, 1, 3, 'demand_added', '2026-11-05 12:00:00+00', '2026-11-05 12:00:00+00', 'import', 'demand/1', 1, 'null', '{"asks":"Publish the sampling results for the river.","number":1,"sources":["minutes"],"title":"Sampling results"}', '"A test"', '992200b9363a3602e7f90ad551186e70689504a164cc4e740ba15454a2c5b8c9', '905580887df61fc94e41a48785575123100f27cbacb33a98d9c163c945eb2933', NULL);
INSERT INTO public.change VALUES (4, 1, 4, 'entry_recorded', '2026-11-05 12:00:00+00', '2026-11-05 12:00:00+00', 'import', 'question/1a', 1, 'null', '{"letter":"a","text":"the results for 2025"}', '"A test"', '905580887df61fc94e41a48785575123100f27cbacb33a98d9c163c945eb2933', '3fbb5453bbf50533999bc200de055e0153ada8115f4dbdee36832802f70e86c3', NULL);
INSERT INTO public.change VALUES (5, 1, 5, 'entry_recorded', '2026-11-05 12:00:00+00', '2026-11-05 12:00:00+00', 'import', 'question/1b', 1, 'null', '{"letter":"b","text":"the laboratory that made them"}', '"A test"', '3fbb5453bbf50533999bc200de055e0153ada8115f4dbdee36832802f70e86c3', 'fdce7e0e985ee843653e7d83074a28fec4d0502bb7f0b949dda9751448785d07', NULL);
INSERT INTO public.change VALUES (6, 1, 6, 'deadline_set', '2026-11-01 00:00:00+00', '2026-11-05 12:00:00+00', 'import', 'deadline/1-1', 1, 'null', '{"basis":"seven days","due":"2026-11-08","set_by":"the motion","set_on":"2026-11-01","sources":["minutes"]}', '"A test"', 'fdce7e0e985ee843653e7d83074a28fec4d0502bb7f0b949dda9751448785d07', '98628cf78a6bbe2526b08446352bc3c01238fac3ff29cf78abdf4b581178b597', NULL);
INSERT INTO public.change VALUES (7, 2, 1, 'motion_recorded', '2026-11-01 00:00:00+00', '2026-11-05 12:00:00+00', 'import', 'motion', NULL, 'null', '{"addressee":"The Cabinet","adopted_on":"2026-11-01","body":"Northgate Council","slug":"dirty-river","title":"Dirty River","visibility":"public"}', '"A test"', '', 'aeb25ae8a10f70699c7333f0939e2ab925481ce7e7f131be89309cba61c17409', NULL);
INSERT INTO public.change VALUES (8, 2, 2, 'entry_recorded', '2026-11-05 12:00:00+00', '2026-11-05 12:00:00+00', 'import', 'source/minutes', NULL, 'null', '{"id":"minutes","published_on":"2026-11-02","publisher":"Northgate Council","title":"Minutes","url":"https://example.org/m"}', '"A test"', 'aeb25ae8a10f70699c7333f0939e2ab925481ce7e7f131be89309cba61c17409', '3aa756ec8e3ab877afcb9a25ecfa0e98fec6e65ef8d19a10f1475784b60a3553', NULL);
INSERT INTO public.change VALUES (9, 2, 3, 'demand_added', '2026-11-05 12:00:00+00', '2026-11-05 12:00:00+00', 'import', 'demand/1', 1, 'null', '{"asks":"Publish the sampling results for the river.","number":1,"sources":["minutes"],"title":"Sampling results"}', '"A test"', '3aa756ec8e3ab877afcb9a25ecfa0e98fec6e65ef8d19a10f1475784b60a3553', '85ba9a2c7857c974a05ad690e26798b1481bb8f5fe77c77b16de1d03472638c6', NULL);
INSERT INTO public.change VALUES (10, 2, 4, 'entry_recorded', '2026-11-05 12:00:00+00', '2026-11-05 12:00:00+00', 'import', 'question/1a', 1, 'null', '{"letter":"a","text":"the results for 2025"}', '"A test"', '85ba9a2c7857c974a05ad690e26798b1481bb8f5fe77c77b16de1d03472638c6', 'f1036e94aaccd3c3c403d1fa891cdd2a8abc235db3dd3e9901e01e01fb724822', NULL);
INSERT INTO public.change VALUES (11, 2, 5, 'entry_recorded', '2026-11-05 12:00:00+00', '2026-11-05 12:00:00+00', 'import', 'question/1b', 1, 'null', '{"letter":"b","text":"the laboratory that made them"}', '"A test"', 'f1036e94aaccd3c3c403d1fa891cdd2a8abc235db3dd3e9901e01e01fb724822', '8690a454de04a9258488392d3221e561b708aae3ced2e4925d30d4af8d1f4d0e', NULL);
INSERT INTO public.change VALUES (12, 2, 6, 'deadline_set', '2026-11-01 00:00:00+00', '2026-11-05 12:00:00+00', 'import', 'deadline/1-1', 1, 'null', '{"basis":"seven days","due":"2026-11-08","set_by":"the motion","set_on":"2026-11-01","sources":["minutes"]}', '"A test"', '8690a454de04a9258488392d3221e561b708aae3ced2e4925d30d4af8d1f4d0e', 'f2436ed1745609cdba9c36753ec303c61d6602acc5d449eaeeb1872b49774bd6', NULL);
INSERT INTO public.change VALUES (13, 1, 7, 'response_recorded', '2026-11-04 00:00:00+00', '2026-11-05 13:00:00+00', 'import', 'response/letter-1', NULL, 'null', '{"form":"letter","from":"The Cabinet","id":"letter-1","received_on":"2026-11-04","sources":["minutes"],"summary":"Results."}', '"A test"', '98628cf78a6bbe2526b08446352bc3c01238fac3ff29cf78abdf4b581178b597', '83048a3b6c1613832f49f4282ca02b612396251ebb79c6562738f495adc440ce', NULL);
INSERT INTO public.change VALUES (14, 1, 8, 'finding_made', '2026-11-04 00:00:00+00', '2026-11-05 13:00:00+00', 'import', 'finding/1a-2026-11-04', 1, 'null', '{"demand":1,"found_on":"2026-11-04","id":"1a-2026-11-04","reasoning":"Given.","response":"letter-1","sources":["minutes"],"verdict":"answered"}', '"A test (import of history)"', '83048a3b6c1613832f49f4282ca02b612396251ebb79c6562738f495adc440ce', '217ae2b36f742bdc094b6aecef8d09c644fa001a0592dbf46d701439ab2fabfc', NULL);
INSERT INTO public.change VALUES (15, 1, 9, 'deadline_passed', '2026-11-09 00:00:00+00', '2026-11-20 12:00:00+00', 'clock', 'demand/1', 1, '{"clock":"due_today"}', '{"clock":"checking"}', '"The deadline passed; replies are being checked."', '217ae2b36f742bdc094b6aecef8d09c644fa001a0592dbf46d701439ab2fabfc', 'a85c78b3d5f1d2a003b87982691f15213c1d34901709f4ed721dc180448d09df', 'deadline_passed:1:0');
INSERT INTO public.change VALUES (16, 2, 7, 'deadline_passed', '2026-11-09 00:00:00+00', '2026-11-20 12:00:00+00', 'clock', 'demand/1', 1, '{"clock":"due_today"}', '{"clock":"checking"}', '"The deadline passed; replies are being checked."', 'f2436ed1745609cdba9c36753ec303c61d6602acc5d449eaeeb1872b49774bd6', 'fb75c798724c8652e160db56cbb15844887aa9a32ddcb07451316ceb527f67ee', 'deadline_passed:2:0');
INSERT INTO public.change VALUES (17, 1, 10, 'overdue', '2026-11-09 10:00:00+00', '2026-11-20 12:00:00+00', 'clock', 'demand/1', 1, '{"clock":"checking"}', '{"clock":"overdue"}', '"The time for checking passed with parts still open."', 'a85c78b3d5f1d2a003b87982691f15213c1d34901709f4ed721dc180448d09df', '0ec8ad6ef4f3bd7be49f0951bb6cd2a86a27badfbc4768c76aa8b5b049f6feec', 'overdue:1:0');
INSERT INTO public.change VALUES (18, 2, 8, 'overdue', '2026-11-09 10:00:00+00', '2026-11-20 12:00:00+00', 'clock', 'demand/1', 1, '{"clock":"checking"}', '{"clock":"overdue"}', '"The time for checking passed with parts still open."', 'fb75c798724c8652e160db56cbb15844887aa9a32ddcb07451316ceb527f67ee', 'af57a6c91e4acaf436af2b6770b906745792acf81cc07a5fd83aeb919baaa0a1', 'overdue:2:0');
INSERT INTO public.citation VALUES (1, 1, 1, 0, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.citation VALUES (2, 1, 1, 0, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.citation VALUES (3, 2, 2, 0, NULL, NULL, 2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.citation VALUES (4, 2, 2, 0, NULL, NULL, NULL, 2, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.citation VALUES (5, 1, 1, 0, NULL, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.citation VALUES (6, 1, 1, 0, NULL, NULL, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.clearance VALUES (1, 1, 'answered', true, NULL, NULL, NULL, NULL, NULL, NULL, false, '2026-11-05 13:00:00+00');
INSERT INTO public.correction_request VALUES (1, 'r1', 1, 1, '/motions/clean-river', 'A name.', NULL, 'reader@example.org', '2026-11-05 13:00:00+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.deadline VALUES (1, 1, 1, 1, 1, '2026-11-08', NULL, 'set', '2026-11-01', 'the motion', NULL, 'seven days', NULL, NULL, false, '2026-11-05 12:00:00+00');
INSERT INTO public.deadline VALUES (2, 2, 2, 1, 1, '2026-11-08', NULL, 'set', '2026-11-01', 'the motion', NULL, 'seven days', NULL, NULL, false, '2026-11-05 12:00:00+00');
INSERT INTO public.demand VALUES (1, 1, 1, 'Sampling results', 'Publish the sampling results for the river.', NULL, NULL, NULL, NULL, '2026-11-05 12:00:00+00');
INSERT INTO public.demand VALUES (2, 2, 1, 'Sampling results', 'Publish the sampling results for the river.', NULL, NULL, NULL, NULL, '2026-11-05 12:00:00+00');
INSERT INTO public.desk_entry VALUES (1, '2026-11-05 13:00:00+00', NULL, NULL, 'made an account', 'editor/1', 'admin');
INSERT INTO public.desk_entry VALUES (2, '2026-11-05 13:00:00+00', 1, 'admin', 'began a draft', 'draft/GP-AgpWf1zUJU-4AZOJTxA', '');
INSERT INTO public.desk_entry VALUES (3, '2026-11-05 13:00:00+00', 1, 'admin', 'offered a reply', 'offer/1', '');
INSERT INTO public.domain_pause VALUES ('example.org', '2026-11-05 13:00:00+00', 1);
INSERT INTO public.draft VALUES (1, 'GP-AgpWf1zUJU-4AZOJTxA', 'reply', 1, 'A reply', '{}', 'open', 1, 8, 1, 1, '2026-11-05 13:00:00+00', '2026-11-05 13:00:00+00', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.editor VALUES (1, 'admin@example.org', 'Ann Admin', 'admin', true, NULL, 'e8694eecf5c2ae866ad13bff2aedaded', NULL, NULL, NULL, NULL, NULL, '2026-11-05 13:00:00+00', NULL, NULL);
INSERT INTO public.finding VALUES (1, 1, 1, '1a-2026-11-04', 1, 'letter-1', 1, 1, 'answered', NULL, NULL, 'Given.', '2026-11-04', 'the editors', false, '2026-11-05 13:00:00+00', NULL, 1, '[]');
INSERT INTO public.heartbeat VALUES ('clock', 'o', '2026-11-05 13:00:00+00', 2, 2, '2026-11-05 13:00:00+00', 2, 2, NULL);
INSERT INTO public.hiding VALUES (1, 2, 'legal', NULL, '2026-11-05 13:00:00+00', 1, '2026-11-05', NULL, NULL, NULL);
INSERT INTO public.lease VALUES ('clock', 'o', '2026-11-05 14:00:00+00');
INSERT INTO public.letter VALUES (1, 'reply_offer:1', 'reply_offer', 'cabinet@example.org', '{"offer": 1}', 'pending', '2026-11-05 13:00:00+00', '2026-11-05 13:00:00+00', NULL, NULL, 0, 0, NULL, NULL);
INSERT INTO public.letter VALUES (2, 'letter-0', 'account_link', 'person0@example.org', '{"n": 0}', 'held', '2026-11-05 13:00:00+00', NULL, NULL, NULL, 0, 0, NULL, NULL);
INSERT INTO public.letter VALUES (3, 'letter-1', 'reply_offer', 'person1@example.org', '{"n": 1}', 'waiting', '2026-11-05 13:00:00+00', NULL, NULL, NULL, 0, 0, NULL, NULL);
INSERT INTO public.letter VALUES (4, 'letter-2', 'request_received', 'person2@example.org', '{"n": 2}', 'pending', '2026-11-05 13:00:00+00', '2026-11-05 15:00:00+00', NULL, NULL, 0, 0, NULL, NULL);
INSERT INTO public.letter VALUES (5, 'letter-3', 'request_decided', 'person3@example.org', '{"n": 3}', 'sending', '2026-11-05 13:00:00+00', '2026-11-05 16:00:00+00', '2026-11-05 13:00:00+00', 'a-sender', 2, 1, NULL, NULL);
INSERT INTO public.letter VALUES (6, 'letter-4', 'account_link', 'person4@example.org', '{"n": 4}', 'unknown', '2026-11-05 13:00:00+00', '2026-11-05 17:00:00+00', '2026-11-05 13:00:00+00', 'a-sender', 2, 1, NULL, NULL);
INSERT INTO public.letter VALUES (7, 'letter-5', 'reply_offer', 'person5@example.org', '{"n": 5}', 'sent', '2026-11-05 13:00:00+00', NULL, '2026-11-05 13:00:00+00', 'a-sender', 2, 1, '550 5.1.1', '2026-11-05 14:00:00+00');
INSERT INTO public.letter VALUES (8, 'letter-6', 'request_received', 'person6@example.org', '{"n": 6}', 'failed', '2026-11-05 13:00:00+00', NULL, '2026-11-05 13:00:00+00', 'a-sender', 2, 1, '550 5.1.1', '2026-11-05 14:00:00+00');
INSERT INTO public.letter VALUES (9, 'letter-7', 'request_decided', 'person7@example.org', '{"n": 7}', 'cancelled', '2026-11-05 13:00:00+00', NULL, NULL, NULL, 0, 0, '550 5.1.1', '2026-11-05 14:00:00+00');
INSERT INTO public.link VALUES (1, '0000000000000000000000000000000000000000000000000000000000000000', 'confirm', 1, '2026-11-05 13:00:00+00', '2026-11-12 13:00:00+00', NULL);
INSERT INTO public.link VALUES (2, '1111111111111111111111111111111111111111111111111111111111111111', 'alerts', 1, '2026-11-05 13:00:00+00', NULL, NULL);
INSERT INTO public.mail_day VALUES ('2026-11-05', 3, 1);
INSERT INTO public.mailbox VALUES ('box-ada', 1, '2026-11-05 13:00:00+00', NULL);
INSERT INTO public.moment VALUES (1, 'dd2f62aa9ed7a769537464878eb30497', 'at_once', '2026-11-05 12:00:00+00', '2026-11-05 12:00:00+00', NULL, NULL, NULL);
INSERT INTO public.moment VALUES (2, '8b481d5fd7625e84ddf33167dbfee960', 'at_once', '2026-11-05 12:00:00+00', '2026-11-05 12:00:00+00', NULL, NULL, NULL);
INSERT INTO public.moment VALUES (3, '57f920cb059ed60f6713bda92bab28ec', 'at_once', '2026-11-05 13:00:00+00', '2026-11-05 13:00:00+00', NULL, NULL, NULL);
INSERT INTO public.moment VALUES (4, 'confirm-moment', 'at_once', '2026-11-05 13:00:00+00', '2026-11-05 13:00:00+00', NULL, NULL, 'canary:2026-11-05');
INSERT INTO public.moment VALUES (5, 'a69e697e30e56edc2dc3ee05a5572530', 'at_once', '2026-11-20 12:00:00+00', '2026-11-20 12:00:00+00', NULL, NULL, NULL);
INSERT INTO public.motion VALUES (1, 'clean-river', 'Clean River', 'Northgate Council', 'The Cabinet', '2026-11-01', 'Europe/London', '10', 'public', NULL, '2026-11-05 12:00:00+00', NULL, NULL, NULL, NULL, '2026-11-05 12:00:00+00', 10, '0ec8ad6ef4f3bd7be49f0951bb6cd2a86a27badfbc4768c76aa8b5b049f6feec', 'akbjh');
INSERT INTO public.motion VALUES (2, 'dirty-river', 'Dirty River', 'Northgate Council', 'The Cabinet', '2026-11-01', 'Europe/London', '10', 'public', NULL, '2026-11-05 12:00:00+00', NULL, NULL, NULL, NULL, '2026-11-05 12:00:00+00', 8, 'af57a6c91e4acaf436af2b6770b906745792acf81cc07a5fd83aeb919baaa0a1', '3yd90');
INSERT INTO public.notice VALUES (1, 1, 'motion_published', 1, '[]', 1, NULL, 'motion', '2026-11-05 12:00:00+00', '2026-11-05 12:00:00+00', '{}', NULL);
INSERT INTO public.notice VALUES (2, 2, 'motion_published', 2, '[]', 7, NULL, 'motion', '2026-11-05 12:00:00+00', '2026-11-05 12:00:00+00', '{}', NULL);
INSERT INTO public.notice VALUES (3, 3, 'reply_recorded', 1, '[1]', 13, NULL, 'response/letter-1', '2026-11-04 00:00:00+00', '2026-11-05 13:00:00+00', '{"headlines": {"1": ["awaiting", "partially_answered"]}}', NULL);
INSERT INTO public.notice VALUES (4, 3, 'finding_made', 1, '[1]', 14, NULL, 'finding/1a-2026-11-04', '2026-11-04 00:00:00+00', '2026-11-05 13:00:00+00', '{"headlines": {"1": ["awaiting", "partially_answered"]}, "question": "a", "before": null, "after": {"verdict": "answered", "gap": null, "ground": null}}', NULL);
INSERT INTO public.notice VALUES (5, 4, 'canary', NULL, '[]', NULL, NULL, 'subscriber/1', '2026-11-05 13:00:00+00', '2026-11-05 13:00:00+00', '{}', NULL);
INSERT INTO public.notice_target VALUES (1, 'all');
INSERT INTO public.notice_target VALUES (1, 'motion:1');
INSERT INTO public.notice_target VALUES (2, 'all');
INSERT INTO public.notice_target VALUES (2, 'motion:2');
INSERT INTO public.notice_target VALUES (3, 'all');
INSERT INTO public.notice_target VALUES (3, 'motion:1');
INSERT INTO public.notice_target VALUES (3, 'demand:1');
INSERT INTO public.notice_target VALUES (4, 'all');
INSERT INTO public.notice_target VALUES (4, 'motion:1');
INSERT INTO public.notice_target VALUES (4, 'demand:1');
INSERT INTO public.outlet VALUES ('smtp', NULL, NULL, 1, '421', '2026-11-05 13:00:00+00', 2, NULL, '2026-11-05 13:00:00+00', '2026-11-05 13:00:00+00', NULL);
INSERT INTO public.projection VALUES (1, 1, 'partially_answered', true, 1, '2026-11-09 00:00:00+00', '2026-11-09 10:00:00+00', NULL, NULL, true, '2026-11-09 10:00:00+00', 0, '2026-11-23 07:00:00+00');
INSERT INTO public.projection VALUES (2, 2, NULL, true, 2, '2026-11-09 00:00:00+00', '2026-11-09 10:00:00+00', NULL, NULL, true, '2026-11-09 10:00:00+00', 0, '2026-11-23 07:00:00+00');
INSERT INTO public.question VALUES (1, 1, 1, 'a', 'the results for 2025', NULL, NULL, '2026-11-05 12:00:00+00');
INSERT INTO public.question VALUES (2, 1, 1, 'b', 'the laboratory that made them', NULL, NULL, '2026-11-05 12:00:00+00');
INSERT INTO public.question VALUES (3, 2, 2, 'a', 'the results for 2025', NULL, NULL, '2026-11-05 12:00:00+00');
INSERT INTO public.question VALUES (4, 2, 2, 'b', 'the laboratory that made them', NULL, NULL, '2026-11-05 12:00:00+00');
INSERT INTO public.reply_offer VALUES (1, 1, 1, 'right-of-reply-1', 'The Cabinet', 'cabinet@example.org', 'e-mail', 5, NULL, '{"motion": "Clean River", "body": "Northgate Council", "adopted_on": "2026-11-01", "parts": [{"demand": 1, "letter": "b", "asks": "Publish the sampling results for the river.", "question": "the laboratory that made them", "test": "The name of the laboratory.", "verdict": "not_answered", "gap": "not_mentioned", "reasoning": "The letter of 4 November names no laboratory.", "passage": "The results were made by an accredited laboratory.", "sources": [{"title": "Letter on the river", "publisher": "The Cabinet", "url": "https://example.org/letter", "published_on": "2026-11-04"}]}]}', NULL, '2026-11-05 13:00:00+00', 1, NULL, NULL, NULL, NULL, NULL, '[]', NULL, NULL);
INSERT INTO public.response VALUES (1, 1, 'letter-1', 1, 1, 'The Cabinet', 'letter', 'received', '2026-11-04', NULL, NULL, 'Results.', NULL, '[]', false, '2026-11-05 13:00:00+00');
INSERT INTO public.signup VALUES (1, 'new@example.org', NULL, NULL, 'daily', '/', 'b', '2026-11-05 13:00:00+00');
INSERT INTO public.source VALUES (1, 1, 'minutes', 1, 'Northgate Council', 'Minutes', NULL, '2026-11-02', NULL, 'https://example.org/m', NULL, NULL, NULL, 'document', 'not_stated', NULL, false, '2026-11-05 12:00:00+00');
INSERT INTO public.source VALUES (2, 2, 'minutes', 1, 'Northgate Council', 'Minutes', NULL, '2026-11-02', NULL, 'https://example.org/m', NULL, NULL, NULL, 'document', 'not_stated', NULL, false, '2026-11-05 12:00:00+00');
INSERT INTO public.subscriber VALUES (1, 'ada@example.org', 'box-ada', false, '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', NULL, NULL, NULL, NULL);
INSERT INTO public.subscriber VALUES (2, 'ben@example.org', 'box-ben', false, '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', NULL, NULL, NULL, NULL);
INSERT INTO public.subscriber VALUES (3, 'cat@example.org', 'box-cat', false, '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', NULL, NULL, NULL, NULL);
INSERT INTO public.subscriber VALUES (4, 'dan@example.org', 'box-dan', false, '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', NULL, NULL, NULL, NULL);
INSERT INTO public.subscriber VALUES (5, 'eve@example.org', 'box-eve', false, '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', NULL, NULL, NULL, NULL);
INSERT INTO public.subscriber VALUES (6, 'fay@example.org', 'box-fay', false, '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', NULL, NULL, NULL, NULL);
INSERT INTO public.subscriber VALUES (7, 'gus@example.org', 'box-gus', false, '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', NULL, NULL, NULL, NULL);
INSERT INTO public.subscriber VALUES (8, 'hal@example.org', 'box-hal', false, '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', NULL, NULL, NULL, NULL);
INSERT INTO public.subscriber VALUES (9, 'ivy@example.org', 'box-ivy', false, '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', NULL, NULL, NULL, NULL);
INSERT INTO public.subscriber VALUES (10, 'jo@example.org', 'box-jo', false, '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', NULL, NULL, NULL, NULL);
INSERT INTO public.subscriber VALUES (11, NULL, 'box-op', true, '2026-11-05 13:00:00+00', '2026-11-05 13:00:00+00', NULL, NULL, NULL, NULL);
INSERT INTO public.subscription VALUES (1, 1, 'motion:1', NULL, NULL, 'at_once', '/', '1', NULL, '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', NULL, true);
INSERT INTO public.subscription VALUES (2, 1, 'all', NULL, NULL, 'at_once', '/', '1', NULL, '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', NULL, true);
INSERT INTO public.subscription VALUES (3, 2, 'motion:1', NULL, NULL, 'at_once', '/', '1', NULL, '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', NULL, true);
INSERT INTO public.subscription VALUES (4, 2, 'all', NULL, NULL, 'at_once', '/', '1', NULL, '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', NULL, true);
INSERT INTO public.subscription VALUES (5, 3, 'motion:1', NULL, NULL, 'at_once', '/', '1', NULL, '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', NULL, true);
INSERT INTO public.subscription VALUES (6, 3, 'all', NULL, NULL, 'at_once', '/', '1', NULL, '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', NULL, true);
INSERT INTO public.subscription VALUES (7, 4, 'motion:1', NULL, NULL, 'at_once', '/', '1', NULL, '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', NULL, true);
INSERT INTO public.subscription VALUES (8, 4, 'all', NULL, NULL, 'at_once', '/', '1', NULL, '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', NULL, true);
INSERT INTO public.subscription VALUES (9, 5, 'motion:1', NULL, NULL, 'at_once', '/', '1', NULL, '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', NULL, true);
INSERT INTO public.subscription VALUES (10, 5, 'all', NULL, NULL, 'at_once', '/', '1', NULL, '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', NULL, true);
INSERT INTO public.subscription VALUES (11, 6, 'motion:1', NULL, NULL, 'at_once', '/', '1', NULL, '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', NULL, true);
INSERT INTO public.subscription VALUES (12, 6, 'all', NULL, NULL, 'at_once', '/', '1', NULL, '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', NULL, true);
INSERT INTO public.subscription VALUES (13, 7, 'motion:1', NULL, NULL, 'at_once', '/', '1', NULL, '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', NULL, true);
INSERT INTO public.subscription VALUES (14, 7, 'all', NULL, NULL, 'at_once', '/', '1', NULL, '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', NULL, true);
INSERT INTO public.subscription VALUES (15, 8, 'motion:1', NULL, NULL, 'at_once', '/', '1', NULL, '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', NULL, true);
INSERT INTO public.subscription VALUES (16, 8, 'all', NULL, NULL, 'at_once', '/', '1', NULL, '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', NULL, true);
INSERT INTO public.subscription VALUES (17, 9, 'demand:1', NULL, NULL, 'daily', '/', '1', NULL, '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', NULL, true);
INSERT INTO public.subscription VALUES (18, 10, 'all', NULL, NULL, 'weekly', '/', '1', NULL, '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', NULL, true);
SELECT pg_catalog.setval('public.account_link_id_seq', 1, true);
SELECT pg_catalog.setval('public.alert_id_seq', 37, true);
SELECT pg_catalog.setval('public.bounce_id_seq', 1, true);
SELECT pg_catalog.setval('public.change_id_seq', 18, true);
SELECT pg_catalog.setval('public.citation_id_seq', 6, true);
SELECT pg_catalog.setval('public.clearance_id_seq', 1, true);
SELECT pg_catalog.setval('public.correction_request_id_seq', 1, true);
SELECT pg_catalog.setval('public.deadline_id_seq', 2, true);
SELECT pg_catalog.setval('public.demand_id_seq', 2, true);
SELECT pg_catalog.setval('public.desk_entry_id_seq', 3, true);
SELECT pg_catalog.setval('public.discrepancy_id_seq', 1, false);
SELECT pg_catalog.setval('public.draft_id_seq', 1, true);
SELECT pg_catalog.setval('public.editor_id_seq', 1, true);
SELECT pg_catalog.setval('public.event_id_seq', 1, false);
SELECT pg_catalog.setval('public.figure_id_seq', 1, false);
SELECT pg_catalog.setval('public.finding_id_seq', 1, true);
SELECT pg_catalog.setval('public.flow_id_seq', 1, false);
SELECT pg_catalog.setval('public.hiding_id_seq', 1, true);
SELECT pg_catalog.setval('public.identity_id_seq', 1, false);
SELECT pg_catalog.setval('public.letter_id_seq', 9, true);
SELECT pg_catalog.setval('public.link_id_seq', 2, true);
SELECT pg_catalog.setval('public.moment_id_seq', 5, true);
SELECT pg_catalog.setval('public.motion_id_seq', 2, true);
SELECT pg_catalog.setval('public.note_id_seq', 1, false);
SELECT pg_catalog.setval('public.notice_id_seq', 5, true);
SELECT pg_catalog.setval('public.passkey_id_seq', 1, false);
SELECT pg_catalog.setval('public.question_id_seq', 4, true);
SELECT pg_catalog.setval('public.reply_offer_id_seq', 1, true);
SELECT pg_catalog.setval('public.response_id_seq', 1, true);
SELECT pg_catalog.setval('public.sign_in_id_seq', 1, false);
SELECT pg_catalog.setval('public.signup_id_seq', 1, true);
SELECT pg_catalog.setval('public.source_id_seq', 2, true);
SELECT pg_catalog.setval('public.statement_id_seq', 1, false);
SELECT pg_catalog.setval('public.subscriber_id_seq', 11, true);
SELECT pg_catalog.setval('public.subscription_id_seq', 18, true);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.account_link
    ADD CONSTRAINT pk_account_link PRIMARY KEY (id);
ALTER TABLE ONLY public.alert
    ADD CONSTRAINT pk_alert PRIMARY KEY (id);
ALTER TABLE ONLY public.bounce
    ADD CONSTRAINT pk_bounce PRIMARY KEY (id);
ALTER TABLE ONLY public.change
    ADD CONSTRAINT pk_change PRIMARY KEY (id);
ALTER TABLE ONLY public.citation
    ADD CONSTRAINT pk_citation PRIMARY KEY (id);
ALTER TABLE ONLY public.clearance
    ADD CONSTRAINT pk_clearance PRIMARY KEY (id);
ALTER TABLE ONLY public.correction_request
    ADD CONSTRAINT pk_correction_request PRIMARY KEY (id);
ALTER TABLE ONLY public.deadline
    ADD CONSTRAINT pk_deadline PRIMARY KEY (id);
ALTER TABLE ONLY public.demand
    ADD CONSTRAINT pk_demand PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_entry
    ADD CONSTRAINT pk_desk_entry PRIMARY KEY (id);
ALTER TABLE ONLY public.discrepancy
    ADD CONSTRAINT pk_discrepancy PRIMARY KEY (id);
ALTER TABLE ONLY public.domain_pause
    ADD CONSTRAINT pk_domain_pause PRIMARY KEY (domain);
ALTER TABLE ONLY public.draft
    ADD CONSTRAINT pk_draft PRIMARY KEY (id);
ALTER TABLE ONLY public.editor
    ADD CONSTRAINT pk_editor PRIMARY KEY (id);
ALTER TABLE ONLY public.event
    ADD CONSTRAINT pk_event PRIMARY KEY (id);
ALTER TABLE ONLY public.figure
    ADD CONSTRAINT pk_figure PRIMARY KEY (id);
ALTER TABLE ONLY public.finding
    ADD CONSTRAINT pk_finding PRIMARY KEY (id);
ALTER TABLE ONLY public.flow
    ADD CONSTRAINT pk_flow PRIMARY KEY (id);
ALTER TABLE ONLY public.heartbeat
    ADD CONSTRAINT pk_heartbeat PRIMARY KEY (name);
ALTER TABLE ONLY public.hiding
    ADD CONSTRAINT pk_hiding PRIMARY KEY (id);
ALTER TABLE ONLY public.identity
    ADD CONSTRAINT pk_identity PRIMARY KEY (id);
ALTER TABLE ONLY public.lease
    ADD CONSTRAINT pk_lease PRIMARY KEY (name);
ALTER TABLE ONLY public.letter
    ADD CONSTRAINT pk_letter PRIMARY KEY (id);
ALTER TABLE ONLY public.link
    ADD CONSTRAINT pk_link PRIMARY KEY (id);
ALTER TABLE ONLY public.mail_day
    ADD CONSTRAINT pk_mail_day PRIMARY KEY (day);
ALTER TABLE ONLY public.mailbox
    ADD CONSTRAINT pk_mailbox PRIMARY KEY (key);
ALTER TABLE ONLY public.moment
    ADD CONSTRAINT pk_moment PRIMARY KEY (id);
ALTER TABLE ONLY public.motion
    ADD CONSTRAINT pk_motion PRIMARY KEY (id);
ALTER TABLE ONLY public.note
    ADD CONSTRAINT pk_note PRIMARY KEY (id);
ALTER TABLE ONLY public.notice
    ADD CONSTRAINT pk_notice PRIMARY KEY (id);
ALTER TABLE ONLY public.notice_target
    ADD CONSTRAINT pk_notice_target PRIMARY KEY (notice_id, target);
ALTER TABLE ONLY public.outlet
    ADD CONSTRAINT pk_outlet PRIMARY KEY (name);
ALTER TABLE ONLY public.passkey
    ADD CONSTRAINT pk_passkey PRIMARY KEY (id);
ALTER TABLE ONLY public.projection
    ADD CONSTRAINT pk_projection PRIMARY KEY (demand_id);
ALTER TABLE ONLY public.question
    ADD CONSTRAINT pk_question PRIMARY KEY (id);
ALTER TABLE ONLY public.reply_offer
    ADD CONSTRAINT pk_reply_offer PRIMARY KEY (id);
ALTER TABLE ONLY public.response
    ADD CONSTRAINT pk_response PRIMARY KEY (id);
ALTER TABLE ONLY public.sign_in
    ADD CONSTRAINT pk_sign_in PRIMARY KEY (id);
ALTER TABLE ONLY public.signup
    ADD CONSTRAINT pk_signup PRIMARY KEY (id);
ALTER TABLE ONLY public.source
    ADD CONSTRAINT pk_source PRIMARY KEY (id);
ALTER TABLE ONLY public.statement
    ADD CONSTRAINT pk_statement PRIMARY KEY (id);
ALTER TABLE ONLY public.subscriber
    ADD CONSTRAINT pk_subscriber PRIMARY KEY (id);
ALTER TABLE ONLY public.subscription
    ADD CONSTRAINT pk_subscription PRIMARY KEY (id);
ALTER TABLE ONLY public.account_link
    ADD CONSTRAINT uq_account_link_token_hash UNIQUE (token_hash);
ALTER TABLE ONLY public.alert
    ADD CONSTRAINT uq_alert_notice_id_subscriber_id UNIQUE (notice_id, subscriber_id);
ALTER TABLE ONLY public.bounce
    ADD CONSTRAINT uq_bounce_alert_id UNIQUE (alert_id);
ALTER TABLE ONLY public.change
    ADD CONSTRAINT uq_change_motion_id_sequence UNIQUE (motion_id, sequence);
ALTER TABLE ONLY public.change
    ADD CONSTRAINT uq_change_once UNIQUE (once);
ALTER TABLE ONLY public.correction_request
    ADD CONSTRAINT uq_correction_request_key UNIQUE (key);
ALTER TABLE ONLY public.deadline
    ADD CONSTRAINT uq_deadline_demand_id_position_version UNIQUE (demand_id, "position", version);
ALTER TABLE ONLY public.demand
    ADD CONSTRAINT uq_demand_motion_id_number UNIQUE (motion_id, number);
ALTER TABLE ONLY public.discrepancy
    ADD CONSTRAINT uq_discrepancy_motion_id_key UNIQUE (motion_id, key);
ALTER TABLE ONLY public.draft
    ADD CONSTRAINT uq_draft_key UNIQUE (key);
ALTER TABLE ONLY public.editor
    ADD CONSTRAINT uq_editor_email UNIQUE (email);
ALTER TABLE ONLY public.editor
    ADD CONSTRAINT uq_editor_fs_uniquifier UNIQUE (fs_uniquifier);
ALTER TABLE ONLY public.editor
    ADD CONSTRAINT uq_editor_fs_webauthn_user_handle UNIQUE (fs_webauthn_user_handle);
ALTER TABLE ONLY public.event
    ADD CONSTRAINT uq_event_motion_id_key UNIQUE (motion_id, key);
ALTER TABLE ONLY public.figure
    ADD CONSTRAINT uq_figure_motion_id_key UNIQUE (motion_id, key);
ALTER TABLE ONLY public.finding
    ADD CONSTRAINT uq_finding_motion_id_key_version UNIQUE (motion_id, key, version);
ALTER TABLE ONLY public.flow
    ADD CONSTRAINT uq_flow_motion_id_key UNIQUE (motion_id, key);
ALTER TABLE ONLY public.identity
    ADD CONSTRAINT uq_identity_motion_id_key UNIQUE (motion_id, key);
ALTER TABLE ONLY public.letter
    ADD CONSTRAINT uq_letter_key UNIQUE (key);
ALTER TABLE ONLY public.link
    ADD CONSTRAINT uq_link_token_hash UNIQUE (token_hash);
ALTER TABLE ONLY public.moment
    ADD CONSTRAINT uq_moment_key UNIQUE (key);
ALTER TABLE ONLY public.moment
    ADD CONSTRAINT uq_moment_once UNIQUE (once);
ALTER TABLE ONLY public.motion
    ADD CONSTRAINT uq_motion_share_token UNIQUE (share_token);
ALTER TABLE ONLY public.motion
    ADD CONSTRAINT uq_motion_slug UNIQUE (slug);
ALTER TABLE ONLY public.note
    ADD CONSTRAINT uq_note_motion_id_key UNIQUE (motion_id, key);
ALTER TABLE ONLY public.passkey
    ADD CONSTRAINT uq_passkey_credential_id UNIQUE (credential_id);
ALTER TABLE ONLY public.question
    ADD CONSTRAINT uq_question_demand_id_letter UNIQUE (demand_id, letter);
ALTER TABLE ONLY public.reply_offer
    ADD CONSTRAINT uq_reply_offer_token_hash UNIQUE (token_hash);
ALTER TABLE ONLY public.response
    ADD CONSTRAINT uq_response_motion_id_key_version UNIQUE (motion_id, key, version);
ALTER TABLE ONLY public.sign_in
    ADD CONSTRAINT uq_sign_in_key_hash UNIQUE (key_hash);
ALTER TABLE ONLY public.source
    ADD CONSTRAINT uq_source_motion_id_key UNIQUE (motion_id, key);
ALTER TABLE ONLY public.statement
    ADD CONSTRAINT uq_statement_motion_id_key_version UNIQUE (motion_id, key, version);
ALTER TABLE ONLY public.subscriber
    ADD CONSTRAINT uq_subscriber_address UNIQUE (address);
ALTER TABLE ONLY public.subscription
    ADD CONSTRAINT uq_subscription_subscriber_id_target UNIQUE (subscriber_id, target);
CREATE INDEX ix_account_link_editor_id ON public.account_link USING btree (editor_id);
CREATE INDEX ix_alert_due ON public.alert USING btree (due_at, id) WHERE (due_at IS NOT NULL);
CREATE INDEX ix_alert_failed ON public.alert USING btree (id) WHERE ((state)::text = 'failed'::text);
CREATE INDEX ix_alert_subscriber_moment ON public.alert USING btree (subscriber_id, moment_id);
CREATE INDEX ix_bounce_subscriber_id ON public.bounce USING btree (subscriber_id);
CREATE INDEX ix_change_motion_demand ON public.change USING btree (motion_id, demand_number);
CREATE INDEX ix_citation_deadline_id ON public.citation USING btree (deadline_id);
CREATE INDEX ix_citation_demand_id ON public.citation USING btree (demand_id);
CREATE INDEX ix_citation_discrepancy_id ON public.citation USING btree (discrepancy_id);
CREATE INDEX ix_citation_event_id ON public.citation USING btree (event_id);
CREATE INDEX ix_citation_figure_id ON public.citation USING btree (figure_id);
CREATE INDEX ix_citation_finding_id ON public.citation USING btree (finding_id);
CREATE INDEX ix_citation_identity_id ON public.citation USING btree (identity_id);
CREATE INDEX ix_citation_motion_id ON public.citation USING btree (motion_id);
CREATE INDEX ix_citation_note_id ON public.citation USING btree (note_id);
CREATE INDEX ix_citation_response_id ON public.citation USING btree (response_id);
CREATE INDEX ix_citation_source_id ON public.citation USING btree (source_id);
CREATE INDEX ix_citation_statement_id ON public.citation USING btree (statement_id);
CREATE INDEX ix_clearance_question_id ON public.clearance USING btree (question_id);
CREATE INDEX ix_correction_request_motion_id ON public.correction_request USING btree (motion_id);
CREATE INDEX ix_deadline_motion_id ON public.deadline USING btree (motion_id);
CREATE INDEX ix_desk_entry_at ON public.desk_entry USING btree (at);
CREATE INDEX ix_draft_motion_id ON public.draft USING btree (motion_id);
CREATE INDEX ix_draft_state ON public.draft USING btree (state, saved_at);
CREATE UNIQUE INDEX ix_finding_clearance_id ON public.finding USING btree (clearance_id);
CREATE INDEX ix_finding_question_id ON public.finding USING btree (question_id);
CREATE INDEX ix_hiding_motion_id ON public.hiding USING btree (motion_id);
CREATE INDEX ix_letter_due ON public.letter USING btree (due_at, id) WHERE (due_at IS NOT NULL);
CREATE INDEX ix_link_subscriber_id ON public.link USING btree (subscriber_id);
CREATE UNIQUE INDEX ix_motion_short_code ON public.motion USING btree (short_code);
CREATE INDEX ix_notice_change_id ON public.notice USING btree (change_id);
CREATE INDEX ix_notice_moment_id ON public.notice USING btree (moment_id);
CREATE INDEX ix_notice_recorded_at ON public.notice USING btree (recorded_at);
CREATE INDEX ix_notice_subject ON public.notice USING btree (motion_id, subject);
CREATE INDEX ix_passkey_user_id ON public.passkey USING btree (user_id);
CREATE INDEX ix_projection_motion_id ON public.projection USING btree (motion_id);
CREATE INDEX ix_projection_outstanding ON public.projection USING btree (outstanding, overdue_from);
CREATE INDEX ix_projection_overdue_due_at ON public.projection USING btree (overdue_due_at);
CREATE INDEX ix_projection_pass_due_at ON public.projection USING btree (pass_due_at);
CREATE INDEX ix_projection_remind_at ON public.projection USING btree (remind_at);
CREATE INDEX ix_question_motion_id ON public.question USING btree (motion_id);
CREATE INDEX ix_reply_offer_draft_id ON public.reply_offer USING btree (draft_id);
CREATE INDEX ix_reply_offer_motion_id ON public.reply_offer USING btree (motion_id);
CREATE INDEX ix_sign_in_editor_id ON public.sign_in USING btree (editor_id);
CREATE INDEX ix_subscriber_mailbox ON public.subscriber USING btree (mailbox);
CREATE INDEX ix_subscription_live ON public.subscription USING btree (target, pace, subscriber_id) WHERE live;
CREATE TRIGGER change_refuses_delete BEFORE DELETE ON public.change FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_rewriting('change is append-only: add a new row instead');
CREATE TRIGGER change_refuses_truncate BEFORE TRUNCATE ON public.change FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_rewriting('change is append-only: add a new row instead');
CREATE TRIGGER change_refuses_update BEFORE UPDATE ON public.change FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_rewriting('change is append-only: add a new row instead');
CREATE TRIGGER clearance_refuses_delete BEFORE DELETE ON public.clearance FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_rewriting('clearance is append-only: add a new row instead');
CREATE TRIGGER clearance_refuses_truncate BEFORE TRUNCATE ON public.clearance FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_rewriting('clearance is append-only: add a new row instead');
CREATE TRIGGER clearance_refuses_update BEFORE UPDATE ON public.clearance FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_rewriting('clearance is append-only: add a new row instead');
CREATE TRIGGER deadline_refuses_delete BEFORE DELETE ON public.deadline FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_rewriting('deadline is append-only: add a new row instead');
CREATE TRIGGER deadline_refuses_truncate BEFORE TRUNCATE ON public.deadline FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_rewriting('deadline is append-only: add a new row instead');
CREATE TRIGGER deadline_refuses_update BEFORE UPDATE ON public.deadline FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_rewriting('deadline is append-only: add a new row instead');
CREATE TRIGGER desk_entry_refuses_delete BEFORE DELETE ON public.desk_entry FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_rewriting('desk_entry is append-only: add a new row instead');
CREATE TRIGGER desk_entry_refuses_truncate BEFORE TRUNCATE ON public.desk_entry FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_rewriting('desk_entry is append-only: add a new row instead');
CREATE TRIGGER desk_entry_refuses_update BEFORE UPDATE ON public.desk_entry FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_rewriting('desk_entry is append-only: add a new row instead');
CREATE TRIGGER finding_needs_clearance BEFORE INSERT ON public.finding FOR EACH ROW EXECUTE FUNCTION public.require_clearance('a finding needs what cleared it: a test, and where it is adverse a second person and the right of reply');
CREATE TRIGGER finding_refuses_delete BEFORE DELETE ON public.finding FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_rewriting('finding is append-only: add a new row instead');
CREATE TRIGGER finding_refuses_truncate BEFORE TRUNCATE ON public.finding FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_rewriting('finding is append-only: add a new row instead');
CREATE TRIGGER finding_refuses_update BEFORE UPDATE ON public.finding FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_rewriting('finding is append-only: add a new row instead');
CREATE TRIGGER response_refuses_delete BEFORE DELETE ON public.response FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_rewriting('response is append-only: add a new row instead');
CREATE TRIGGER response_refuses_truncate BEFORE TRUNCATE ON public.response FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_rewriting('response is append-only: add a new row instead');
CREATE TRIGGER response_refuses_update BEFORE UPDATE ON public.response FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_rewriting('response is append-only: add a new row instead');
CREATE TRIGGER statement_refuses_delete BEFORE DELETE ON public.statement FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_rewriting('statement is append-only: add a new row instead');
CREATE TRIGGER statement_refuses_truncate BEFORE TRUNCATE ON public.statement FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_rewriting('statement is append-only: add a new row instead');
CREATE TRIGGER statement_refuses_update BEFORE UPDATE ON public.statement FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_rewriting('statement is append-only: add a new row instead');
ALTER TABLE ONLY public.account_link
    ADD CONSTRAINT fk_account_link_editor_id FOREIGN KEY (editor_id) REFERENCES public.editor(id);
ALTER TABLE ONLY public.alert
    ADD CONSTRAINT fk_alert_moment_id FOREIGN KEY (moment_id) REFERENCES public.moment(id);
ALTER TABLE ONLY public.alert
    ADD CONSTRAINT fk_alert_notice_id FOREIGN KEY (notice_id) REFERENCES public.notice(id);
ALTER TABLE ONLY public.alert
    ADD CONSTRAINT fk_alert_subscriber_id FOREIGN KEY (subscriber_id) REFERENCES public.subscriber(id);
ALTER TABLE ONLY public.bounce
    ADD CONSTRAINT fk_bounce_subscriber_id FOREIGN KEY (subscriber_id) REFERENCES public.subscriber(id);
ALTER TABLE ONLY public.change
    ADD CONSTRAINT fk_change_motion_id FOREIGN KEY (motion_id) REFERENCES public.motion(id);
ALTER TABLE ONLY public.citation
    ADD CONSTRAINT fk_citation_about_motion_id FOREIGN KEY (about_motion_id) REFERENCES public.motion(id);
ALTER TABLE ONLY public.citation
    ADD CONSTRAINT fk_citation_deadline_id FOREIGN KEY (deadline_id) REFERENCES public.deadline(id);
ALTER TABLE ONLY public.citation
    ADD CONSTRAINT fk_citation_demand_id FOREIGN KEY (demand_id) REFERENCES public.demand(id);
ALTER TABLE ONLY public.citation
    ADD CONSTRAINT fk_citation_discrepancy_id FOREIGN KEY (discrepancy_id) REFERENCES public.discrepancy(id);
ALTER TABLE ONLY public.citation
    ADD CONSTRAINT fk_citation_event_id FOREIGN KEY (event_id) REFERENCES public.event(id);
ALTER TABLE ONLY public.citation
    ADD CONSTRAINT fk_citation_figure_id FOREIGN KEY (figure_id) REFERENCES public.figure(id);
ALTER TABLE ONLY public.citation
    ADD CONSTRAINT fk_citation_finding_id FOREIGN KEY (finding_id) REFERENCES public.finding(id);
ALTER TABLE ONLY public.citation
    ADD CONSTRAINT fk_citation_identity_id FOREIGN KEY (identity_id) REFERENCES public.identity(id);
ALTER TABLE ONLY public.citation
    ADD CONSTRAINT fk_citation_motion_id FOREIGN KEY (motion_id) REFERENCES public.motion(id);
ALTER TABLE ONLY public.citation
    ADD CONSTRAINT fk_citation_note_id FOREIGN KEY (note_id) REFERENCES public.note(id);
ALTER TABLE ONLY public.citation
    ADD CONSTRAINT fk_citation_response_id FOREIGN KEY (response_id) REFERENCES public.response(id);
ALTER TABLE ONLY public.citation
    ADD CONSTRAINT fk_citation_source_id FOREIGN KEY (source_id) REFERENCES public.source(id);
ALTER TABLE ONLY public.citation
    ADD CONSTRAINT fk_citation_statement_id FOREIGN KEY (statement_id) REFERENCES public.statement(id);
ALTER TABLE ONLY public.clearance
    ADD CONSTRAINT fk_clearance_approver_id FOREIGN KEY (approver_id) REFERENCES public.editor(id);
ALTER TABLE ONLY public.clearance
    ADD CONSTRAINT fk_clearance_author_id FOREIGN KEY (author_id) REFERENCES public.editor(id);
ALTER TABLE ONLY public.clearance
    ADD CONSTRAINT fk_clearance_question_id FOREIGN KEY (question_id) REFERENCES public.question(id);
ALTER TABLE ONLY public.correction_request
    ADD CONSTRAINT fk_correction_request_change_id FOREIGN KEY (change_id) REFERENCES public.change(id);
ALTER TABLE ONLY public.correction_request
    ADD CONSTRAINT fk_correction_request_decided_by_id FOREIGN KEY (decided_by_id) REFERENCES public.editor(id);
ALTER TABLE ONLY public.correction_request
    ADD CONSTRAINT fk_correction_request_looked_by_id FOREIGN KEY (looked_by_id) REFERENCES public.editor(id);
ALTER TABLE ONLY public.correction_request
    ADD CONSTRAINT fk_correction_request_motion_id FOREIGN KEY (motion_id) REFERENCES public.motion(id);
ALTER TABLE ONLY public.deadline
    ADD CONSTRAINT fk_deadline_demand_id FOREIGN KEY (demand_id) REFERENCES public.demand(id);
ALTER TABLE ONLY public.deadline
    ADD CONSTRAINT fk_deadline_motion_id FOREIGN KEY (motion_id) REFERENCES public.motion(id);
ALTER TABLE ONLY public.demand
    ADD CONSTRAINT fk_demand_motion_id FOREIGN KEY (motion_id) REFERENCES public.motion(id);
ALTER TABLE ONLY public.desk_entry
    ADD CONSTRAINT fk_desk_entry_editor_id FOREIGN KEY (editor_id) REFERENCES public.editor(id);
ALTER TABLE ONLY public.discrepancy
    ADD CONSTRAINT fk_discrepancy_motion_id FOREIGN KEY (motion_id) REFERENCES public.motion(id);
ALTER TABLE ONLY public.draft
    ADD CONSTRAINT fk_draft_author_id FOREIGN KEY (author_id) REFERENCES public.editor(id);
ALTER TABLE ONLY public.draft
    ADD CONSTRAINT fk_draft_motion_id FOREIGN KEY (motion_id) REFERENCES public.motion(id);
ALTER TABLE ONLY public.draft
    ADD CONSTRAINT fk_draft_published_by_id FOREIGN KEY (published_by_id) REFERENCES public.editor(id);
ALTER TABLE ONLY public.draft
    ADD CONSTRAINT fk_draft_saved_by_id FOREIGN KEY (saved_by_id) REFERENCES public.editor(id);
ALTER TABLE ONLY public.event
    ADD CONSTRAINT fk_event_motion_id FOREIGN KEY (motion_id) REFERENCES public.motion(id);
ALTER TABLE ONLY public.figure
    ADD CONSTRAINT fk_figure_motion_id FOREIGN KEY (motion_id) REFERENCES public.motion(id);
ALTER TABLE ONLY public.finding
    ADD CONSTRAINT fk_finding_clearance_id FOREIGN KEY (clearance_id) REFERENCES public.clearance(id);
ALTER TABLE ONLY public.finding
    ADD CONSTRAINT fk_finding_motion_id FOREIGN KEY (motion_id) REFERENCES public.motion(id);
ALTER TABLE ONLY public.finding
    ADD CONSTRAINT fk_finding_question_id FOREIGN KEY (question_id) REFERENCES public.question(id);
ALTER TABLE ONLY public.finding
    ADD CONSTRAINT fk_finding_response_id FOREIGN KEY (response_id) REFERENCES public.response(id);
ALTER TABLE ONLY public.finding
    ADD CONSTRAINT fk_finding_source_id FOREIGN KEY (source_id) REFERENCES public.source(id);
ALTER TABLE ONLY public.flow
    ADD CONSTRAINT fk_flow_motion_id FOREIGN KEY (motion_id) REFERENCES public.motion(id);
ALTER TABLE ONLY public.hiding
    ADD CONSTRAINT fk_hiding_hidden_by_id FOREIGN KEY (hidden_by_id) REFERENCES public.editor(id);
ALTER TABLE ONLY public.hiding
    ADD CONSTRAINT fk_hiding_lift_asked_by_id FOREIGN KEY (lift_asked_by_id) REFERENCES public.editor(id);
ALTER TABLE ONLY public.hiding
    ADD CONSTRAINT fk_hiding_lifted_by_id FOREIGN KEY (lifted_by_id) REFERENCES public.editor(id);
ALTER TABLE ONLY public.hiding
    ADD CONSTRAINT fk_hiding_motion_id FOREIGN KEY (motion_id) REFERENCES public.motion(id);
ALTER TABLE ONLY public.identity
    ADD CONSTRAINT fk_identity_motion_id FOREIGN KEY (motion_id) REFERENCES public.motion(id);
ALTER TABLE ONLY public.link
    ADD CONSTRAINT fk_link_subscriber_id FOREIGN KEY (subscriber_id) REFERENCES public.subscriber(id);
ALTER TABLE ONLY public.note
    ADD CONSTRAINT fk_note_motion_id FOREIGN KEY (motion_id) REFERENCES public.motion(id);
ALTER TABLE ONLY public.notice
    ADD CONSTRAINT fk_notice_change_id FOREIGN KEY (change_id) REFERENCES public.change(id);
ALTER TABLE ONLY public.notice
    ADD CONSTRAINT fk_notice_moment_id FOREIGN KEY (moment_id) REFERENCES public.moment(id);
ALTER TABLE ONLY public.notice
    ADD CONSTRAINT fk_notice_motion_id FOREIGN KEY (motion_id) REFERENCES public.motion(id);
ALTER TABLE ONLY public.notice
    ADD CONSTRAINT fk_notice_replaces_id FOREIGN KEY (replaces_id) REFERENCES public.notice(id);
ALTER TABLE ONLY public.notice_target
    ADD CONSTRAINT fk_notice_target_notice_id FOREIGN KEY (notice_id) REFERENCES public.notice(id);
ALTER TABLE ONLY public.passkey
    ADD CONSTRAINT fk_passkey_user_id FOREIGN KEY (user_id) REFERENCES public.editor(id);
ALTER TABLE ONLY public.projection
    ADD CONSTRAINT fk_projection_deadline_id FOREIGN KEY (deadline_id) REFERENCES public.deadline(id);
ALTER TABLE ONLY public.projection
    ADD CONSTRAINT fk_projection_demand_id FOREIGN KEY (demand_id) REFERENCES public.demand(id);
ALTER TABLE ONLY public.projection
    ADD CONSTRAINT fk_projection_motion_id FOREIGN KEY (motion_id) REFERENCES public.motion(id);
ALTER TABLE ONLY public.question
    ADD CONSTRAINT fk_question_demand_id FOREIGN KEY (demand_id) REFERENCES public.demand(id);
ALTER TABLE ONLY public.question
    ADD CONSTRAINT fk_question_motion_id FOREIGN KEY (motion_id) REFERENCES public.motion(id);
ALTER TABLE ONLY public.reply_offer
    ADD CONSTRAINT fk_reply_offer_draft_id FOREIGN KEY (draft_id) REFERENCES public.draft(id);
ALTER TABLE ONLY public.reply_offer
    ADD CONSTRAINT fk_reply_offer_made_by_id FOREIGN KEY (made_by_id) REFERENCES public.editor(id);
ALTER TABLE ONLY public.reply_offer
    ADD CONSTRAINT fk_reply_offer_motion_id FOREIGN KEY (motion_id) REFERENCES public.motion(id);
ALTER TABLE ONLY public.response
    ADD CONSTRAINT fk_response_motion_id FOREIGN KEY (motion_id) REFERENCES public.motion(id);
ALTER TABLE ONLY public.sign_in
    ADD CONSTRAINT fk_sign_in_editor_id FOREIGN KEY (editor_id) REFERENCES public.editor(id);
ALTER TABLE ONLY public.signup
    ADD CONSTRAINT fk_signup_demand_id FOREIGN KEY (demand_id) REFERENCES public.demand(id);
ALTER TABLE ONLY public.signup
    ADD CONSTRAINT fk_signup_motion_id FOREIGN KEY (motion_id) REFERENCES public.motion(id);
ALTER TABLE ONLY public.source
    ADD CONSTRAINT fk_source_motion_id FOREIGN KEY (motion_id) REFERENCES public.motion(id);
ALTER TABLE ONLY public.statement
    ADD CONSTRAINT fk_statement_motion_id FOREIGN KEY (motion_id) REFERENCES public.motion(id);
ALTER TABLE ONLY public.subscription
    ADD CONSTRAINT fk_subscription_demand_id FOREIGN KEY (demand_id) REFERENCES public.demand(id);
ALTER TABLE ONLY public.subscription
    ADD CONSTRAINT fk_subscription_motion_id FOREIGN KEY (motion_id) REFERENCES public.motion(id);
ALTER TABLE ONLY public.subscription
    ADD CONSTRAINT fk_subscription_subscriber_id FOREIGN KEY (subscriber_id) REFERENCES public.subscriber(id);
