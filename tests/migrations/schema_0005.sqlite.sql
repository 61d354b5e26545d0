BEGIN TRANSACTION;
CREATE TABLE account_link (
	id INTEGER NOT NULL, 
	token_hash VARCHAR(64) NOT NULL, 
	editor_id INTEGER NOT NULL, 
	issued_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	used_at DATETIME, 
	CONSTRAINT pk_account_link PRIMARY KEY (id), 
	CONSTRAINT fk_account_link_editor_id FOREIGN KEY(editor_id) REFERENCES editor (id), 
	CONSTRAINT uq_account_link_token_hash UNIQUE (token_hash)
);
INSERT INTO "account_link" VALUES(1,'4edd2dd9c74c38517c6ba5df33eefb308c394da1c11eb35a72fe7881dae34009',1,'2026-11-05 13:00:00.000000','2026-11-07 13:00:00.000000',NULL);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0005');
CREATE TABLE alert (
	id INTEGER NOT NULL, 
	notice_id INTEGER NOT NULL, 
	subscriber_id INTEGER NOT NULL, 
	moment_id INTEGER, 
	pace VARCHAR(40) NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	due_at DATETIME, 
	first_tried_at DATETIME, 
	owner VARCHAR(120), 
	attempts INTEGER NOT NULL, 
	unknowns INTEGER NOT NULL, 
	outcome VARCHAR(120), 
	settled_at DATETIME, 
	CONSTRAINT pk_alert PRIMARY KEY (id), 
	CONSTRAINT fk_alert_moment_id FOREIGN KEY(moment_id) REFERENCES moment (id), 
	CONSTRAINT fk_alert_notice_id FOREIGN KEY(notice_id) REFERENCES notice (id), 
	CONSTRAINT fk_alert_subscriber_id FOREIGN KEY(subscriber_id) REFERENCES subscriber (id), 
	CONSTRAINT uq_alert_notice_id_subscriber_id UNIQUE (notice_id, subscriber_id)
);
INSERT INTO "alert" VALUES(1,3,1,3,'at_once','held',NULL,NULL,NULL,0,0,NULL,NULL);
INSERT INTO "alert" VALUES(2,3,2,3,'at_once','waiting',NULL,NULL,NULL,0,0,NULL,NULL);
INSERT INTO "alert" VALUES(3,3,3,3,'at_once','pending','2026-11-05 15:00:00.000000',NULL,NULL,0,0,NULL,NULL);
INSERT INTO "alert" VALUES(4,3,4,3,'at_once','sending','2026-11-05 16:00:00.000000','2026-11-05 13:00:00.000000','a-sender',2,0,NULL,NULL);
INSERT INTO "alert" VALUES(5,3,5,3,'at_once','unknown','2026-11-05 17:00:00.000000','2026-11-05 13:00:00.000000','a-sender',2,1,NULL,NULL);
INSERT INTO "alert" VALUES(6,3,6,3,'at_once','sent',NULL,'2026-11-05 13:00:00.000000','a-sender',2,0,'250 2.0.0','2026-11-05 14:00:00.000000');
INSERT INTO "alert" VALUES(7,3,7,3,'at_once','failed',NULL,'2026-11-05 13:00:00.000000','a-sender',2,0,'550 5.1.1','2026-11-05 14:00:00.000000');
INSERT INTO "alert" VALUES(8,3,8,3,'at_once','cancelled',NULL,NULL,NULL,0,0,'corrected','2026-11-05 14:00:00.000000');
INSERT INTO "alert" VALUES(9,4,1,3,'at_once','held',NULL,NULL,NULL,0,0,NULL,NULL);
INSERT INTO "alert" VALUES(10,4,2,3,'at_once','waiting',NULL,NULL,NULL,0,0,NULL,NULL);
INSERT INTO "alert" VALUES(11,4,3,3,'at_once','pending','2026-11-05 23:00:00.000000',NULL,NULL,0,0,NULL,NULL);
INSERT INTO "alert" VALUES(12,4,4,3,'at_once','sending','2026-11-06 00:00:00.000000','2026-11-05 13:00:00.000000','a-sender',2,0,NULL,NULL);
INSERT INTO "alert" VALUES(13,4,5,3,'at_once','unknown','2026-11-06 01:00:00.000000','2026-11-05 13:00:00.000000','a-sender',2,1,NULL,NULL);
INSERT INTO "alert" VALUES(14,4,6,3,'at_once','sent',NULL,'2026-11-05 13:00:00.000000','a-sender',2,0,'250 2.0.0','2026-11-05 14:00:00.000000');
INSERT INTO "alert" VALUES(15,4,7,3,'at_once','failed',NULL,'2026-11-05 13:00:00.000000','a-sender',2,0,'550 5.1.1','2026-11-05 14:00:00.000000');
INSERT INTO "alert" VALUES(16,4,8,3,'at_once','cancelled',NULL,NULL,NULL,0,0,'corrected','2026-11-05 14:00:00.000000');
INSERT INTO "alert" VALUES(17,3,9,NULL,'daily','waiting',NULL,NULL,NULL,0,0,NULL,NULL);
INSERT INTO "alert" VALUES(18,4,9,NULL,'daily','waiting',NULL,NULL,NULL,0,0,NULL,NULL);
INSERT INTO "alert" VALUES(19,3,10,NULL,'weekly','waiting',NULL,NULL,NULL,0,0,NULL,NULL);
INSERT INTO "alert" VALUES(20,4,10,NULL,'weekly','waiting',NULL,NULL,NULL,0,0,NULL,NULL);
INSERT INTO "alert" VALUES(21,5,11,4,'at_once','pending','2026-11-05 13:00:00.000000',NULL,NULL,0,0,NULL,NULL);
CREATE TABLE bounce (
	id INTEGER NOT NULL, 
	subscriber_id INTEGER NOT NULL, 
	alert_id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	hard BOOLEAN NOT NULL, 
	status VARCHAR(120) NOT NULL, 
	CONSTRAINT pk_bounce PRIMARY KEY (id), 
	CONSTRAINT fk_bounce_subscriber_id FOREIGN KEY(subscriber_id) REFERENCES subscriber (id), 
	CONSTRAINT uq_bounce_alert_id UNIQUE (alert_id)
);
INSERT INTO "bounce" VALUES(1,7,7,'2026-11-05 14:00:00.000000',1,'5.1.1');
CREATE TABLE change (
	id INTEGER NOT NULL, 
	motion_id INTEGER NOT NULL, 
	sequence INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	happened_at DATETIME NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	actor_role VARCHAR(40) NOT NULL, 
	subject VARCHAR(120) NOT NULL, 
	demand_number INTEGER, 
	"before" TEXT NOT NULL, 
	"after" TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	previous_hash VARCHAR(120) NOT NULL, 
	hash VARCHAR(120) NOT NULL, 
	once VARCHAR(120), 
	CONSTRAINT pk_change PRIMARY KEY (id), 
	CONSTRAINT fk_change_motion_id FOREIGN KEY(motion_id) REFERENCES motion (id), 
	CONSTRAINT uq_change_motion_id_sequence UNIQUE (motion_id, sequence), 
	CONSTRAINT uq_change_once UNIQUE (once)
);
INSERT INTO "change" VALUES(1,1,1,'motion_recorded','2026-11-01 00:00:00.000000','2026-11-05 12:00:00.000000','import','motion',NULL,'null','{"addressee":"The Cabinet","adopted_on":"2026-11-01","body":"Northgate Council","slug":"clean-river","title":"Clean River","visibility":"public"}','"A test"','','d04fd9c23733072f781cc8ec7f7b74b29a54ef74aeca7e4ce5795a0f9b7247d4',NULL);
INSERT INTO "change" VALUES(2,1,2,'entry_recorded','2026-11-05 12:00:00.000000','2026-11-05 12:00:00.000000','import','source/minutes',NULL,'null','{"id":"minutes","published_on":"2026-11-02","publisher":"Northgate Council","title":"Minutes","url":"https://example.org/m"}','"A test"','d04fd9c23733072f781cc8ec7f7b74b29a54ef74aeca7e4ce5795a0f9b7247d4','992200b9363a3602e7f90ad551186e70689504a164cc4e740ba15454a2c5b8c9',NULL);
INSERT INTO "change" VALUES(3,1,3,'demand_added','2026-11-05 12:00:00.000000','2026-11-05 12:00:00.000000','import','demand/1',1,'null','{"asks":"Publish the sampling results for the river.","number":1,"sources":["minutes"],"title":"Sampling results"}','"A test"','992200b9363a3602e7f90ad551186e70689504a164cc4e740ba15454a2c5b8c9','905580887df61fc94e41a48785575123100f27cbacb33a98d9c163c945eb2933',NULL);
INSERT INTO "change" VALUES(4,1,4,'entry_recorded','2026-11-05 12:00:00.000000','2026-11-05 12:00:00.000000','import','question/1a',1,'null','{"letter":"a","text":"the results for 2025"}','"A test"','905580887df61fc94e41a48785575123100f27cbacb33a98d9c163c945eb2933','3fbb5453bbf50533999bc200de055e0153ada8115f4dbdee36832802f70e86c3',NULL);
INSERT INTO "change" VALUES(5,1,5,'entry_recorded','2026-11-05 12:00:00.000000','2026-11-05 12:00:00.000000','import','question/1b',1,'null','{"letter":"b","text":"the laboratory that made them"}','"A test"','3fbb5453bbf50533999bc200de055e0153ada8115f4dbdee36832802f70e86c3','fdce7e0e985ee843653e7d83074a28fec4d0502bb7f0b949dda9751448785d07',NULL);
INSERT INTO "change" VALUES(6,1,6,'deadline_set','2026-11-01 00:00:00.000000','2026-11-05 12:00:00.000000','import','deadline/1-1',1,'null','{"basis":"seven days","due":"2026-11-08","set_by":"the motion","set_on":"2026-11-01","sources":["minutes"]}','"A test"','fdce7e0e985ee843653e7d83074a28fec4d0502bb7f0b949dda9751448785d07','98628cf78a6bbe2526b08446352bc3c01238fac3ff29cf78abdf4b581178b597',NULL);
INSERT INTO "change" VALUES(7,2,1,'motion_recorded','2026-11-01 00:00:00.000000','2026-11-05 12:00:00.000000','import','motion',NULL,'null','{"addressee":"The Cabinet","adopted_on":"2026-11-01","body":"Northgate Council","slug":"dirty-river","title":"Dirty River","visibility":"public"}','"A test"','','aeb25ae8a10f70699c7333f0939e2ab925481ce7e7f131be89309cba61c17409',NULL);
INSERT INTO "change" VALUES(8,2,2,'entry_recorded','2026-11-05 12:00:00.000000','2026-11-05 12:00:00.000000','import','source/minutes',NULL,'null','{"id":"minutes","published_on":"2026-11-02","publisher":"Northgate Council","title":"Minutes","url":"https://example.org/m"}','"A test"','aeb25ae8a10f70699c7333f0939e2ab925481ce7e7f131be89309cba61c17409','3aa756ec8e3ab877afcb9a25ecfa0e98fec6e65ef8d19a10f1475784b60a3553',NULL);
INSERT INTO "change" VALUES(9,2,3,'demand_added','2026-11-05 12:00:00.000000','2026-11-05 12:00:00.000000','import','demand/1',1,'null','{"asks":"Publish the sampling results for the river.","number":1,"sources":["minutes"],"title":"Sampling results"}','"A test"','3aa756ec8e3ab877afcb9a25ecfa0e98fec6e65ef8d19a10f1475784b60a3553','85ba9a2c7857c974a05ad690e26798b1481bb8f5fe77c77b16de1d03472638c6',NULL);
INSERT INTO "change" VALUES(10,2,4,'entry_recorded','2026-11-05 12:00:00.000000','2026-11-05 12:00:00.000000','import','question/1a',1,'null','{"letter":"a","text":"the results for 2025"}','"A test"','85ba9a2c7857c974a05ad690e26798b1481bb8f5fe77c77b16de1d03472638c6','f1036e94aaccd3c3c403d1fa891cdd2a8abc235db3dd3e9901e01e01fb724822',NULL);
INSERT INTO "change" VALUES(11,2,5,'entry_recorded','2026-11-05 12:00:00.000000','2026-11-05 12:00:00.000000','import','question/1b',1,'null','{"letter":"b","text":"the laboratory that made them"}','"A test"','f1036e94aaccd3c3c403d1fa891cdd2a8abc235db3dd3e9901e01e01fb724822','8690a454de04a9258488392d3221e561b708aae3ced2e4925d30d4af8d1f4d0e',NULL);
INSERT INTO "change" VALUES(12,2,6,'deadline_set','2026-11-01 00:00:00.000000','2026-11-05 12:00:00.000000','import','deadline/1-1',1,'null','{"basis":"seven days","due":"2026-11-08","set_by":"the motion","set_on":"2026-11-01","sources":["minutes"]}','"A test"','8690a454de04a9258488392d3221e561b708aae3ced2e4925d30d4af8d1f4d0e','f2436ed1745609cdba9c36753ec303c61d6602acc5d449eaeeb1872b49774bd6',NULL);
INSERT INTO "change" VALUES(13,1,7,'response_recorded','2026-11-04 00:00:00.000000','2026-11-05 13:00:00.000000','import','response/letter-1',NULL,'null','{"form":"letter","from":"The Cabinet","id":"letter-1","received_on":"2026-11-04","sources":["minutes"],"summary":"Results."}','"A test"','98628cf78a6bbe2526b08446352bc3c01238fac3ff29cf78abdf4b581178b597','83048a3b6c1613832f49f4282ca02b612396251ebb79c6562738f495adc440ce',NULL);
INSERT INTO "change" VALUES(14,1,8,'finding_made','2026-11-04 00:00:00.000000','2026-11-05 13:00:00.000000','import','finding/1a-2026-11-04',1,'null','{"demand":1,"found_on":"2026-11-04","id":"1a-2026-11-04","reasoning":"Given.","response":"letter-1","sources":["minutes"],"verdict":"answered"}','"A test (import of history)"','83048a3b6c1613832f49f4282ca02b612396251ebb79c6562738f495adc440ce','217ae2b36f742bdc094b6aecef8d09c644fa001a0592dbf46d701439ab2fabfc',NULL);
INSERT INTO "change" VALUES(15,1,9,'deadline_passed','2026-11-09 00:00:00.000000','2026-11-20 12:00:00.000000','clock','demand/1',1,'{"clock":"due_today"}','{"clock":"checking"}','"The deadline passed; replies are being checked."','217ae2b36f742bdc094b6aecef8d09c644fa001a0592dbf46d701439ab2fabfc','a85c78b3d5f1d2a003b87982691f15213c1d34901709f4ed721dc180448d09df','deadline_passed:1:0');
INSERT INTO "change" VALUES(16,2,7,'deadline_passed','2026-11-09 00:00:00.000000','2026-11-20 12:00:00.000000','clock','demand/1',1,'{"clock":"due_today"}','{"clock":"checking"}','"The deadline passed; replies are being checked."','f2436ed1745609cdba9c36753ec303c61d6602acc5d449eaeeb1872b49774bd6','fb75c798724c8652e160db56cbb15844887aa9a32ddcb07451316ceb527f67ee','deadline_passed:2:0');
INSERT INTO "change" VALUES(17,1,10,'overdue','2026-11-09 10:00:00.000000','2026-11-20 12:00:00.000000','clock','demand/1',1,'{"clock":"checking"}','{"clock":"overdue"}','"The time for checking passed with parts still open."','a85c78b3d5f1d2a003b87982691f15213c1d34901709f4ed721dc180448d09df','0ec8ad6ef4f3bd7be49f0951bb6cd2a86a27badfbc4768c76aa8b5b049f6feec','overdue:1:0');
INSERT INTO "change" VALUES(18,2,8,'overdue','2026-11-09 10:00:00.000000','2026-11-20 12:00:00.000000','clock','demand/1',1,'{"clock":"checking"}','{"clock":"overdue"}','"The time for checking passed with parts still open."','fb75c798724c8652e160db56cbb15844887aa9a32ddcb07451316ceb527f67ee','af57a6c91e4acaf436af2b6770b906745792acf81cc07a5fd83aeb919baaa0a1','overdue:2:0');
CREATE TABLE citation (
	id INTEGER NOT NULL, 
	motion_id INTEGER NOT NULL, 
	source_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	about_motion_id INTEGER, 
	note_id INTEGER, 
	demand_id INTEGER, 
	deadline_id INTEGER, 
	response_id INTEGER, 
	finding_id INTEGER, 
	statement_id INTEGER, 
	figure_id INTEGER, 
	identity_id INTEGER, 
	discrepancy_id INTEGER, 
	event_id INTEGER, 
	CONSTRAINT pk_citation PRIMARY KEY (id), 
	CONSTRAINT ck_citation_one_fact CHECK ((CASE WHEN about_motion_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN note_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN demand_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN deadline_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN response_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN finding_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN statement_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN figure_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN identity_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN discrepancy_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN event_id IS NULL THEN 0 ELSE 1 END) = 1), 
	CONSTRAINT fk_citation_about_motion_id FOREIGN KEY(about_motion_id) REFERENCES motion (id), 
	CONSTRAINT fk_citation_deadline_id FOREIGN KEY(deadline_id) REFERENCES deadline (id), 
	CONSTRAINT fk_citation_demand_id FOREIGN KEY(demand_id) REFERENCES demand (id), 
	CONSTRAINT fk_citation_discrepancy_id FOREIGN KEY(discrepancy_id) REFERENCES discrepancy (id), 
	CONSTRAINT fk_citation_event_id FOREIGN KEY(event_id) REFERENCES event (id), 
	CONSTRAINT fk_citation_figure_id FOREIGN KEY(figure_id) REFERENCES figure (id), 
	CONSTRAINT fk_citation_finding_id FOREIGN KEY(finding_id) REFERENCES finding (id), 
	CONSTRAINT fk_citation_identity_id FOREIGN KEY(identity_id) REFERENCES identity (id), 
	CONSTRAINT fk_citation_motion_id FOREIGN KEY(motion_id) REFERENCES motion (id), 
	CONSTRAINT fk_citation_note_id FOREIGN KEY(note_id) REFERENCES note (id), 
	CONSTRAINT fk_citation_response_id FOREIGN KEY(response_id) REFERENCES response (id), 
	CONSTRAINT fk_citation_source_id FOREIGN KEY(source_id) REFERENCES source (id), 
	CONSTRAINT fk_citation_statement_id FOREIGN KEY(statement_id) REFERENCES statement (id)
);
INSERT INTO "citation" VALUES(1,1,1,0,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "citation" VALUES(2,1,1,0,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "citation" VALUES(3,2,2,0,NULL,NULL,2,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "citation" VALUES(4,2,2,0,NULL,NULL,NULL,2,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "citation" VALUES(5,1,1,0,NULL,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "citation" VALUES(6,1,1,0,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE clearance (
	id INTEGER NOT NULL, 
	question_id INTEGER NOT NULL, 
	verdict VARCHAR(40) NOT NULL, 
	history BOOLEAN NOT NULL, 
	test TEXT, 
	author_id INTEGER, 
	approver_id INTEGER, 
	invited_at DATETIME, 
	ends_at DATETIME, 
	used_at DATETIME, 
	reply_shown BOOLEAN NOT NULL, 
	cleared_at DATETIME NOT NULL, 
	CONSTRAINT pk_clearance PRIMARY KEY (id), 
	CONSTRAINT ck_clearance_two_people CHECK (history OR NOT (verdict IN ('not_answered', 'refused')) OR (author_id IS NOT NULL AND approver_id IS NOT NULL AND author_id <> approver_id)), 
	CONSTRAINT ck_clearance_was_invited CHECK (history OR NOT (verdict IN ('not_answered', 'refused')) OR invited_at IS NOT NULL), 
	CONSTRAINT ck_clearance_reply_is_shown CHECK (history OR NOT (verdict IN ('not_answered', 'refused')) OR reply_shown), 
	CONSTRAINT ck_clearance_days_have_run_or_been_used CHECK (history OR NOT (verdict IN ('not_answered', 'refused')) OR used_at IS NOT NULL OR (ends_at IS NOT NULL AND ends_at <= cleared_at)), 
	CONSTRAINT ck_clearance_ends_after_invitation CHECK (ends_at IS NULL OR ends_at > invited_at), 
	CONSTRAINT ck_clearance_has_an_author CHECK (history OR author_id IS NOT NULL), 
	CONSTRAINT ck_clearance_has_a_test CHECK (history OR length(trim(coalesce(test, ''))) > 0), 
	CONSTRAINT ck_clearance_used_after_invitation CHECK (used_at IS NULL OR invited_at IS NOT NULL), 
	CONSTRAINT fk_clearance_approver_id FOREIGN KEY(approver_id) REFERENCES editor (id), 
	CONSTRAINT fk_clearance_author_id FOREIGN KEY(author_id) REFERENCES editor (id), 
	CONSTRAINT fk_clearance_question_id FOREIGN KEY(question_id) REFERENCES question (id)
);
INSERT INTO "clearance" VALUES(1,1,'answered',1,NULL,NULL,NULL,NULL,NULL,NULL,0,'2026-11-05 13:00:00.000000');
CREATE TABLE correction_request (
	id INTEGER NOT NULL, 
	"key" VARCHAR(120) NOT NULL, 
	motion_id INTEGER, 
	demand_number INTEGER, 
	page VARCHAR(120) NOT NULL, 
	wrong TEXT, 
	evidence TEXT, 
	address VARCHAR(254), 
	asked_at DATETIME NOT NULL, 
	looked_at DATETIME, 
	looked_by_id INTEGER, 
	decided_at DATETIME, 
	decided_by_id INTEGER, 
	decision VARCHAR(40), 
	answer TEXT, 
	change_id INTEGER, 
	CONSTRAINT pk_correction_request PRIMARY KEY (id), 
	CONSTRAINT fk_correction_request_change_id FOREIGN KEY(change_id) REFERENCES change (id), 
	CONSTRAINT fk_correction_request_decided_by_id FOREIGN KEY(decided_by_id) REFERENCES editor (id), 
	CONSTRAINT fk_correction_request_looked_by_id FOREIGN KEY(looked_by_id) REFERENCES editor (id), 
	CONSTRAINT fk_correction_request_motion_id FOREIGN KEY(motion_id) REFERENCES motion (id), 
	CONSTRAINT uq_correction_request_key UNIQUE ("key")
);
INSERT INTO "correction_request" VALUES(1,'r1',1,1,'/motions/clean-river','A name.',NULL,'reader@example.org','2026-11-05 13:00:00.000000',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE deadline (
	id INTEGER NOT NULL, 
	motion_id INTEGER NOT NULL, 
	demand_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	due_on DATE, 
	due_at DATETIME, 
	kind VARCHAR(40) NOT NULL, 
	set_on DATE NOT NULL, 
	set_by VARCHAR(300) NOT NULL, 
	agreed BOOLEAN, 
	basis VARCHAR(300) NOT NULL, 
	rule VARCHAR(300), 
	note TEXT, 
	withdrawn BOOLEAN NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	CONSTRAINT pk_deadline PRIMARY KEY (id), 
	CONSTRAINT ck_deadline_one_due CHECK ((due_on IS NULL) <> (due_at IS NULL)), 
	CONSTRAINT fk_deadline_demand_id FOREIGN KEY(demand_id) REFERENCES demand (id), 
	CONSTRAINT fk_deadline_motion_id FOREIGN KEY(motion_id) REFERENCES motion (id), 
	CONSTRAINT uq_deadline_demand_id_position_version UNIQUE (demand_id, position, version)
);
INSERT INTO "deadline" VALUES(1,1,1,1,1,'2026-11-08',NULL,'set','2026-11-01','the motion',NULL,'seven days',NULL,NULL,0,'2026-11-05 12:00:00.000000');
INSERT INTO "deadline" VALUES(2,2,2,1,1,'2026-11-08',NULL,'set','2026-11-01','the motion',NULL,'seven days',NULL,NULL,0,'2026-11-05 12:00:00.000000');
CREATE TABLE demand (
	id INTEGER NOT NULL, 
	motion_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	title VARCHAR(300) NOT NULL, 
	asks TEXT NOT NULL, 
	confidence VARCHAR(40), 
	confidence_note TEXT, 
	withdrawn_on DATE, 
	withdrawn_reason TEXT, 
	recorded_at DATETIME NOT NULL, 
	CONSTRAINT pk_demand PRIMARY KEY (id), 
	CONSTRAINT ck_demand_number_positive CHECK (number > 0), 
	CONSTRAINT fk_demand_motion_id FOREIGN KEY(motion_id) REFERENCES motion (id), 
	CONSTRAINT uq_demand_motion_id_number UNIQUE (motion_id, number)
);
INSERT INTO "demand" VALUES(1,1,1,'Sampling results','Publish the sampling results for the river.',NULL,NULL,NULL,NULL,'2026-11-05 12:00:00.000000');
INSERT INTO "demand" VALUES(2,2,1,'Sampling results','Publish the sampling results for the river.',NULL,NULL,NULL,NULL,'2026-11-05 12:00:00.000000');
CREATE TABLE desk_entry (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	editor_id INTEGER, 
	role VARCHAR(40), 
	act VARCHAR(120) NOT NULL, 
	subject VARCHAR(120) NOT NULL, 
	reason TEXT NOT NULL, 
	CONSTRAINT pk_desk_entry PRIMARY KEY (id), 
	CONSTRAINT fk_desk_entry_editor_id FOREIGN KEY(editor_id) REFERENCES editor (id)
);
INSERT INTO "desk_entry" VALUES(1,'2026-11-05 13:00:00.000000',NULL,NULL,'made an account','editor/1','admin');
INSERT INTO "desk_entry" VALUES(2,'2026-11-05 13:00:00.000000',1,'admin','began a draft','draft/bD2-2szMWN6cYFxbr3Mg0g','');
INSERT INTO "desk_entry" VALUES(3,'2026-11-05 13:00:00.000000',1,'admin','offered a reply','offer/1','');
CREATE TABLE discrepancy (
	id INTEGER NOT NULL, 
	motion_id INTEGER NOT NULL, 
	"key" VARCHAR(120) NOT NULL, 
	position INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	figures JSON NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	explanation TEXT, 
	explained_by VARCHAR(300), 
	withdrawn BOOLEAN NOT NULL, 
	recorded_at DATETIME NOT NULL, sums JSON NOT NULL DEFAULT '[]', 
	CONSTRAINT pk_discrepancy PRIMARY KEY (id), 
	CONSTRAINT fk_discrepancy_motion_id FOREIGN KEY(motion_id) REFERENCES motion (id), 
	CONSTRAINT uq_discrepancy_motion_id_key UNIQUE (motion_id, "key")
);
CREATE TABLE domain_pause (
	domain VARCHAR(120) NOT NULL, 
	until DATETIME NOT NULL, 
	pauses INTEGER NOT NULL, 
	CONSTRAINT pk_domain_pause PRIMARY KEY (domain)
);
INSERT INTO "domain_pause" VALUES('example.org','2026-11-05 13:00:00.000000',1);
CREATE TABLE draft (
	id INTEGER NOT NULL, 
	"key" VARCHAR(43) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	motion_id INTEGER, 
	title VARCHAR(300) NOT NULL, 
	data TEXT NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	version INTEGER NOT NULL, 
	base_sequence INTEGER NOT NULL, 
	author_id INTEGER NOT NULL, 
	saved_by_id INTEGER NOT NULL, 
	begun_at DATETIME NOT NULL, 
	saved_at DATETIME NOT NULL, 
	submitted_at DATETIME, 
	returned TEXT, 
	published_by_id INTEGER, 
	published_at DATETIME, 
	result VARCHAR(120), 
	CONSTRAINT pk_draft PRIMARY KEY (id), 
	CONSTRAINT fk_draft_author_id FOREIGN KEY(author_id) REFERENCES editor (id), 
	CONSTRAINT fk_draft_motion_id FOREIGN KEY(motion_id) REFERENCES motion (id), 
	CONSTRAINT fk_draft_published_by_id FOREIGN KEY(published_by_id) REFERENCES editor (id), 
	CONSTRAINT fk_draft_saved_by_id FOREIGN KEY(saved_by_id) REFERENCES editor (id), 
	CONSTRAINT uq_draft_key UNIQUE ("key")
);
INSERT INTO "draft" VALUES(1,'bD2-2szMWN6cYFxbr3Mg0g','reply',1,'A reply','{}','open',1,8,1,1,'2026-11-05 13:00:00.000000','2026-11-05 13:00:00.000000',NULL,NULL,NULL,NULL,NULL);
CREATE TABLE editor (
	id INTEGER NOT NULL, 
	email VARCHAR(254) NOT NULL, 
	name VARCHAR(300) NOT NULL, 
	role VARCHAR(40) NOT NULL, 
	active BOOLEAN NOT NULL, 
	password VARCHAR(255), 
	fs_uniquifier VARCHAR(64) NOT NULL, 
	fs_webauthn_user_handle VARCHAR(64), 
	tf_primary_method VARCHAR(64), 
	tf_totp_secret VARCHAR(255), 
	mf_recovery_codes JSON, 
	totp_counter INTEGER, 
	created_at DATETIME NOT NULL, 
	signed_in_at DATETIME, 
	disabled_at DATETIME, 
	CONSTRAINT pk_editor PRIMARY KEY (id), 
	CONSTRAINT uq_editor_email UNIQUE (email), 
	CONSTRAINT uq_editor_fs_uniquifier UNIQUE (fs_uniquifier), 
	CONSTRAINT uq_editor_fs_webauthn_user_handle UNIQUE (fs_webauthn_user_handle)
);
INSERT INTO "editor" VALUES(1,'admin@example.org','Ann Admin','admin',1,NULL,'fa2abe6e82b745e2c09dde7c0bb52f04',NULL,NULL,NULL,NULL,NULL,'2026-11-05 13:00:00.000000',NULL,NULL);
CREATE TABLE event (
	id INTEGER NOT NULL, 
	motion_id INTEGER NOT NULL, 
	"key" VARCHAR(120) NOT NULL, 
	position INTEGER NOT NULL, 
	happened_on DATE NOT NULL, 
	date_note TEXT, 
	text TEXT NOT NULL, 
	demands JSON NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	CONSTRAINT pk_event PRIMARY KEY (id), 
	CONSTRAINT fk_event_motion_id FOREIGN KEY(motion_id) REFERENCES motion (id), 
	CONSTRAINT uq_event_motion_id_key UNIQUE (motion_id, "key")
);
CREATE TABLE figure (
	id INTEGER NOT NULL, 
	motion_id INTEGER NOT NULL, 
	"key" VARCHAR(120) NOT NULL, 
	position INTEGER NOT NULL, 
	measure VARCHAR(120), 
	label VARCHAR(300) NOT NULL, 
	value VARCHAR(40) NOT NULL, 
	unit VARCHAR(300) NOT NULL, 
	precision VARCHAR(40) NOT NULL, 
	population VARCHAR(300), 
	period_from DATE, 
	period_to DATE, 
	published_by VARCHAR(300), 
	published_on DATE, 
	demands JSON NOT NULL, 
	note TEXT, 
	"where" VARCHAR(300), 
	withdrawn BOOLEAN NOT NULL, 
	recorded_at DATETIME NOT NULL, series VARCHAR(120), 
	CONSTRAINT pk_figure PRIMARY KEY (id), 
	CONSTRAINT fk_figure_motion_id FOREIGN KEY(motion_id) REFERENCES motion (id), 
	CONSTRAINT uq_figure_motion_id_key UNIQUE (motion_id, "key")
);
CREATE TABLE finding (
	id INTEGER NOT NULL, 
	motion_id INTEGER NOT NULL, 
	question_id INTEGER NOT NULL, 
	"key" VARCHAR(120) NOT NULL, 
	version INTEGER NOT NULL, 
	response_key VARCHAR(120), 
	response_id INTEGER, 
	source_id INTEGER NOT NULL, 
	verdict VARCHAR(40) NOT NULL, 
	gap VARCHAR(40), 
	ground VARCHAR(40), 
	reasoning TEXT NOT NULL, 
	found_on DATE NOT NULL, 
	found_by VARCHAR(300) NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	recorded_at DATETIME NOT NULL, passage TEXT, clearance_id INTEGER CONSTRAINT fk_finding_clearance_id REFERENCES clearance (id), figures JSON NOT NULL DEFAULT '[]', 
	CONSTRAINT pk_finding PRIMARY KEY (id), 
	CONSTRAINT ck_finding_gap_in_an_answer CHECK (gap IS NULL OR verdict IN ('partly_answered', 'not_answered')), 
	CONSTRAINT ck_finding_ground_of_a_refusal CHECK (ground IS NULL OR verdict = 'refused'), 
	CONSTRAINT ck_finding_is_a_judgement CHECK (verdict <> 'not_assessed'), 
	CONSTRAINT ck_finding_has_a_reason CHECK (length(trim(reasoning)) > 0), 
	CONSTRAINT fk_finding_motion_id FOREIGN KEY(motion_id) REFERENCES motion (id), 
	CONSTRAINT fk_finding_question_id FOREIGN KEY(question_id) REFERENCES question (id), 
	CONSTRAINT fk_finding_response_id FOREIGN KEY(response_id) REFERENCES response (id), 
	CONSTRAINT fk_finding_source_id FOREIGN KEY(source_id) REFERENCES source (id), 
	CONSTRAINT uq_finding_motion_id_key_version UNIQUE (motion_id, "key", version)
);
INSERT INTO "finding" VALUES(1,1,1,'1a-2026-11-04',1,'letter-1',1,1,'answered',NULL,NULL,'Given.','2026-11-04','the editors',0,'2026-11-05 13:00:00.000000',NULL,1,'[]');
CREATE TABLE flow (
	id INTEGER NOT NULL, 
	motion_id INTEGER NOT NULL, 
	"key" VARCHAR(120) NOT NULL, 
	position INTEGER NOT NULL, 
	title VARCHAR(300) NOT NULL, 
	stages JSON NOT NULL, 
	splits JSON NOT NULL, 
	joins JSON NOT NULL, 
	beside JSON NOT NULL, 
	note TEXT, 
	withdrawn BOOLEAN NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	CONSTRAINT pk_flow PRIMARY KEY (id), 
	CONSTRAINT fk_flow_motion_id FOREIGN KEY(motion_id) REFERENCES motion (id), 
	CONSTRAINT uq_flow_motion_id_key UNIQUE (motion_id, "key")
);
CREATE TABLE heartbeat (
	name VARCHAR(120) NOT NULL, 
	owner VARCHAR(120) NOT NULL, 
	ran_at DATETIME NOT NULL, 
	passed INTEGER NOT NULL, 
	overdue INTEGER NOT NULL, 
	found_at DATETIME, 
	found_passed INTEGER NOT NULL, 
	found_overdue INTEGER NOT NULL, 
	held TEXT, 
	CONSTRAINT pk_heartbeat PRIMARY KEY (name)
);
INSERT INTO "heartbeat" VALUES('clock','o','2026-11-05 13:00:00.000000',2,2,'2026-11-05 13:00:00.000000',2,2,NULL);
CREATE TABLE hiding (
	id INTEGER NOT NULL, 
	motion_id INTEGER NOT NULL, 
	reason VARCHAR(40) NOT NULL, 
	note TEXT, 
	hidden_at DATETIME NOT NULL, 
	hidden_by_id INTEGER NOT NULL, 
	review_on DATE NOT NULL, 
	lift_asked_by_id INTEGER, 
	lifted_at DATETIME, 
	lifted_by_id INTEGER, 
	CONSTRAINT pk_hiding PRIMARY KEY (id), 
	CONSTRAINT fk_hiding_hidden_by_id FOREIGN KEY(hidden_by_id) REFERENCES editor (id), 
	CONSTRAINT fk_hiding_lift_asked_by_id FOREIGN KEY(lift_asked_by_id) REFERENCES editor (id), 
	CONSTRAINT fk_hiding_lifted_by_id FOREIGN KEY(lifted_by_id) REFERENCES editor (id), 
	CONSTRAINT fk_hiding_motion_id FOREIGN KEY(motion_id) REFERENCES motion (id)
);
INSERT INTO "hiding" VALUES(1,2,'legal',NULL,'2026-11-05 13:00:00.000000',1,'2026-11-05',NULL,NULL,NULL);
CREATE TABLE identity (
	id INTEGER NOT NULL, 
	motion_id INTEGER NOT NULL, 
	"key" VARCHAR(120) NOT NULL, 
	position INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	kind VARCHAR(120) NOT NULL, 
	terms JSON NOT NULL, 
	equals VARCHAR(120) NOT NULL, 
	decimals INTEGER NOT NULL, 
	note TEXT, 
	withdrawn BOOLEAN NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	CONSTRAINT pk_identity PRIMARY KEY (id), 
	CONSTRAINT fk_identity_motion_id FOREIGN KEY(motion_id) REFERENCES motion (id), 
	CONSTRAINT uq_identity_motion_id_key UNIQUE (motion_id, "key")
);
CREATE TABLE lease (
	name VARCHAR(120) NOT NULL, 
	owner VARCHAR(120) NOT NULL, 
	expires_at DATETIME NOT NULL, 
	CONSTRAINT pk_lease PRIMARY KEY (name)
);
INSERT INTO "lease" VALUES('clock','o','2026-11-05 14:00:00.000000');
CREATE TABLE letter (
	id INTEGER NOT NULL, 
	"key" VARCHAR(120) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	recipient VARCHAR(254), 
	facts TEXT NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	queued_at DATETIME NOT NULL, 
	due_at DATETIME, 
	first_tried_at DATETIME, 
	owner VARCHAR(120), 
	attempts INTEGER NOT NULL, 
	unknowns INTEGER NOT NULL, 
	outcome VARCHAR(120), 
	settled_at DATETIME, 
	CONSTRAINT pk_letter PRIMARY KEY (id), 
	CONSTRAINT uq_letter_key UNIQUE ("key")
);
INSERT INTO "letter" VALUES(1,'reply_offer:1','reply_offer','cabinet@example.org','{"offer": 1}','pending','2026-11-05 13:00:00.000000','2026-11-05 13:00:00.000000',NULL,NULL,0,0,NULL,NULL);
INSERT INTO "letter" VALUES(2,'letter-0','account_link','person0@example.org','{"n": 0}','held','2026-11-05 13:00:00.000000',NULL,NULL,NULL,0,0,NULL,NULL);
INSERT INTO "letter" VALUES(3,'letter-1','reply_offer','person1@example.org','{"n": 1}','waiting','2026-11-05 13:00:00.000000',NULL,NULL,NULL,0,0,NULL,NULL);
INSERT INTO "letter" VALUES(4,'letter-2','request_received','person2@example.org','{"n": 2}','pending','2026-11-05 13:00:00.000000','2026-11-05 15:00:00.000000',NULL,NULL,0,0,NULL,NULL);
INSERT INTO "letter" VALUES(5,'letter-3','request_decided','person3@example.org','{"n": 3}','sending','2026-11-05 13:00:00.000000','2026-11-05 16:00:00.000000','2026-11-05 13:00:00.000000','a-sender',2,1,NULL,NULL);
INSERT INTO "letter" VALUES(6,'letter-4','account_link','person4@example.org','{"n": 4}','unknown','2026-11-05 13:00:00.000000','2026-11-05 17:00:00.000000','2026-11-05 13:00:00.000000','a-sender',2,1,NULL,NULL);
INSERT INTO "letter" VALUES(7,'letter-5','reply_offer','person5@example.org','{"n": 5}','sent','2026-11-05 13:00:00.000000',NULL,'2026-11-05 13:00:00.000000','a-sender',2,1,'550 5.1.1','2026-11-05 14:00:00.000000');
INSERT INTO "letter" VALUES(8,'letter-6','request_received','person6@example.org','{"n": 6}','failed','2026-11-05 13:00:00.000000',NULL,'2026-11-05 13:00:00.000000','a-sender',2,1,'550 5.1.1','2026-11-05 14:00:00.000000');
INSERT INTO "letter" VALUES(9,'letter-7','request_decided','person7@example.org','{"n": 7}','cancelled','2026-11-05 13:00:00.000000',NULL,NULL,NULL,0,0,'550 5.1.1','2026-11-05 14:00:00.000000');
CREATE TABLE link (
	id INTEGER NOT NULL, 
	token_hash VARCHAR(64) NOT NULL, 
	purpose VARCHAR(40) NOT NULL, 
	subscriber_id INTEGER NOT NULL, 
	issued_at DATETIME NOT NULL, 
	expires_at DATETIME, 
	used_at DATETIME, 
	CONSTRAINT pk_link PRIMARY KEY (id), 
	CONSTRAINT fk_link_subscriber_id FOREIGN KEY(subscriber_id) REFERENCES subscriber (id), 
	CONSTRAINT uq_link_token_hash UNIQUE (token_hash)
);
INSERT INTO "link" VALUES(1,'0000000000000000000000000000000000000000000000000000000000000000','confirm',1,'2026-11-05 13:00:00.000000','2026-11-12 13:00:00.000000',NULL);
INSERT INTO "link" VALUES(2,'1111111111111111111111111111111111111111111111111111111111111111','alerts',1,'2026-11-05 13:00:00.000000',NULL,NULL);
CREATE TABLE mail_day (
	day DATE NOT NULL, 
	sent INTEGER NOT NULL, 
	failed INTEGER NOT NULL, 
	CONSTRAINT pk_mail_day PRIMARY KEY (day)
);
INSERT INTO "mail_day" VALUES('2026-11-05',3,1);
CREATE TABLE mailbox (
	"key" VARCHAR(120) NOT NULL, 
	asked INTEGER NOT NULL, 
	asked_at DATETIME, 
	stopped_at DATETIME, 
	CONSTRAINT pk_mailbox PRIMARY KEY ("key")
);
INSERT INTO "mailbox" VALUES('box-ada',1,'2026-11-05 13:00:00.000000',NULL);
CREATE TABLE moment (
	id INTEGER NOT NULL, 
	"key" VARCHAR(120) NOT NULL, 
	pace VARCHAR(40) NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	due_at DATETIME NOT NULL, 
	window_from DATETIME, 
	window_to DATETIME, 
	once VARCHAR(120), 
	CONSTRAINT pk_moment PRIMARY KEY (id), 
	CONSTRAINT uq_moment_key UNIQUE ("key"), 
	CONSTRAINT uq_moment_once UNIQUE (once)
);
INSERT INTO "moment" VALUES(1,'54c41ab0e2eefdf02ee100b5d9b5e0b6','at_once','2026-11-05 12:00:00.000000','2026-11-05 12:00:00.000000',NULL,NULL,NULL);
INSERT INTO "moment" VALUES(2,'ebdd40da244c50b9714e28d0e8d789fe','at_once','2026-11-05 12:00:00.000000','2026-11-05 12:00:00.000000',NULL,NULL,NULL);
INSERT INTO "moment" VALUES(3,'d440770830c07ba0e45553a1196190c8','at_once','2026-11-05 13:00:00.000000','2026-11-05 13:00:00.000000',NULL,NULL,NULL);
INSERT INTO "moment" VALUES(4,'confirm-moment','at_once','2026-11-05 13:00:00.000000','2026-11-05 13:00:00.000000',NULL,NULL,'canary:2026-11-05');
INSERT INTO "moment" VALUES(5,'ef235b9aea83e4fbc7535c46b9063d78','at_once','2026-11-20 12:00:00.000000','2026-11-20 12:00:00.000000',NULL,NULL,NULL);
CREATE TABLE motion (
	id INTEGER NOT NULL, 
	slug VARCHAR(120) NOT NULL, 
	title VARCHAR(300) NOT NULL, 
	body VARCHAR(300) NOT NULL, 
	addressee VARCHAR(300) NOT NULL, 
	adopted_on DATE NOT NULL, 
	time_zone VARCHAR(120) NOT NULL, 
	grace_hours VARCHAR(40) NOT NULL, 
	visibility VARCHAR(40) NOT NULL, 
	share_token VARCHAR(120), 
	published_at DATETIME, 
	summary TEXT, 
	proposer VARCHAR(300), 
	seconder VARCHAR(300), 
	carried TEXT, 
	recorded_at DATETIME NOT NULL, 
	log_sequence INTEGER NOT NULL, 
	log_head VARCHAR(120) NOT NULL, short_code VARCHAR(120) NOT NULL DEFAULT '', 
	CONSTRAINT pk_motion PRIMARY KEY (id), 
	CONSTRAINT uq_motion_share_token UNIQUE (share_token), 
	CONSTRAINT uq_motion_slug UNIQUE (slug)
);
INSERT INTO "motion" VALUES(1,'clean-river','Clean River','Northgate Council','The Cabinet','2026-11-01','Europe/London','10','public',NULL,'2026-11-05 12:00:00.000000',NULL,NULL,NULL,NULL,'2026-11-05 12:00:00.000000',10,'0ec8ad6ef4f3bd7be49f0951bb6cd2a86a27badfbc4768c76aa8b5b049f6feec','akbjh');
INSERT INTO "motion" VALUES(2,'dirty-river','Dirty River','Northgate Council','The Cabinet','2026-11-01','Europe/London','10','public',NULL,'2026-11-05 12:00:00.000000',NULL,NULL,NULL,NULL,'2026-11-05 12:00:00.000000',8,'af57a6c91e4acaf436af2b6770b906745792acf81cc07a5fd83aeb919baaa0a1','3yd90');
CREATE TABLE note (
	id INTEGER NOT NULL, 
	motion_id INTEGER NOT NULL, 
	"key" VARCHAR(120) NOT NULL, 
	position INTEGER NOT NULL, 
	about VARCHAR(300) NOT NULL, 
	text TEXT NOT NULL, 
	demands JSON NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	CONSTRAINT pk_note PRIMARY KEY (id), 
	CONSTRAINT fk_note_motion_id FOREIGN KEY(motion_id) REFERENCES motion (id), 
	CONSTRAINT uq_note_motion_id_key UNIQUE (motion_id, "key")
);
CREATE TABLE notice (
	id INTEGER NOT NULL, 
	moment_id INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	motion_id INTEGER, 
	demands JSON NOT NULL, 
	change_id INTEGER, 
	replaces_id INTEGER, 
	subject VARCHAR(120) NOT NULL, 
	happened_at DATETIME NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	facts TEXT NOT NULL, 
	cancelled_at DATETIME, 
	CONSTRAINT pk_notice PRIMARY KEY (id), 
	CONSTRAINT fk_notice_change_id FOREIGN KEY(change_id) REFERENCES change (id), 
	CONSTRAINT fk_notice_moment_id FOREIGN KEY(moment_id) REFERENCES moment (id), 
	CONSTRAINT fk_notice_motion_id FOREIGN KEY(motion_id) REFERENCES motion (id), 
	CONSTRAINT fk_notice_replaces_id FOREIGN KEY(replaces_id) REFERENCES notice (id)
);
INSERT INTO "notice" VALUES(1,1,'motion_published',1,'[]',1,NULL,'motion','2026-11-05 12:00:00.000000','2026-11-05 12:00:00.000000','{}',NULL);
INSERT INTO "notice" VALUES(2,2,'motion_published',2,'[]',7,NULL,'motion','2026-11-05 12:00:00.000000','2026-11-05 12:00:00.000000','{}',NULL);
INSERT INTO "notice" VALUES(3,3,'reply_recorded',1,'[1]',13,NULL,'response/letter-1','2026-11-04 00:00:00.000000','2026-11-05 13:00:00.000000','{"headlines": {"1": ["awaiting", "partially_answered"]}}',NULL);
INSERT INTO "notice" VALUES(4,3,'finding_made',1,'[1]',14,NULL,'finding/1a-2026-11-04','2026-11-04 00:00:00.000000','2026-11-05 13:00:00.000000','{"headlines": {"1": ["awaiting", "partially_answered"]}, "question": "a", "before": null, "after": {"verdict": "answered", "gap": null, "ground": null}}',NULL);
INSERT INTO "notice" VALUES(5,4,'canary',NULL,'[]',NULL,NULL,'subscriber/1','2026-11-05 13:00:00.000000','2026-11-05 13:00:00.000000','{}',NULL);
CREATE TABLE notice_target (
	notice_id INTEGER NOT NULL, 
	target VARCHAR(120) NOT NULL, 
	CONSTRAINT pk_notice_target PRIMARY KEY (notice_id, target), 
	CONSTRAINT fk_notice_target_notice_id FOREIGN KEY(notice_id) REFERENCES notice (id)
);
INSERT INTO "notice_target" VALUES(1,'all');
INSERT INTO "notice_target" VALUES(1,'motion:1');
INSERT INTO "notice_target" VALUES(2,'all');
INSERT INTO "notice_target" VALUES(2,'motion:2');
INSERT INTO "notice_target" VALUES(3,'all');
INSERT INTO "notice_target" VALUES(3,'motion:1');
INSERT INTO "notice_target" VALUES(3,'demand:1');
INSERT INTO "notice_target" VALUES(4,'all');
INSERT INTO "notice_target" VALUES(4,'motion:1');
INSERT INTO "notice_target" VALUES(4,'demand:1');
CREATE TABLE outlet (
	name VARCHAR(120) NOT NULL, 
	held_at DATETIME, 
	paused_until DATETIME, 
	pauses INTEGER NOT NULL, 
	trouble TEXT, 
	trouble_since DATETIME, 
	failures_in_row INTEGER NOT NULL, 
	next_at DATETIME, 
	ran_at DATETIME, 
	sent_at DATETIME, 
	tidied_at DATETIME, 
	CONSTRAINT pk_outlet PRIMARY KEY (name)
);
INSERT INTO "outlet" VALUES('smtp',NULL,NULL,1,'421','2026-11-05 13:00:00.000000',2,NULL,'2026-11-05 13:00:00.000000','2026-11-05 13:00:00.000000',NULL);
CREATE TABLE passkey (
	id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	credential_id BLOB NOT NULL, 
	public_key BLOB NOT NULL, 
	sign_count INTEGER NOT NULL, 
	transports JSON, 
	backup_state BOOLEAN NOT NULL, 
	device_type VARCHAR(64) NOT NULL, 
	extensions VARCHAR(255), 
	name VARCHAR(64) NOT NULL, 
	usage VARCHAR(64) NOT NULL, 
	lastuse_datetime DATETIME NOT NULL, 
	CONSTRAINT pk_passkey PRIMARY KEY (id), 
	CONSTRAINT fk_passkey_user_id FOREIGN KEY(user_id) REFERENCES editor (id), 
	CONSTRAINT uq_passkey_credential_id UNIQUE (credential_id)
);
CREATE TABLE projection (
	demand_id INTEGER NOT NULL, 
	motion_id INTEGER NOT NULL, 
	headline VARCHAR(40), 
	outstanding BOOLEAN NOT NULL, 
	deadline_id INTEGER, 
	closes_at DATETIME, 
	overdue_from DATETIME, 
	pass_due_at DATETIME, 
	overdue_due_at DATETIME, 
	pass_marked BOOLEAN NOT NULL, 
	overdue_marked_at DATETIME, 
	round INTEGER NOT NULL, remind_at DATETIME, 
	CONSTRAINT pk_projection PRIMARY KEY (demand_id), 
	CONSTRAINT fk_projection_deadline_id FOREIGN KEY(deadline_id) REFERENCES deadline (id), 
	CONSTRAINT fk_projection_demand_id FOREIGN KEY(demand_id) REFERENCES demand (id), 
	CONSTRAINT fk_projection_motion_id FOREIGN KEY(motion_id) REFERENCES motion (id)
);
INSERT INTO "projection" VALUES(1,1,'partially_answered',1,1,'2026-11-09 00:00:00.000000','2026-11-09 10:00:00.000000',NULL,NULL,1,'2026-11-09 10:00:00.000000',0,'2026-11-23 07:00:00.000000');
INSERT INTO "projection" VALUES(2,2,NULL,1,2,'2026-11-09 00:00:00.000000','2026-11-09 10:00:00.000000',NULL,NULL,1,'2026-11-09 10:00:00.000000',0,'2026-11-23 07:00:00.000000');
CREATE TABLE question (
	id INTEGER NOT NULL, 
	motion_id INTEGER NOT NULL, 
	demand_id INTEGER NOT NULL, 
	letter VARCHAR(120) NOT NULL, 
	text TEXT NOT NULL, 
	name VARCHAR(300), 
	test TEXT, 
	recorded_at DATETIME NOT NULL, 
	CONSTRAINT pk_question PRIMARY KEY (id), 
	CONSTRAINT fk_question_demand_id FOREIGN KEY(demand_id) REFERENCES demand (id), 
	CONSTRAINT fk_question_motion_id FOREIGN KEY(motion_id) REFERENCES motion (id), 
	CONSTRAINT uq_question_demand_id_letter UNIQUE (demand_id, letter)
);
INSERT INTO "question" VALUES(1,1,1,'a','the results for 2025',NULL,NULL,'2026-11-05 12:00:00.000000');
INSERT INTO "question" VALUES(2,1,1,'b','the laboratory that made them',NULL,NULL,'2026-11-05 12:00:00.000000');
INSERT INTO "question" VALUES(3,2,2,'a','the results for 2025',NULL,NULL,'2026-11-05 12:00:00.000000');
INSERT INTO "question" VALUES(4,2,2,'b','the laboratory that made them',NULL,NULL,'2026-11-05 12:00:00.000000');
CREATE TABLE reply_offer (
	id INTEGER NOT NULL, 
	draft_id INTEGER NOT NULL, 
	motion_id INTEGER NOT NULL, 
	statement_key VARCHAR(120) NOT NULL, 
	"by" VARCHAR(300) NOT NULL, 
	address VARCHAR(254), 
	sent_by VARCHAR(300) NOT NULL, 
	working_days INTEGER NOT NULL, 
	short_reason TEXT, 
	shown TEXT NOT NULL, 
	token_hash VARCHAR(64), 
	made_at DATETIME NOT NULL, 
	made_by_id INTEGER NOT NULL, 
	invited_at DATETIME, 
	due_on DATE, 
	answered_at DATETIME, 
	declined_at DATETIME, 
	answer TEXT, 
	earlier TEXT NOT NULL, 
	accepted_at DATETIME, 
	cancelled_at DATETIME, 
	CONSTRAINT pk_reply_offer PRIMARY KEY (id), 
	CONSTRAINT ck_reply_offer_days CHECK (working_days >= 5 OR (working_days >= 2 AND length(trim(coalesce(short_reason, ''))) > 0)), 
	CONSTRAINT fk_reply_offer_draft_id FOREIGN KEY(draft_id) REFERENCES draft (id), 
	CONSTRAINT fk_reply_offer_made_by_id FOREIGN KEY(made_by_id) REFERENCES editor (id), 
	CONSTRAINT fk_reply_offer_motion_id FOREIGN KEY(motion_id) REFERENCES motion (id), 
	CONSTRAINT uq_reply_offer_token_hash UNIQUE (token_hash)
);
INSERT INTO "reply_offer" VALUES(1,1,1,'right-of-reply-1','The Cabinet','cabinet@example.org','e-mail',5,NULL,'{"motion": "Clean River", "body": "Northgate Council", "adopted_on": "2026-11-01", "parts": [{"demand": 1, "letter": "b", "asks": "Publish the sampling results for the river.", "question": "the laboratory that made them", "test": "The name of the laboratory.", "verdict": "not_answered", "gap": "not_mentioned", "reasoning": "The letter of 4 November names no laboratory.", "passage": "The results were made by an accredited laboratory.", "sources": [{"title": "Letter on the river", "publisher": "The Cabinet", "url": "https://example.org/letter", "published_on": "2026-11-04"}]}]}',NULL,'2026-11-05 13:00:00.000000',1,NULL,NULL,NULL,NULL,NULL,'[]',NULL,NULL);
CREATE TABLE response (
	id INTEGER NOT NULL, 
	motion_id INTEGER NOT NULL, 
	"key" VARCHAR(120) NOT NULL, 
	version INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	sender VARCHAR(300) NOT NULL, 
	form VARCHAR(40) NOT NULL, 
	reply VARCHAR(40) NOT NULL, 
	received_on DATE NOT NULL, 
	received_note TEXT, 
	title VARCHAR(300), 
	summary TEXT NOT NULL, 
	disputed TEXT, 
	demands JSON NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	CONSTRAINT pk_response PRIMARY KEY (id), 
	CONSTRAINT fk_response_motion_id FOREIGN KEY(motion_id) REFERENCES motion (id), 
	CONSTRAINT uq_response_motion_id_key_version UNIQUE (motion_id, "key", version)
);
INSERT INTO "response" VALUES(1,1,'letter-1',1,1,'The Cabinet','letter','received','2026-11-04',NULL,NULL,'Results.',NULL,'[]',0,'2026-11-05 13:00:00.000000');
CREATE TABLE sign_in (
	id INTEGER NOT NULL, 
	key_hash VARCHAR(64) NOT NULL, 
	editor_id INTEGER NOT NULL, 
	began_at DATETIME NOT NULL, 
	seen_at DATETIME NOT NULL, 
	ended_at DATETIME, 
	ended_by VARCHAR(120), 
	CONSTRAINT pk_sign_in PRIMARY KEY (id), 
	CONSTRAINT fk_sign_in_editor_id FOREIGN KEY(editor_id) REFERENCES editor (id), 
	CONSTRAINT uq_sign_in_key_hash UNIQUE (key_hash)
);
CREATE TABLE signup (
	id INTEGER NOT NULL, 
	address VARCHAR(254) NOT NULL, 
	motion_id INTEGER, 
	demand_id INTEGER, 
	pace VARCHAR(40) NOT NULL, 
	page VARCHAR(120) NOT NULL, 
	browser VARCHAR(120) NOT NULL, 
	asked_at DATETIME NOT NULL, 
	CONSTRAINT pk_signup PRIMARY KEY (id), 
	CONSTRAINT fk_signup_demand_id FOREIGN KEY(demand_id) REFERENCES demand (id), 
	CONSTRAINT fk_signup_motion_id FOREIGN KEY(motion_id) REFERENCES motion (id)
);
INSERT INTO "signup" VALUES(1,'new@example.org',NULL,NULL,'daily','/','b','2026-11-05 13:00:00.000000');
CREATE TABLE source (
	id INTEGER NOT NULL, 
	motion_id INTEGER NOT NULL, 
	"key" VARCHAR(120) NOT NULL, 
	position INTEGER NOT NULL, 
	publisher VARCHAR(300) NOT NULL, 
	title VARCHAR(300) NOT NULL, 
	author VARCHAR(300), 
	published_on DATE, 
	published_note TEXT, 
	url TEXT, 
	archived_url TEXT, 
	file VARCHAR(300), 
	sha256 VARCHAR(120), 
	kind VARCHAR(300) NOT NULL, 
	read VARCHAR(40) NOT NULL, 
	note TEXT, 
	withdrawn BOOLEAN NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	CONSTRAINT pk_source PRIMARY KEY (id), 
	CONSTRAINT fk_source_motion_id FOREIGN KEY(motion_id) REFERENCES motion (id), 
	CONSTRAINT uq_source_motion_id_key UNIQUE (motion_id, "key")
);
INSERT INTO "source" VALUES(1,1,'minutes',1,'Northgate Council','Minutes',NULL,'2026-11-02',NULL,'https://example.org/m',NULL,NULL,NULL,'document','not_stated',NULL,0,'2026-11-05 12:00:00.000000');
INSERT INTO "source" VALUES(2,2,'minutes',1,'Northgate Council','Minutes',NULL,'2026-11-02',NULL,'https://example.org/m',NULL,NULL,NULL,'document','not_stated',NULL,0,'2026-11-05 12:00:00.000000');
CREATE TABLE statement (
	id INTEGER NOT NULL, 
	motion_id INTEGER NOT NULL, 
	"key" VARCHAR(120) NOT NULL, 
	version INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	"by" VARCHAR(300) NOT NULL, 
	demands JSON NOT NULL, 
	invited_on DATE, 
	due_on DATE, 
	received_on DATE, 
	published_on DATE, 
	text TEXT, 
	withdrawn BOOLEAN NOT NULL, 
	recorded_at DATETIME NOT NULL, declined_on DATE, 
	CONSTRAINT pk_statement PRIMARY KEY (id), 
	CONSTRAINT fk_statement_motion_id FOREIGN KEY(motion_id) REFERENCES motion (id), 
	CONSTRAINT uq_statement_motion_id_key_version UNIQUE (motion_id, "key", version)
);
CREATE TABLE subscriber (
	id INTEGER NOT NULL, 
	address VARCHAR(254), 
	mailbox VARCHAR(120), 
	is_operator BOOLEAN NOT NULL, 
	created_at DATETIME NOT NULL, 
	confirmed_at DATETIME, 
	paused_at DATETIME, 
	stopped_at DATETIME, 
	bounced_at DATETIME, 
	erased_at DATETIME, 
	CONSTRAINT pk_subscriber PRIMARY KEY (id), 
	CONSTRAINT uq_subscriber_address UNIQUE (address)
);
INSERT INTO "subscriber" VALUES(1,'ada@example.org','box-ada',0,'2026-01-01 00:00:00.000000','2026-01-01 00:00:00.000000',NULL,NULL,NULL,NULL);
INSERT INTO "subscriber" VALUES(2,'ben@example.org','box-ben',0,'2026-01-01 00:00:00.000000','2026-01-01 00:00:00.000000',NULL,NULL,NULL,NULL);
INSERT INTO "subscriber" VALUES(3,'cat@example.org','box-cat',0,'2026-01-01 00:00:00.000000','2026-01-01 00:00:00.000000',NULL,NULL,NULL,NULL);
INSERT INTO "subscriber" VALUES(4,'dan@example.org','box-dan',0,'2026-01-01 00:00:00.000000','2026-01-01 00:00:00.000000',NULL,NULL,NULL,NULL);
INSERT INTO "subscriber" VALUES(5,'eve@example.org','box-eve',0,'2026-01-01 00:00:00.000000','2026-01-01 00:00:00.000000',NULL,NULL,NULL,NULL);
INSERT INTO "subscriber" VALUES(6,'fay@example.org','box-fay',0,'2026-01-01 00:00:00.000000','2026-01-01 00:00:00.000000',NULL,NULL,NULL,NULL);
INSERT INTO "subscriber" VALUES(7,'gus@example.org','box-gus',0,'2026-01-01 00:00:00.000000','2026-01-01 00:00:00.000000',NULL,NULL,NULL,NULL);
INSERT INTO "subscriber" VALUES(8,'hal@example.org','box-hal',0,'2026-01-01 00:00:00.000000','2026-01-01 00:00:00.000000',NULL,NULL,NULL,NULL);
INSERT INTO "subscriber" VALUES(9,'ivy@example.org','box-ivy',0,'2026-01-01 00:00:00.000000','2026-01-01 00:00:00.000000',NULL,NULL,NULL,NULL);
INSERT INTO "subscriber" VALUES(10,'jo@example.org','box-jo',0,'2026-01-01 00:00:00.000000','2026-01-01 00:00:00.000000',NULL,NULL,NULL,NULL);
INSERT INTO "subscriber" VALUES(11,NULL,'box-op',1,'2026-11-05 13:00:00.000000','2026-11-05 13:00:00.000000',NULL,NULL,NULL,NULL);
CREATE TABLE subscription (
	id INTEGER NOT NULL, 
	subscriber_id INTEGER NOT NULL, 
	target VARCHAR(120) NOT NULL, 
	motion_id INTEGER, 
	demand_id INTEGER, 
	pace VARCHAR(40) NOT NULL, 
	page VARCHAR(120) NOT NULL, 
	wording VARCHAR(120) NOT NULL, 
	browser VARCHAR(120), 
	asked_at DATETIME NOT NULL, 
	confirmed_at DATETIME, 
	ended_at DATETIME, 
	live BOOLEAN NOT NULL, 
	CONSTRAINT pk_subscription PRIMARY KEY (id), 
	CONSTRAINT fk_subscription_demand_id FOREIGN KEY(demand_id) REFERENCES demand (id), 
	CONSTRAINT fk_subscription_motion_id FOREIGN KEY(motion_id) REFERENCES motion (id), 
	CONSTRAINT fk_subscription_subscriber_id FOREIGN KEY(subscriber_id) REFERENCES subscriber (id), 
	CONSTRAINT uq_subscription_subscriber_id_target UNIQUE (subscriber_id, target)
);
INSERT INTO "subscription" VALUES(1,1,'motion:1',NULL,NULL,'at_once','/','1',NULL,'2026-01-01 00:00:00.000000','2026-01-01 00:00:00.000000',NULL,1);
INSERT INTO "subscription" VALUES(2,1,'all',NULL,NULL,'at_once','/','1',NULL,'2026-01-01 00:00:00.000000','2026-01-01 00:00:00.000000',NULL,1);
INSERT INTO "subscription" VALUES(3,2,'motion:1',NULL,NULL,'at_once','/','1',NULL,'2026-01-01 00:00:00.000000','2026-01-01 00:00:00.000000',NULL,1);
INSERT INTO "subscription" VALUES(4,2,'all',NULL,NULL,'at_once','/','1',NULL,'2026-01-01 00:00:00.000000','2026-01-01 00:00:00.000000',NULL,1);
INSERT INTO "subscription" VALUES(5,3,'motion:1',NULL,NULL,'at_once','/','1',NULL,'2026-01-01 00:00:00.000000','2026-01-01 00:00:00.000000',NULL,1);
INSERT INTO "subscription" VALUES(6,3,'all',NULL,NULL,'at_once','/','1',NULL,'2026-01-01 00:00:00.000000','2026-01-01 00:00:00.000000',NULL,1);
INSERT INTO "subscription" VALUES(7,4,'motion:1',NULL,NULL,'at_once','/','1',NULL,'2026-01-01 00:00:00.000000','2026-01-01 00:00:00.000000',NULL,1);
INSERT INTO "subscription" VALUES(8,4,'all',NULL,NULL,'at_once','/','1',NULL,'2026-01-01 00:00:00.000000','2026-01-01 00:00:00.000000',NULL,1);
INSERT INTO "subscription" VALUES(9,5,'motion:1',NULL,NULL,'at_once','/','1',NULL,'2026-01-01 00:00:00.000000','2026-01-01 00:00:00.000000',NULL,1);
INSERT INTO "subscription" VALUES(10,5,'all',NULL,NULL,'at_once','/','1',NULL,'2026-01-01 00:00:00.000000','2026-01-01 00:00:00.000000',NULL,1);
INSERT INTO "subscription" VALUES(11,6,'motion:1',NULL,NULL,'at_once','/','1',NULL,'2026-01-01 00:00:00.000000','2026-01-01 00:00:00.000000',NULL,1);
INSERT INTO "subscription" VALUES(12,6,'all',NULL,NULL,'at_once','/','1',NULL,'2026-01-01 00:00:00.000000','2026-01-01 00:00:00.000000',NULL,1);
INSERT INTO "subscription" VALUES(13,7,'motion:1',NULL,NULL,'at_once','/','1',NULL,'2026-01-01 00:00:00.000000','2026-01-01 00:00:00.000000',NULL,1);
INSERT INTO "subscription" VALUES(14,7,'all',NULL,NULL,'at_once','/','1',NULL,'2026-01-01 00:00:00.000000','2026-01-01 00:00:00.000000',NULL,1);
INSERT INTO "subscription" VALUES(15,8,'motion:1',NULL,NULL,'at_once','/','1',NULL,'2026-01-01 00:00:00.000000','2026-01-01 00:00:00.000000',NULL,1);
INSERT INTO "subscription" VALUES(16,8,'all',NULL,NULL,'at_once','/','1',NULL,'2026-01-01 00:00:00.000000','2026-01-01 00:00:00.000000',NULL,1);
INSERT INTO "subscription" VALUES(17,9,'demand:1',NULL,NULL,'daily','/','1',NULL,'2026-01-01 00:00:00.000000','2026-01-01 00:00:00.000000',NULL,1);
INSERT INTO "subscription" VALUES(18,10,'all',NULL,NULL,'weekly','/','1',NULL,'2026-01-01 00:00:00.000000','2026-01-01 00:00:00.000000',NULL,1);
CREATE INDEX ix_change_motion_demand ON change (motion_id, demand_number);
CREATE INDEX ix_deadline_motion_id ON deadline (motion_id);
CREATE INDEX ix_question_motion_id ON question (motion_id);
CREATE INDEX ix_finding_question_id ON finding (question_id);
CREATE INDEX ix_projection_motion_id ON projection (motion_id);
CREATE INDEX ix_projection_outstanding ON projection (outstanding, overdue_from);
CREATE INDEX ix_projection_overdue_due_at ON projection (overdue_due_at);
CREATE INDEX ix_projection_pass_due_at ON projection (pass_due_at);
CREATE INDEX ix_citation_deadline_id ON citation (deadline_id);
CREATE INDEX ix_citation_demand_id ON citation (demand_id);
CREATE INDEX ix_citation_discrepancy_id ON citation (discrepancy_id);
CREATE INDEX ix_citation_event_id ON citation (event_id);
CREATE INDEX ix_citation_figure_id ON citation (figure_id);
CREATE INDEX ix_citation_finding_id ON citation (finding_id);
CREATE INDEX ix_citation_identity_id ON citation (identity_id);
CREATE INDEX ix_citation_motion_id ON citation (motion_id);
CREATE INDEX ix_citation_note_id ON citation (note_id);
CREATE INDEX ix_citation_response_id ON citation (response_id);
CREATE INDEX ix_citation_source_id ON citation (source_id);
CREATE INDEX ix_citation_statement_id ON citation (statement_id);
CREATE TRIGGER change_refuses_update BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'change is append-only: add a new row instead'); END;
CREATE TRIGGER change_refuses_delete BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'change is append-only: add a new row instead'); END;
CREATE TRIGGER deadline_refuses_update BEFORE UPDATE ON deadline BEGIN SELECT RAISE(ABORT, 'deadline is append-only: add a new row instead'); END;
CREATE TRIGGER deadline_refuses_delete BEFORE DELETE ON deadline BEGIN SELECT RAISE(ABORT, 'deadline is append-only: add a new row instead'); END;
CREATE TRIGGER response_refuses_update BEFORE UPDATE ON response BEGIN SELECT RAISE(ABORT, 'response is append-only: add a new row instead'); END;
CREATE TRIGGER response_refuses_delete BEFORE DELETE ON response BEGIN SELECT RAISE(ABORT, 'response is append-only: add a new row instead'); END;
CREATE TRIGGER finding_refuses_update BEFORE UPDATE ON finding BEGIN SELECT RAISE(ABORT, 'finding is append-only: add a new row instead'); END;
CREATE TRIGGER finding_refuses_delete BEFORE DELETE ON finding BEGIN SELECT RAISE(ABORT, 'finding is append-only: add a new row instead'); END;
CREATE TRIGGER statement_refuses_update BEFORE UPDATE ON statement BEGIN SELECT RAISE(ABORT, 'statement is append-only: add a new row instead'); END;
CREATE TRIGGER statement_refuses_delete BEFORE DELETE ON statement BEGIN SELECT RAISE(ABORT, 'statement is append-only: add a new row instead'); END;
CREATE INDEX ix_subscriber_mailbox ON subscriber (mailbox);
CREATE INDEX ix_bounce_subscriber_id ON bounce (subscriber_id);
CREATE INDEX ix_link_subscriber_id ON link (subscriber_id);
CREATE INDEX ix_notice_change_id ON notice (change_id);
CREATE INDEX ix_notice_moment_id ON notice (moment_id);
CREATE INDEX ix_notice_recorded_at ON notice (recorded_at);
CREATE INDEX ix_notice_subject ON notice (motion_id, subject);
CREATE INDEX ix_subscription_live ON subscription (target, pace, subscriber_id) WHERE live;
CREATE INDEX ix_alert_due ON alert (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX ix_alert_failed ON alert (id) WHERE state = 'failed';
CREATE INDEX ix_alert_subscriber_moment ON alert (subscriber_id, moment_id);
CREATE INDEX ix_projection_remind_at ON projection (remind_at);
CREATE INDEX ix_letter_due ON letter (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX ix_account_link_editor_id ON account_link (editor_id);
CREATE INDEX ix_correction_request_motion_id ON correction_request (motion_id);
CREATE INDEX ix_desk_entry_at ON desk_entry (at);
CREATE INDEX ix_draft_motion_id ON draft (motion_id);
CREATE INDEX ix_draft_state ON draft (state, saved_at);
CREATE INDEX ix_hiding_motion_id ON hiding (motion_id);
CREATE INDEX ix_passkey_user_id ON passkey (user_id);
CREATE INDEX ix_sign_in_editor_id ON sign_in (editor_id);
CREATE INDEX ix_reply_offer_draft_id ON reply_offer (draft_id);
CREATE INDEX ix_reply_offer_motion_id ON reply_offer (motion_id);
CREATE INDEX ix_clearance_question_id ON clearance (question_id);
CREATE UNIQUE INDEX ix_finding_clearance_id ON finding (clearance_id);
CREATE TRIGGER clearance_refuses_update BEFORE UPDATE ON clearance BEGIN SELECT RAISE(ABORT, 'clearance is append-only: add a new row instead'); END;
CREATE TRIGGER clearance_refuses_delete BEFORE DELETE ON clearance BEGIN SELECT RAISE(ABORT, 'clearance is append-only: add a new row instead'); END;
CREATE TRIGGER desk_entry_refuses_update BEFORE UPDATE ON desk_entry BEGIN SELECT RAISE(ABORT, 'desk_entry is append-only: add a new row instead'); END;
CREATE TRIGGER desk_entry_refuses_delete BEFORE DELETE ON desk_entry BEGIN SELECT RAISE(ABORT, 'desk_entry is append-only: add a new row instead'); END;
CREATE TRIGGER finding_needs_clearance BEFORE INSERT ON finding WHEN NOT NEW.withdrawn BEGIN SELECT RAISE(ABORT, 'a finding needs what cleared it: a test, and where it is adverse a second person and the right of reply') WHERE NOT EXISTS (SELECT 1 FROM clearance c WHERE c.id = NEW.clearance_id AND c.question_id = NEW.question_id AND c.verdict = NEW.verdict); END;
CREATE UNIQUE INDEX ix_motion_short_code ON motion (short_code);
COMMIT;
