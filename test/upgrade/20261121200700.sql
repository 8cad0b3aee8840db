-- A small house as the version with the schema 20261121200700-audit left it.
-- Made by that version itself: npx tsx test/upgrade/make-database.ts. Its secrets open nothing else.
-- cookie of ben: umlauf=lB4MQQAvzFbH05WBP4n_ff4Ll6ydI51gBZ2jeQs6bs0; umlauf-device=tG2ccmsA1yJczp8zjwUIlQy90XgVTYLb5X4gdN9ULJk
-- token of deniz: umlauf_FV7PC4MoQhtj4BZBfnOqPFH9aYQVRUB9WMx_cgT88ho
-- until: 2026-11-18T09:00:00.000Z
begin;
CREATE TABLE `knex_migrations` (`id` integer not null primary key autoincrement, `name` varchar(255), `batch` integer, `migration_time` datetime);
CREATE TABLE `knex_migrations_lock` (`index` integer not null primary key autoincrement, `is_locked` integer);
CREATE TABLE `installation` (`key` text, `value` text not null, primary key (`key`));
CREATE TABLE `change_feed` (`id` integer not null primary key autoincrement, `at` bigint not null, `kind` text not null, `payload` text not null);
CREATE TABLE `idempotency_keys` (`person_id` text not null, `key` text not null, `request_hash` text not null, `answer` text not null, `at` bigint not null, primary key (`person_id`, `key`));
CREATE TABLE `people` (`id` text, `source` text not null, `source_id` text not null, `login` text not null, `name` text not null, `sort_name` text not null, `sort_key` text not null, `search_text` text not null, `department` text not null, `mail` text, `language` text not null, `created_at` bigint not null, `left_at` bigint, primary key (`id`));
CREATE TABLE `teams` (`id` text, `source` text not null, `source_id` text not null, `name` text not null, `sort_key` text not null, primary key (`id`));
CREATE TABLE `team_nestings` (`parent_id` text not null, `child_id` text not null, foreign key(`parent_id`) references `teams`(`id`) on delete CASCADE, foreign key(`child_id`) references `teams`(`id`) on delete CASCADE, primary key (`parent_id`, `child_id`));
CREATE TABLE `memberships` (`team_id` text not null, `person_id` text not null, `since` bigint not null, foreign key(`team_id`) references `teams`(`id`) on delete CASCADE, foreign key(`person_id`) references `people`(`id`) on delete CASCADE, primary key (`team_id`, `person_id`));
CREATE TABLE `devices` (`id` text, `person_id` text not null, `secret_hash` text not null, `label` text not null, `created_at` bigint not null, `last_seen_at` bigint not null, foreign key(`person_id`) references `people`(`id`) on delete CASCADE, primary key (`id`));
CREATE TABLE `sessions` (`secret_hash` text, `person_id` text not null, `device_id` text not null, `signed_in_how` text not null, `kind` text not null, `created_at` bigint not null, `last_seen_at` bigint not null, `expires_at` bigint not null, foreign key(`person_id`) references `people`(`id`) on delete CASCADE, foreign key(`device_id`) references `devices`(`id`) on delete CASCADE, primary key (`secret_hash`));
CREATE TABLE `tokens` (`id` text, `person_id` text not null, `name` text not null, `scope` text not null, `secret_hash` text not null, `created_at` bigint not null, `expires_at` bigint not null, `last_used_at` bigint, `revoked_at` bigint, foreign key(`person_id`) references `people`(`id`) on delete CASCADE, primary key (`id`));
CREATE TABLE `preferences` (`person_id` text, `language` text not null, foreign key(`person_id`) references `people`(`id`) on delete CASCADE, primary key (`person_id`));
CREATE TABLE `announcements` (`id` text, `number_year` integer not null, `number_serial` integer not null, `sender_id` text not null, `status` text not null, `priority` text not null, `acknowledgement` text not null, `audience` text not null, `version` integer not null, `deadline_at` bigint, `released_at` bigint, `created_at` bigint not null, `updated_at` bigint not null, foreign key(`sender_id`) references `people`(`id`), primary key (`id`));
CREATE TABLE `announcement_numbers` (`year` integer, `last_serial` integer not null, primary key (`year`));
CREATE TABLE `announcement_versions` (`announcement_id` text not null, `version` integer not null, `title` text not null, `body` text not null, `body_html` text not null, `content_hash` text not null, foreign key(`announcement_id`) references `announcements`(`id`) on delete CASCADE, primary key (`announcement_id`, `version`));
CREATE TABLE `recipients` (`announcement_id` text not null, `person_id` text not null, `team_id` text, `added_at` bigint not null, `left_at` bigint, foreign key(`announcement_id`) references `announcements`(`id`) on delete CASCADE, foreign key(`person_id`) references `people`(`id`) on delete CASCADE, primary key (`announcement_id`, `person_id`));
CREATE TABLE `acknowledgements` (`id` text, `announcement_id` text not null, `person_id` text not null, `version` integer not null, `content_hash` text not null, `client_ack_id` text not null, `acknowledged_at` bigint not null, `deadline_at` bigint, `signed_in_how` text not null, `device` text not null, foreign key(`announcement_id`, `person_id`) references `recipients`(`announcement_id`, `person_id`), primary key (`id`));
CREATE TABLE `push_subscriptions` (`id` text, `person_id` text not null, `device_id` text not null, `endpoint` text not null, `p256dh` text not null, `auth` text not null, `created_at` bigint not null, `last_seen_at` bigint not null, `last_accepted_at` bigint, foreign key(`person_id`) references `people`(`id`) on delete CASCADE, foreign key(`device_id`) references `devices`(`id`) on delete CASCADE, primary key (`id`));
CREATE TABLE `reminders` (`id` text, `announcement_id` text not null, `person_id` text, `recipients` integer not null, `at` bigint not null, foreign key(`announcement_id`) references `announcements`(`id`) on delete CASCADE, primary key (`id`));
CREATE TABLE `deliveries` (`id` integer not null primary key autoincrement, `occasion_id` text not null, `subscription_id` text not null, `kind` text not null, `announcement_id` text, `person_id` text not null, `device_id` text not null, `transport` text not null, `state` text not null, `attempts` integer not null, `next_attempt_at` bigint not null, `lease_id` text, `lease_until` bigint, `last_status` integer, `last_error` text, `created_at` bigint not null, `expires_at` bigint not null, `settled_at` bigint);
CREATE TABLE `audit_entries` (`seq` bigint, `at` bigint not null, `actor_id` text, `action` text not null, `subject` text not null, `details` text not null, `previous_hash` text not null, `hash` text not null, primary key (`seq`));
insert into knex_migrations values
(1,'20261121200100-platform',1,1795300985558),
(2,'20261121200200-directory',1,1795300985573),
(3,'20261121200300-sign-in',1,1795300985588),
(4,'20261121200400-announcements',1,1795300985593),
(5,'20261121200500-acknowledgements',1,1795300985600),
(6,'20261121200600-delivery',1,1795300985610),
(7,'20261121200700-audit',1,1795300985612);
insert into knex_migrations_lock values
(1,0);
insert into installation values
('demo','1'),
('house-name','Lindenhof Werk und Pflege');
insert into change_feed values
(1,1794809400000,'announcement:released','{"announcementId":"571c68daa9016caa58d997a69470d3de"}'),
(2,1794809520000,'announcement:changed','{"announcementId":"571c68daa9016caa58d997a69470d3de","personIds":["b4ab992f58de5c8be500662678dab4d8"]}'),
(3,1794814200000,'announcement:changed','{"announcementId":"571c68daa9016caa58d997a69470d3de","personIds":["9dc4da55880798b5cc1ee232b82606fe"]}'),
(4,1794826800000,'membership:changed','{"personIds":["5cbaea068ebe0906c04e5edc552bee70"]}'),
(5,1794842400000,'announcement:changed','{"announcementId":"571c68daa9016caa58d997a69470d3de","personIds":["fa9dc287459ceaea81fc3e96d89e8935"]}'),
(6,1794844800000,'membership:changed','{"personIds":["9dc4da55880798b5cc1ee232b82606fe"]}'),
(7,1794902400000,'announcement:released','{"announcementId":"9921671b063066be0865b972a201deb4"}'),
(8,1794902400000,'announcement:changed','{"announcementId":"9921671b063066be0865b972a201deb4","personIds":["55aa09df1bf12447c481a05ddc4a19a6"]}'),
(9,1794902400000,'announcement:released','{"announcementId":"24c0dbe7b6038e25cd15bead02f1eca8"}'),
(10,1794902400000,'membership:changed','{"personIds":["5cbaea068ebe0906c04e5edc552bee70"]}'),
(11,1794992400000,'token:revoked','{"tokenId":"65e76940ea0337078235b2794cfb601f"}'),
(12,1794992400000,'session:ended','{"sessionHashes":["2d63883bcfdd4f73ef7880fc6e345a31ddce8da5385356b7151eb9a9635b6f81"],"reason":"signed-out"}');
insert into idempotency_keys values
('3ed8ce451ef44e31ff61be1d0e3d1f6c','eec6074f-6c15-41aa-ac34-bc34509a03f5','f8efabacdfca88b45c3b09d55d2ca905aeef9959cc7d30327d1012c969a6c969','{"id":"571c68daa9016caa58d997a69470d3de","recipients":5}',1794809400000),
('3ed8ce451ef44e31ff61be1d0e3d1f6c','5de7ad59-2f00-4f56-ad42-edfbe8ee9aa1','5547a685e28c764fff9a47755d7ea98607e080f8f60b2e0fb432ac4da5fdc138','{"id":"ad385c64d8ae948dc5d81d32f533237c","recipients":2,"devices":2}',1794834000000),
('3ed8ce451ef44e31ff61be1d0e3d1f6c','2d7f29a4-8cde-4493-b5e7-6241ed48bac5','4343213d32ec82236f1436e64b475fd48e6ad0085b70964ac8ea29f5872d1cb4','{"id":"9921671b063066be0865b972a201deb4","recipients":4}',1794902400000),
('3ed8ce451ef44e31ff61be1d0e3d1f6c','d8bd79b7-2282-4c6d-bcc8-1a6d5f29a796','7f7c5e9335f72a8e279525b763bcc80e2dc280c4233cd15d1f4f73be5f957b80','{"id":"24c0dbe7b6038e25cd15bead02f1eca8","recipients":11}',1794902400000);
insert into people values
('3ed8ce451ef44e31ff61be1d0e3d1f6c','demo','anna','anna','Anna Krause','Krause, Anna','krause, anna','anna krause krause, anna anna werkleitung','Werkleitung','anna@lindenhof.example','de',1794805200000,NULL),
('b4ab992f58de5c8be500662678dab4d8','demo','ben','ben','Ben Yıldız','Yıldız, Ben','yildiz, ben','ben yildiz yildiz, ben ben fruhschicht','Frühschicht','ben@lindenhof.example','de',1794805200000,NULL),
('55aa09df1bf12447c481a05ddc4a19a6','demo','clara','clara','Clara de Vries','Vries, Clara de','vries, clara de','clara de vries vries, clara de clara pflege station 3','Pflege Station 3','clara@lindenhof.example','nl',1794805200000,NULL),
('24dd49705fc269a37568c03169c9b5ba','demo','deniz','deniz','Deniz Arslan','Arslan, Deniz','arslan, deniz','deniz arslan arslan, deniz deniz it-betrieb','IT-Betrieb','deniz@lindenhof.example','en',1794805200000,NULL),
('26961c0951e78302eedf940a1b87f9f7','demo','esther','esther','Esther Blum','Blum, Esther','blum, esther','esther blum blum, esther esther betriebsrat','Betriebsrat','esther@lindenhof.example','de',1794805200000,NULL),
('fa9dc287459ceaea81fc3e96d89e8935','demo','m.aydogan','m.aydogan','Mehmet Aydoğan','Aydoğan, Mehmet','aydogan, mehmet','mehmet aydogan aydogan, mehmet m.aydogan fruhschicht','Frühschicht','m.aydogan@lindenhof.example','de',1794805200000,NULL),
('3bc8552e0a00d80ea1ca142a5f5e4a01','demo','h.celik','h.celik','Hüseyin Çelik','Çelik, Hüseyin','celik, huseyin','huseyin celik celik, huseyin h.celik fruhschicht','Frühschicht',NULL,'de',1794805200000,NULL),
('5cbaea068ebe0906c04e5edc552bee70','demo','s.sahin','s.sahin','Sabine Şahin','Şahin, Sabine','sahin, sabine','sabine sahin sahin, sabine s.sahin fruhschicht','Frühschicht','s.sahin@lindenhof.example','de',1794805200000,NULL),
('9dc4da55880798b5cc1ee232b82606fe','demo','y.haddad','y.haddad','Yasmin Haddad','Haddad, Yasmin','haddad, yasmin','yasmin haddad haddad, yasmin y.haddad fruhschicht','Frühschicht','y.haddad@lindenhof.example','en',1794805200000,NULL),
('51dc56656d16c3da61ba2818710cf3d6','demo','a.kaminska','a.kaminska','Agnieszka Kamińska','Kamińska, Agnieszka','kaminska, agnieszka','agnieszka kaminska kaminska, agnieszka a.kaminska spatschicht','Spätschicht','a.kaminska@lindenhof.example','de',1794805200000,NULL),
('a8a0b77483b62516404330d6bbeaf93a','demo','l.bouazza','l.bouazza','Leïla Bouazza','Bouazza, Leïla','bouazza, leila','leila bouazza bouazza, leila l.bouazza pflege station 3','Pflege Station 3','l.bouazza@lindenhof.example','de',1794805200000,NULL);
insert into teams values
('abf8e73366bd6b937c16fc5c896fa3b4','demo','plants','Beide Werke','beide werke'),
('de13aec9eec1d02c287eca289b4db5dc','demo','plant-north','Werk Nord','werk nord'),
('8d411d8f40f41571c4356f9d096e1727','demo','plant-south','Werk Süd','werk sud'),
('ab5c73dbeb557090fe1937a886c1b83d','demo','production','Produktion','produktion'),
('07ca4746fabe9545b6da966420a9535a','demo','early-shift','Frühschicht','fruhschicht'),
('f328a7a049f3fad849502ee6349d4705','demo','late-shift','Spätschicht','spatschicht'),
('b686279a3f13c558462e04a6dfa7aa50','demo','first-aiders','Ersthelferinnen und Ersthelfer','ersthelferinnen und ersthelfer'),
('537565dec301dca142e76290da72a361','demo','care','Pflege','pflege'),
('9c3e531c44d011042b7e6b9da0db7ef4','demo','ward-3','Pflege Station 3','pflege station 3'),
('4bbd67f17d4a4b082b6f205772ca3038','demo','administration','Verwaltung','verwaltung'),
('d84111457d9f0e4e6530db63d6a9e850','demo','plant-management','Werkleitung','werkleitung'),
('482ac53829fa1bd43ee3516cf7100a2d','demo','it-operations','IT-Betrieb','it-betrieb'),
('d8c14080bc0f966f1fa8238747eee6b9','demo','works-council','Betriebsrat','betriebsrat'),
('83410faf2e72e75328d8c0508c73666b','demo','umlauf-publishers','Umlauf-Freigabe','umlauf-freigabe'),
('66cff164fe04ed2240e0d7a4c8bd37e7','demo','umlauf-administrators','Umlauf-Administration','umlauf-administration'),
('96f26514ddde2aa6e57df4dafeacdaf2','demo','umlauf-auditors','Umlauf-Revision','umlauf-revision');
insert into team_nestings values
('abf8e73366bd6b937c16fc5c896fa3b4','de13aec9eec1d02c287eca289b4db5dc'),
('abf8e73366bd6b937c16fc5c896fa3b4','8d411d8f40f41571c4356f9d096e1727'),
('de13aec9eec1d02c287eca289b4db5dc','ab5c73dbeb557090fe1937a886c1b83d'),
('ab5c73dbeb557090fe1937a886c1b83d','07ca4746fabe9545b6da966420a9535a'),
('ab5c73dbeb557090fe1937a886c1b83d','f328a7a049f3fad849502ee6349d4705'),
('de13aec9eec1d02c287eca289b4db5dc','b686279a3f13c558462e04a6dfa7aa50'),
('8d411d8f40f41571c4356f9d096e1727','b686279a3f13c558462e04a6dfa7aa50'),
('537565dec301dca142e76290da72a361','9c3e531c44d011042b7e6b9da0db7ef4'),
('4bbd67f17d4a4b082b6f205772ca3038','d84111457d9f0e4e6530db63d6a9e850'),
('4bbd67f17d4a4b082b6f205772ca3038','482ac53829fa1bd43ee3516cf7100a2d'),
('4bbd67f17d4a4b082b6f205772ca3038','d8c14080bc0f966f1fa8238747eee6b9');
insert into memberships values
('d84111457d9f0e4e6530db63d6a9e850','3ed8ce451ef44e31ff61be1d0e3d1f6c',1794805200000),
('83410faf2e72e75328d8c0508c73666b','3ed8ce451ef44e31ff61be1d0e3d1f6c',1794805200000),
('07ca4746fabe9545b6da966420a9535a','b4ab992f58de5c8be500662678dab4d8',1794805200000),
('9c3e531c44d011042b7e6b9da0db7ef4','55aa09df1bf12447c481a05ddc4a19a6',1794805200000),
('482ac53829fa1bd43ee3516cf7100a2d','24dd49705fc269a37568c03169c9b5ba',1794805200000),
('66cff164fe04ed2240e0d7a4c8bd37e7','24dd49705fc269a37568c03169c9b5ba',1794805200000),
('d8c14080bc0f966f1fa8238747eee6b9','26961c0951e78302eedf940a1b87f9f7',1794805200000),
('96f26514ddde2aa6e57df4dafeacdaf2','26961c0951e78302eedf940a1b87f9f7',1794805200000),
('07ca4746fabe9545b6da966420a9535a','fa9dc287459ceaea81fc3e96d89e8935',1794805200000),
('b686279a3f13c558462e04a6dfa7aa50','fa9dc287459ceaea81fc3e96d89e8935',1794805200000),
('07ca4746fabe9545b6da966420a9535a','3bc8552e0a00d80ea1ca142a5f5e4a01',1794805200000),
('f328a7a049f3fad849502ee6349d4705','51dc56656d16c3da61ba2818710cf3d6',1794805200000),
('b686279a3f13c558462e04a6dfa7aa50','51dc56656d16c3da61ba2818710cf3d6',1794805200000),
('9c3e531c44d011042b7e6b9da0db7ef4','a8a0b77483b62516404330d6bbeaf93a',1794805200000),
('f328a7a049f3fad849502ee6349d4705','5cbaea068ebe0906c04e5edc552bee70',1794902400000);
insert into devices values
('a155248f3a44435b04c7c834cd060655','3ed8ce451ef44e31ff61be1d0e3d1f6c','1ce94fdec707e5e831d6de42d80e5daf7aadbd1a7cf4b9b89d683340e087b8c9','Browser',1794808200000,1794992400000),
('1f69ad92a941be81fabf898bcbb5a207','b4ab992f58de5c8be500662678dab4d8','d74949988285d0c70961f4543235e894a4bcf5ea78cde32598c6ce03bcbc0e19','Browser',1794808200000,1794992400000),
('5baf78bfcbbb712d04e939bb93582f92','55aa09df1bf12447c481a05ddc4a19a6','9577132cfedaef9e95c9ba2812031ab810281686efe415703e8e817b94cc0587','Browser',1794808200000,1794902400000),
('eb5f99cbd597aa2623b281c25156b13a','fa9dc287459ceaea81fc3e96d89e8935','07daddcc32bbaadc27da5b4001a3ec4d26a1754b2134d5b00a22f369ff11dca4','Browser',1794808200000,1794842400000),
('b415e80e270a9563c6405ce2b9edf3d1','3bc8552e0a00d80ea1ca142a5f5e4a01','ead93d11dd037c91bbce98776ef725c1a23e6d16aa65c351d1b2ac40cf141f7b','Browser',1794808200000,1794808200000),
('3b61d63d0329f093967f07a9416e14e0','9dc4da55880798b5cc1ee232b82606fe','ca47dceab03214cf16f3e5a08daa17a469791581cbd0528f25c81953e021f575','Browser',1794808200000,1794814200000),
('4d350d4b6b15af78118ff4cbd162e361','a8a0b77483b62516404330d6bbeaf93a','39c3ee723d3787df6bdfcdd382d7677fa119a6da7484f643cce8675075423710','Browser',1794808200000,1794808200000),
('fcdd57dd0912568db3ff04ae7049b394','24dd49705fc269a37568c03169c9b5ba','6450b75ceab4cff7a5c7e0200dc37261f4170795bd2622cbf3f5b9cb44fd4168','Browser',1794992400000,1794992400000);
insert into sessions values
('45eb8b42a0bc04b35487958eacb266ff86fa25db188bbe7250227494421a803b','3ed8ce451ef44e31ff61be1d0e3d1f6c','a155248f3a44435b04c7c834cd060655','demo','own',1794808200000,1794992400000,1802768400000),
('4a76c5d2c839ef64bdf02dd5bac07e21b10ceabf57cef9a970cbad915464832f','b4ab992f58de5c8be500662678dab4d8','1f69ad92a941be81fabf898bcbb5a207','demo','own',1794808200000,1794992400000,1802768400000),
('b03a53878062380edb9e30f1e9410e9cd58a25cd55c97f50fdc32398a969d86f','55aa09df1bf12447c481a05ddc4a19a6','5baf78bfcbbb712d04e939bb93582f92','demo','own',1794808200000,1794902400000,1802678400000),
('c533721a61e24629ef28f5ac3d26a052bd0a128025311da135697528a9d1bc80','fa9dc287459ceaea81fc3e96d89e8935','eb5f99cbd597aa2623b281c25156b13a','demo','own',1794808200000,1794842400000,1802618400000),
('65391034cb215fd0287f7a0a292edcfdc0260be53b04392ce4231ebac9b28c24','3bc8552e0a00d80ea1ca142a5f5e4a01','b415e80e270a9563c6405ce2b9edf3d1','demo','own',1794808200000,1794808200000,1802584200000),
('743a7c135468f41a422ec9f2ae276d16ee819983328e7ef313f042223c0ca863','9dc4da55880798b5cc1ee232b82606fe','3b61d63d0329f093967f07a9416e14e0','demo','own',1794808200000,1794814200000,1802590200000),
('c6b1be9613d03140b323fbdb4b661c489f86c07eca24082e2c1fbe2dcbec2c85','a8a0b77483b62516404330d6bbeaf93a','4d350d4b6b15af78118ff4cbd162e361','demo','shared',1794808200000,1794808200000,1794837000000),
('8814537f832dd99c71b738030ba84cb51f96d69c042486b755dd17fd60db32f5','24dd49705fc269a37568c03169c9b5ba','fcdd57dd0912568db3ff04ae7049b394','demo','own',1794992400000,1794992400000,1802768400000);
insert into tokens values
('65e76940ea0337078235b2794cfb601f','b4ab992f58de5c8be500662678dab4d8','Schichtplan','read','000ccd57fae5705da86a0d930e30b7e5862f5c479113723e6c4ed86685054a72',1794992400000,1802768400000,NULL,1794992400000),
('19c62ceae8c121423e0b291fafbd65c4','24dd49705fc269a37568c03169c9b5ba','Anzeige','read','17a82aa1b8f3bb2a5cf3fb22b61c8154b4a1c88b90a8e442ec9b0d77478ad8f1',1794992400000,1802768400000,NULL,NULL);
insert into preferences values
('55aa09df1bf12447c481a05ddc4a19a6','en');
insert into announcements values
('571c68daa9016caa58d997a69470d3de',2026,1,'3ed8ce451ef44e31ff61be1d0e3d1f6c','released','critical','confirm','{"everyone":false,"teams":["07ca4746fabe9545b6da966420a9535a"],"people":[],"except":{"teams":[],"people":[]}}',1,1794837600000,1794809400000,1794809400000,1794809400000),
('9921671b063066be0865b972a201deb4',2026,2,'3ed8ce451ef44e31ff61be1d0e3d1f6c','released','important','confirm','{"everyone":false,"teams":["abf8e73366bd6b937c16fc5c896fa3b4"],"people":["55aa09df1bf12447c481a05ddc4a19a6"],"except":{"teams":[],"people":["51dc56656d16c3da61ba2818710cf3d6"]}}',1,1796904000000,1794902400000,1794902400000,1794902400000),
('24c0dbe7b6038e25cd15bead02f1eca8',2026,3,'3ed8ce451ef44e31ff61be1d0e3d1f6c','released','normal','none','{"everyone":true,"teams":[],"people":[],"except":{"teams":[],"people":[]}}',1,NULL,1794902400000,1794902400000,1794902400000),
('5b77f8c004f5a223a4df21fe586e2faa',2026,5,'3ed8ce451ef44e31ff61be1d0e3d1f6c','draft','critical','confirm','{"everyone":false,"teams":[],"people":["b4ab992f58de5c8be500662678dab4d8"],"except":{"teams":[],"people":[]}}',1,1797768000000,NULL,1794992400000,1794992400000);
insert into announcement_numbers values
(2026,5);
insert into announcement_versions values
('571c68daa9016caa58d997a69470d3de',1,'Halle 3 heute nicht betreten','Gasalarm in **Halle 3**. Benutzen Sie *Tor 2*.','<p>Gasalarm in <strong>Halle 3</strong>. Benutzen Sie <em>Tor 2</em>.</p>','3fd79f301b5a9b788a0c53771f0b31622fed516164a93b96aee64e80ca72bf83'),
('9921671b063066be0865b972a201deb4',1,'Betriebsversammlung am 10. Dezember','Um 14 Uhr in der Kantine.

- Rückblick
- Fragen','<p>Um 14 Uhr in der Kantine.</p>
<ul>
<li>Rückblick</li>
<li>Fragen</li>
</ul>','6544d45a9ffb01881d8f2e6c9fb3e4b808ca6730161833bb5405bf259b72aa6a'),
('24c0dbe7b6038e25cd15bead02f1eca8',1,'Neuer Speiseplan','Ab Montag gibt es *zwei* Gerichte.','<p>Ab Montag gibt es <em>zwei</em> Gerichte.</p>','1bee728f4278a28b5c155e44310b25734d0f40567397dbdcc3d895a763bcc9f8'),
('5b77f8c004f5a223a4df21fe586e2faa',1,'Inventur','Benutzen Sie **Tor 2**.','<p>Benutzen Sie <strong>Tor 2</strong>.</p>','a2df4773a3c94c342c52a7203bd77822981b46fc88ad460ebaabef4a53935a9f');
insert into recipients values
('571c68daa9016caa58d997a69470d3de','b4ab992f58de5c8be500662678dab4d8','07ca4746fabe9545b6da966420a9535a',1794809400000,NULL),
('571c68daa9016caa58d997a69470d3de','3bc8552e0a00d80ea1ca142a5f5e4a01','07ca4746fabe9545b6da966420a9535a',1794809400000,NULL),
('571c68daa9016caa58d997a69470d3de','fa9dc287459ceaea81fc3e96d89e8935','07ca4746fabe9545b6da966420a9535a',1794809400000,NULL),
('571c68daa9016caa58d997a69470d3de','5cbaea068ebe0906c04e5edc552bee70','07ca4746fabe9545b6da966420a9535a',1794809400000,1794826800000),
('571c68daa9016caa58d997a69470d3de','9dc4da55880798b5cc1ee232b82606fe','07ca4746fabe9545b6da966420a9535a',1794809400000,1794844800000),
('9921671b063066be0865b972a201deb4','b4ab992f58de5c8be500662678dab4d8','07ca4746fabe9545b6da966420a9535a',1794902400000,NULL),
('9921671b063066be0865b972a201deb4','55aa09df1bf12447c481a05ddc4a19a6','9c3e531c44d011042b7e6b9da0db7ef4',1794902400000,NULL),
('9921671b063066be0865b972a201deb4','3bc8552e0a00d80ea1ca142a5f5e4a01','07ca4746fabe9545b6da966420a9535a',1794902400000,NULL),
('9921671b063066be0865b972a201deb4','fa9dc287459ceaea81fc3e96d89e8935','07ca4746fabe9545b6da966420a9535a',1794902400000,NULL),
('24c0dbe7b6038e25cd15bead02f1eca8','51dc56656d16c3da61ba2818710cf3d6','f328a7a049f3fad849502ee6349d4705',1794902400000,NULL),
('24c0dbe7b6038e25cd15bead02f1eca8','3ed8ce451ef44e31ff61be1d0e3d1f6c','d84111457d9f0e4e6530db63d6a9e850',1794902400000,NULL),
('24c0dbe7b6038e25cd15bead02f1eca8','b4ab992f58de5c8be500662678dab4d8','07ca4746fabe9545b6da966420a9535a',1794902400000,NULL),
('24c0dbe7b6038e25cd15bead02f1eca8','55aa09df1bf12447c481a05ddc4a19a6','9c3e531c44d011042b7e6b9da0db7ef4',1794902400000,NULL),
('24c0dbe7b6038e25cd15bead02f1eca8','24dd49705fc269a37568c03169c9b5ba','482ac53829fa1bd43ee3516cf7100a2d',1794902400000,NULL),
('24c0dbe7b6038e25cd15bead02f1eca8','26961c0951e78302eedf940a1b87f9f7','d8c14080bc0f966f1fa8238747eee6b9',1794902400000,NULL),
('24c0dbe7b6038e25cd15bead02f1eca8','3bc8552e0a00d80ea1ca142a5f5e4a01','07ca4746fabe9545b6da966420a9535a',1794902400000,NULL),
('24c0dbe7b6038e25cd15bead02f1eca8','a8a0b77483b62516404330d6bbeaf93a','9c3e531c44d011042b7e6b9da0db7ef4',1794902400000,NULL),
('24c0dbe7b6038e25cd15bead02f1eca8','fa9dc287459ceaea81fc3e96d89e8935','07ca4746fabe9545b6da966420a9535a',1794902400000,NULL),
('24c0dbe7b6038e25cd15bead02f1eca8','5cbaea068ebe0906c04e5edc552bee70',NULL,1794902400000,NULL),
('24c0dbe7b6038e25cd15bead02f1eca8','9dc4da55880798b5cc1ee232b82606fe',NULL,1794902400000,NULL),
('9921671b063066be0865b972a201deb4','5cbaea068ebe0906c04e5edc552bee70','f328a7a049f3fad849502ee6349d4705',1794902400000,NULL);
insert into acknowledgements values
('29ea3aecb3ea6f2c9822f87099727ef0','571c68daa9016caa58d997a69470d3de','b4ab992f58de5c8be500662678dab4d8',1,'3fd79f301b5a9b788a0c53771f0b31622fed516164a93b96aee64e80ca72bf83','5e05dd2b-bd66-441c-817b-9fe96481a09b',1794809520000,1794837600000,'demo','Browser'),
('4522f823060dff6f6e41d1935da40ba0','571c68daa9016caa58d997a69470d3de','9dc4da55880798b5cc1ee232b82606fe',1,'3fd79f301b5a9b788a0c53771f0b31622fed516164a93b96aee64e80ca72bf83','cc212b1b-7cb2-434b-9eb3-b88fbb769838',1794814200000,1794837600000,'demo','Browser'),
('bfde38447ad005ce07a0d2d9f49778c4','571c68daa9016caa58d997a69470d3de','fa9dc287459ceaea81fc3e96d89e8935',1,'3fd79f301b5a9b788a0c53771f0b31622fed516164a93b96aee64e80ca72bf83','c22eecf8-902d-4b2a-83e6-731a259f053c',1794842400000,1794837600000,'demo','Browser'),
('27eb7123eb0fa7b2e746d6ad6155903e','9921671b063066be0865b972a201deb4','55aa09df1bf12447c481a05ddc4a19a6',1,'6544d45a9ffb01881d8f2e6c9fb3e4b808ca6730161833bb5405bf259b72aa6a','8d9c0c08-5f01-4e37-b768-0b96182a2c69',1794902400000,1796904000000,'demo','Browser');
insert into push_subscriptions values
('7148d24643f6a61c505e5942c00a2e90','b4ab992f58de5c8be500662678dab4d8','1f69ad92a941be81fabf898bcbb5a207','https://127.0.0.1:40505/push/en-mAwNK4zqQ4u6EPFqsmPXdsD0MeWrQ','BM3AVSJH6np0HkkhBzvJ0wLwpoqWX4-rilU5CbntxekhSq_DlGBNQJbrqzyKhWEGWBne9L69MWUcNCnBUbCbWYw','pDqGXjOdBRoEN_8r_XPjDg',1794808200000,1794808200000,1794902400000),
('dc3728fd16fb02cd6b4c5a9738698590','fa9dc287459ceaea81fc3e96d89e8935','eb5f99cbd597aa2623b281c25156b13a','https://127.0.0.1:40505/push/hF25sjU9kDel4ON4ZGyKXGCzspF5ntWd','BBvFMTkkKoGn_PFGd7XLm1378WfawWWUNQ1zEKDLlXC_MPLQzpvjjJaRl_d4uOVVTkgolt6N2mMvnzqWox6hySI','zLQPCa_h2zUUbce7W8yCag',1794808200000,1794808200000,1794902400000),
('6874bcdfc28cf0d9448a8f8724b63e72','3bc8552e0a00d80ea1ca142a5f5e4a01','b415e80e270a9563c6405ce2b9edf3d1','https://127.0.0.1:40505/push/AXgectGHg4m2qlb62IPJSF927ikGSsEe','BF13dN0PCVuvNleTiFDOo5b1Bquw332W0S9c6xXmOCQ4pxM5vkR6UGQcFrShs1df1vh6nfMOtmdIUOZ8TAQeW7E','VmOsKyLvUKWawlyNFqntzA',1794808200000,1794808200000,NULL);
insert into reminders values
('ad385c64d8ae948dc5d81d32f533237c','571c68daa9016caa58d997a69470d3de',NULL,2,1794834000000);
insert into deliveries values
(1,'571c68daa9016caa58d997a69470d3de','dc3728fd16fb02cd6b4c5a9738698590','announcement','571c68daa9016caa58d997a69470d3de','fa9dc287459ceaea81fc3e96d89e8935','eb5f99cbd597aa2623b281c25156b13a','push','accepted',1,1794809400000,NULL,NULL,201,NULL,1794809400000,1794837600000,1794809400000),
(2,'571c68daa9016caa58d997a69470d3de','7148d24643f6a61c505e5942c00a2e90','announcement','571c68daa9016caa58d997a69470d3de','b4ab992f58de5c8be500662678dab4d8','1f69ad92a941be81fabf898bcbb5a207','push','accepted',1,1794809400000,NULL,NULL,201,NULL,1794809400000,1794837600000,1794809400000),
(3,'571c68daa9016caa58d997a69470d3de','2ca87df5b75b55ab16d7bea64bb96049','announcement','571c68daa9016caa58d997a69470d3de','9dc4da55880798b5cc1ee232b82606fe','3b61d63d0329f093967f07a9416e14e0','push','gone',1,1794809400000,NULL,NULL,410,NULL,1794809400000,1794837600000,1794809400000),
(4,'571c68daa9016caa58d997a69470d3de','6874bcdfc28cf0d9448a8f8724b63e72','announcement','571c68daa9016caa58d997a69470d3de','3bc8552e0a00d80ea1ca142a5f5e4a01','b415e80e270a9563c6405ce2b9edf3d1','push','expired',3,1794834012103,NULL,NULL,NULL,'too late',1794809400000,1794837600000,1794842400000),
(5,'ad385c64d8ae948dc5d81d32f533237c','6874bcdfc28cf0d9448a8f8724b63e72','reminder','571c68daa9016caa58d997a69470d3de','3bc8552e0a00d80ea1ca142a5f5e4a01','b415e80e270a9563c6405ce2b9edf3d1','push','expired',2,1794834006300,NULL,NULL,NULL,'too late',1794834000000,1794837600000,1794842400000),
(6,'ad385c64d8ae948dc5d81d32f533237c','dc3728fd16fb02cd6b4c5a9738698590','reminder','571c68daa9016caa58d997a69470d3de','fa9dc287459ceaea81fc3e96d89e8935','eb5f99cbd597aa2623b281c25156b13a','push','accepted',1,1794834000000,NULL,NULL,201,NULL,1794834000000,1794837600000,1794834000000),
(7,'9921671b063066be0865b972a201deb4','dc3728fd16fb02cd6b4c5a9738698590','announcement','9921671b063066be0865b972a201deb4','fa9dc287459ceaea81fc3e96d89e8935','eb5f99cbd597aa2623b281c25156b13a','push','accepted',1,1794902400000,NULL,NULL,201,NULL,1794902400000,1796904000000,1794902400000),
(8,'9921671b063066be0865b972a201deb4','6874bcdfc28cf0d9448a8f8724b63e72','announcement','9921671b063066be0865b972a201deb4','3bc8552e0a00d80ea1ca142a5f5e4a01','b415e80e270a9563c6405ce2b9edf3d1','push','queued',1,1794902406016,NULL,NULL,503,NULL,1794902400000,1796904000000,NULL),
(9,'9921671b063066be0865b972a201deb4','7148d24643f6a61c505e5942c00a2e90','announcement','9921671b063066be0865b972a201deb4','b4ab992f58de5c8be500662678dab4d8','1f69ad92a941be81fabf898bcbb5a207','push','accepted',1,1794902400000,NULL,NULL,201,NULL,1794902400000,1796904000000,1794902400000),
(10,'24c0dbe7b6038e25cd15bead02f1eca8','dc3728fd16fb02cd6b4c5a9738698590','announcement','24c0dbe7b6038e25cd15bead02f1eca8','fa9dc287459ceaea81fc3e96d89e8935','eb5f99cbd597aa2623b281c25156b13a','push','accepted',1,1794902400000,NULL,NULL,201,NULL,1794902400000,1797321600000,1794902400000),
(11,'24c0dbe7b6038e25cd15bead02f1eca8','7148d24643f6a61c505e5942c00a2e90','announcement','24c0dbe7b6038e25cd15bead02f1eca8','b4ab992f58de5c8be500662678dab4d8','1f69ad92a941be81fabf898bcbb5a207','push','accepted',1,1794902400000,NULL,NULL,201,NULL,1794902400000,1797321600000,1794902400000),
(12,'24c0dbe7b6038e25cd15bead02f1eca8','6874bcdfc28cf0d9448a8f8724b63e72','announcement','24c0dbe7b6038e25cd15bead02f1eca8','3bc8552e0a00d80ea1ca142a5f5e4a01','b415e80e270a9563c6405ce2b9edf3d1','push','queued',1,1794902408207,NULL,NULL,503,NULL,1794902400000,1797321600000,NULL);
insert into audit_entries values
(1,1794808200000,'3ed8ce451ef44e31ff61be1d0e3d1f6c','session:opened','3ed8ce451ef44e31ff61be1d0e3d1f6c','{"how":"demo","kind":"own","device":"Browser"}','0000000000000000000000000000000000000000000000000000000000000000','f5cc6c2f4684a4a116bdc8568014e2e9c1c3b2ec3c8953b4f16627f7b51fbfda'),
(2,1794808200000,'b4ab992f58de5c8be500662678dab4d8','session:opened','b4ab992f58de5c8be500662678dab4d8','{"how":"demo","kind":"own","device":"Browser"}','f5cc6c2f4684a4a116bdc8568014e2e9c1c3b2ec3c8953b4f16627f7b51fbfda','0b5a33b4e353759146905a82cebcf439928e291016c62625001b1390f32d872e'),
(3,1794808200000,'55aa09df1bf12447c481a05ddc4a19a6','session:opened','55aa09df1bf12447c481a05ddc4a19a6','{"how":"demo","kind":"own","device":"Browser"}','0b5a33b4e353759146905a82cebcf439928e291016c62625001b1390f32d872e','12bd3309924f68030fa3e896b4a4a5c1d6eeafbcc507da73ff90bf9328871c44'),
(4,1794808200000,'fa9dc287459ceaea81fc3e96d89e8935','session:opened','fa9dc287459ceaea81fc3e96d89e8935','{"how":"demo","kind":"own","device":"Browser"}','12bd3309924f68030fa3e896b4a4a5c1d6eeafbcc507da73ff90bf9328871c44','d4d37680d3aa7c141df046ec9a5786a6f86ded5a192ae804d0006b0c1b66aff7'),
(5,1794808200000,'3bc8552e0a00d80ea1ca142a5f5e4a01','session:opened','3bc8552e0a00d80ea1ca142a5f5e4a01','{"how":"demo","kind":"own","device":"Browser"}','d4d37680d3aa7c141df046ec9a5786a6f86ded5a192ae804d0006b0c1b66aff7','edf6c845b5becfa36df74e9f6237dacf2025d84eb29f28a0e2a4b06f48be54c2'),
(6,1794808200000,'9dc4da55880798b5cc1ee232b82606fe','session:opened','9dc4da55880798b5cc1ee232b82606fe','{"how":"demo","kind":"own","device":"Browser"}','edf6c845b5becfa36df74e9f6237dacf2025d84eb29f28a0e2a4b06f48be54c2','5500b5ac22d6705868bbc24745b6fc2ef743b0b691c187565b13e8318f26b009'),
(7,1794808200000,'a8a0b77483b62516404330d6bbeaf93a','session:opened','a8a0b77483b62516404330d6bbeaf93a','{"how":"demo","kind":"shared","device":"Browser"}','5500b5ac22d6705868bbc24745b6fc2ef743b0b691c187565b13e8318f26b009','88a6c13cb8a30b4240737b518b6d9291f25f1035bc6fe7672c44cfa9c7db0ad9'),
(8,1794809400000,'3ed8ce451ef44e31ff61be1d0e3d1f6c','announcement:drafted','571c68daa9016caa58d997a69470d3de','{}','88a6c13cb8a30b4240737b518b6d9291f25f1035bc6fe7672c44cfa9c7db0ad9','642f22321198ff3c87e2715b469e34c53f356e2018cc36f230823934680b2aa4'),
(9,1794809400000,'3ed8ce451ef44e31ff61be1d0e3d1f6c','announcement:released','571c68daa9016caa58d997a69470d3de','{"version":1,"contentHash":"3fd79f301b5a9b788a0c53771f0b31622fed516164a93b96aee64e80ca72bf83","recipients":5}','642f22321198ff3c87e2715b469e34c53f356e2018cc36f230823934680b2aa4','2d22736674294ff943f7389cbab625a9068e56bb1b891ee9063447cd75006398'),
(10,1794809520000,'b4ab992f58de5c8be500662678dab4d8','acknowledgement:given','571c68daa9016caa58d997a69470d3de','{"acknowledgementId":"29ea3aecb3ea6f2c9822f87099727ef0","version":1,"contentHash":"3fd79f301b5a9b788a0c53771f0b31622fed516164a93b96aee64e80ca72bf83"}','2d22736674294ff943f7389cbab625a9068e56bb1b891ee9063447cd75006398','3a3dd7ac67bad67b38e0023b76f8ca6dc84dad3b89a51f6de1006a2d49af4082'),
(11,1794814200000,'9dc4da55880798b5cc1ee232b82606fe','acknowledgement:given','571c68daa9016caa58d997a69470d3de','{"acknowledgementId":"4522f823060dff6f6e41d1935da40ba0","version":1,"contentHash":"3fd79f301b5a9b788a0c53771f0b31622fed516164a93b96aee64e80ca72bf83"}','3a3dd7ac67bad67b38e0023b76f8ca6dc84dad3b89a51f6de1006a2d49af4082','79c7eb52cf78a6e3e1c99907234a78e1c7bdefed0430c34664711de90cf69a86'),
(12,1794826800000,NULL,'membership:changed','directory','{"joins":[],"leaves":[{"personId":"5cbaea068ebe0906c04e5edc552bee70","teamId":"07ca4746fabe9545b6da966420a9535a"}]}','79c7eb52cf78a6e3e1c99907234a78e1c7bdefed0430c34664711de90cf69a86','e79396574a91fdfb4e1a0acc3c39825b65f862154cec47580e7da8533be97934'),
(13,1794834000000,'3ed8ce451ef44e31ff61be1d0e3d1f6c','recipients:looked-at','571c68daa9016caa58d997a69470d3de','{"by":"call"}','e79396574a91fdfb4e1a0acc3c39825b65f862154cec47580e7da8533be97934','e230f72b5b89c3c82104d999f6b30ea3b3caf30000f46af6e009290687af5361'),
(14,1794834000000,'3ed8ce451ef44e31ff61be1d0e3d1f6c','reminder:sent','571c68daa9016caa58d997a69470d3de','{"reminderId":"ad385c64d8ae948dc5d81d32f533237c","recipients":2,"byPush":2}','e230f72b5b89c3c82104d999f6b30ea3b3caf30000f46af6e009290687af5361','dddf475ab7f7fcb6339a6b295a7f97170ac1b7209854e414530a854b7c6553ef'),
(15,1794842400000,'fa9dc287459ceaea81fc3e96d89e8935','acknowledgement:given','571c68daa9016caa58d997a69470d3de','{"acknowledgementId":"bfde38447ad005ce07a0d2d9f49778c4","version":1,"contentHash":"3fd79f301b5a9b788a0c53771f0b31622fed516164a93b96aee64e80ca72bf83"}','dddf475ab7f7fcb6339a6b295a7f97170ac1b7209854e414530a854b7c6553ef','4b69be5ec84b6194230d2c46dd20d672ac378f5ea06a55733f0102d7c71e2d94'),
(16,1794844800000,NULL,'membership:changed','directory','{"joins":[],"leaves":[{"personId":"9dc4da55880798b5cc1ee232b82606fe","teamId":"07ca4746fabe9545b6da966420a9535a"}]}','4b69be5ec84b6194230d2c46dd20d672ac378f5ea06a55733f0102d7c71e2d94','6cde313ce26a0627a3f690a3e8399e596e08430f001a4524b6776d33e4b38ba1'),
(17,1794902400000,'3ed8ce451ef44e31ff61be1d0e3d1f6c','announcement:drafted','9921671b063066be0865b972a201deb4','{}','6cde313ce26a0627a3f690a3e8399e596e08430f001a4524b6776d33e4b38ba1','4eb524f9e16010c8f8392d794218b5fc6789367164977b4b22d77ae39221f678'),
(18,1794902400000,'3ed8ce451ef44e31ff61be1d0e3d1f6c','announcement:released','9921671b063066be0865b972a201deb4','{"version":1,"contentHash":"6544d45a9ffb01881d8f2e6c9fb3e4b808ca6730161833bb5405bf259b72aa6a","recipients":4}','4eb524f9e16010c8f8392d794218b5fc6789367164977b4b22d77ae39221f678','2a6779e321c9af27a835e3fda709f2697fc680b212307ca7f72e2a9e4f86e9e9'),
(19,1794902400000,'55aa09df1bf12447c481a05ddc4a19a6','acknowledgement:given','9921671b063066be0865b972a201deb4','{"acknowledgementId":"27eb7123eb0fa7b2e746d6ad6155903e","version":1,"contentHash":"6544d45a9ffb01881d8f2e6c9fb3e4b808ca6730161833bb5405bf259b72aa6a"}','2a6779e321c9af27a835e3fda709f2697fc680b212307ca7f72e2a9e4f86e9e9','828ee67a3036a367fd2c5bf2366976ff84d3b430130bd440a49b5e9642b878b2'),
(20,1794902400000,'3ed8ce451ef44e31ff61be1d0e3d1f6c','announcement:drafted','24c0dbe7b6038e25cd15bead02f1eca8','{}','828ee67a3036a367fd2c5bf2366976ff84d3b430130bd440a49b5e9642b878b2','5bf2a21ce1c12ab86902a313dfb3244021c1d80f0be9ce6ccf1654c67e2642fa'),
(21,1794902400000,'3ed8ce451ef44e31ff61be1d0e3d1f6c','announcement:released','24c0dbe7b6038e25cd15bead02f1eca8','{"version":1,"contentHash":"1bee728f4278a28b5c155e44310b25734d0f40567397dbdcc3d895a763bcc9f8","recipients":11}','5bf2a21ce1c12ab86902a313dfb3244021c1d80f0be9ce6ccf1654c67e2642fa','49eee9c1c7f72c51bd21140d85e04568020dbb54446aa9ca003966ae4206d190'),
(22,1794902400000,NULL,'membership:changed','directory','{"joins":[{"personId":"5cbaea068ebe0906c04e5edc552bee70","teamId":"f328a7a049f3fad849502ee6349d4705"}],"leaves":[]}','49eee9c1c7f72c51bd21140d85e04568020dbb54446aa9ca003966ae4206d190','e93c5d8e171b74498f9f491596e3a4cf131adc19fc2769b81a6b0997f085097b'),
(23,1794992400000,'b4ab992f58de5c8be500662678dab4d8','token:created','b4ab992f58de5c8be500662678dab4d8','{"tokenId":"65e76940ea0337078235b2794cfb601f","scope":"read"}','e93c5d8e171b74498f9f491596e3a4cf131adc19fc2769b81a6b0997f085097b','c2869701848901bce6aeb14fc43fbbcacddf3bb6fcb36fe8c773690daa83d3c3'),
(24,1794992400000,'b4ab992f58de5c8be500662678dab4d8','token:revoked','b4ab992f58de5c8be500662678dab4d8','{"tokenId":"65e76940ea0337078235b2794cfb601f"}','c2869701848901bce6aeb14fc43fbbcacddf3bb6fcb36fe8c773690daa83d3c3','f0af3f6febee229e85a28ffd2ae28a17db2556ff615830496efbe2776939d012'),
(25,1794992400000,'24dd49705fc269a37568c03169c9b5ba','session:opened','24dd49705fc269a37568c03169c9b5ba','{"how":"demo","kind":"own","device":"Browser"}','f0af3f6febee229e85a28ffd2ae28a17db2556ff615830496efbe2776939d012','774d8e11fa1559887a7a5b8a4e09abf5f047ca1e8bdce7fbf9faedb1010a6bec'),
(26,1794992400000,'24dd49705fc269a37568c03169c9b5ba','token:created','24dd49705fc269a37568c03169c9b5ba','{"tokenId":"19c62ceae8c121423e0b291fafbd65c4","scope":"read"}','774d8e11fa1559887a7a5b8a4e09abf5f047ca1e8bdce7fbf9faedb1010a6bec','ad34e9b4984526cc5e902d09c846962cf852a0d3e026eb4cb4fdb5f0688e0d23'),
(27,1794992400000,'26961c0951e78302eedf940a1b87f9f7','session:opened','26961c0951e78302eedf940a1b87f9f7','{"how":"demo","kind":"own","device":"Browser"}','ad34e9b4984526cc5e902d09c846962cf852a0d3e026eb4cb4fdb5f0688e0d23','ee734de0dca1c8e3ba2a9f6b2f12a1b802a8d67e44cd791e4ea098f3cfc362b3'),
(28,1794992400000,'26961c0951e78302eedf940a1b87f9f7','device:ended','96da3bb4fa304aedad1a2337948cb611','{"reason":"signed-out"}','ee734de0dca1c8e3ba2a9f6b2f12a1b802a8d67e44cd791e4ea098f3cfc362b3','8835dd4c80027a1abedacdf39da747020cd9a290fa30ea42cfd82062ec12e98c'),
(29,1794992400000,'3ed8ce451ef44e31ff61be1d0e3d1f6c','announcement:drafted','0b5e64ce2fa89e03878dcf6d120e2862','{}','8835dd4c80027a1abedacdf39da747020cd9a290fa30ea42cfd82062ec12e98c','236b7271789fc70fab43c96d24981752d9c04ffa692715df582e5cb6bb599525'),
(30,1794992400000,'3ed8ce451ef44e31ff61be1d0e3d1f6c','announcement:discarded','0b5e64ce2fa89e03878dcf6d120e2862','{"number":"2026-4"}','236b7271789fc70fab43c96d24981752d9c04ffa692715df582e5cb6bb599525','adc5adf0dfba82abee5c876cbf3f52a65e036be1f1d1166f694ec11909cdfb2a'),
(31,1794992400000,'3ed8ce451ef44e31ff61be1d0e3d1f6c','announcement:drafted','5b77f8c004f5a223a4df21fe586e2faa','{}','adc5adf0dfba82abee5c876cbf3f52a65e036be1f1d1166f694ec11909cdfb2a','6b6928483ae993196024647f71213ed41b0e8465ff7cfdbf8c15162c58d4d3d9');
delete from sqlite_sequence;
insert into sqlite_sequence values
('knex_migrations_lock',1),
('knex_migrations',7),
('deliveries',12),
('change_feed',12);
CREATE INDEX `change_feed_at_index` on `change_feed` (`at`);
CREATE INDEX `idempotency_keys_at_index` on `idempotency_keys` (`at`);
CREATE INDEX `people_sort_key_index` on `people` (`sort_key`);
CREATE UNIQUE INDEX `people_source_source_id_unique` on `people` (`source`, `source_id`);
CREATE UNIQUE INDEX people_login_in_use on people (login) where left_at is null;
CREATE UNIQUE INDEX `teams_source_source_id_unique` on `teams` (`source`, `source_id`);
CREATE INDEX `memberships_person_id_index` on `memberships` (`person_id`);
CREATE INDEX `devices_person_id_index` on `devices` (`person_id`);
CREATE UNIQUE INDEX `devices_secret_hash_unique` on `devices` (`secret_hash`);
CREATE INDEX `sessions_person_id_index` on `sessions` (`person_id`);
CREATE INDEX `sessions_device_id_index` on `sessions` (`device_id`);
CREATE INDEX `sessions_expires_at_index` on `sessions` (`expires_at`);
CREATE INDEX `tokens_person_id_index` on `tokens` (`person_id`);
CREATE UNIQUE INDEX `tokens_secret_hash_unique` on `tokens` (`secret_hash`);
CREATE INDEX `announcements_sender_id_index` on `announcements` (`sender_id`);
CREATE INDEX `announcements_released_at_index` on `announcements` (`released_at`);
CREATE UNIQUE INDEX `announcements_number_year_number_serial_unique` on `announcements` (`number_year`, `number_serial`);
CREATE INDEX `recipients_person_id_index` on `recipients` (`person_id`);
CREATE UNIQUE INDEX `acknowledgements_announcement_id_person_id_version_unique` on `acknowledgements` (`announcement_id`, `person_id`, `version`);
CREATE INDEX `acknowledgements_person_id_index` on `acknowledgements` (`person_id`);
CREATE INDEX `push_subscriptions_person_id_index` on `push_subscriptions` (`person_id`);
CREATE UNIQUE INDEX `push_subscriptions_device_id_unique` on `push_subscriptions` (`device_id`);
CREATE UNIQUE INDEX `push_subscriptions_endpoint_unique` on `push_subscriptions` (`endpoint`);
CREATE INDEX `reminders_announcement_id_index` on `reminders` (`announcement_id`);
CREATE UNIQUE INDEX `deliveries_occasion_id_subscription_id_unique` on `deliveries` (`occasion_id`, `subscription_id`);
CREATE INDEX `deliveries_announcement_id_person_id_index` on `deliveries` (`announcement_id`, `person_id`);
CREATE INDEX `deliveries_state_next_attempt_at_index` on `deliveries` (`state`, `next_attempt_at`);
CREATE INDEX `audit_entries_actor_id_action_subject_at_index` on `audit_entries` (`actor_id`, `action`, `subject`, `at`);
CREATE TRIGGER audit_entries_no_update before update on audit_entries begin select raise(abort, 'the audit record is append-only'); end;
CREATE TRIGGER audit_entries_no_delete before delete on audit_entries begin select raise(abort, 'the audit record is append-only'); end;
commit;
