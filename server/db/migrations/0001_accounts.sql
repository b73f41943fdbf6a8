CREATE TABLE `account_links` (
	`id` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`person_id` text,
	`email` text NOT NULL,
	`invitation_id` text,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `security_events` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`person_id` text NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`device` text,
	`address` text,
	`detail` text,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `security_events_person` ON `security_events` (`person_id`,`id`);--> statement-breakpoint
CREATE TABLE `throttles` (
	`key` text PRIMARY KEY NOT NULL,
	`points` integer DEFAULT 0 NOT NULL,
	`expire` integer
);
--> statement-breakpoint
ALTER TABLE `google_accounts` ADD `access` text DEFAULT 'full' NOT NULL;--> statement-breakpoint
ALTER TABLE `google_accounts` ADD `bound_to` text;--> statement-breakpoint
ALTER TABLE `oauth_flows` ADD `access` text DEFAULT 'full' NOT NULL;--> statement-breakpoint
ALTER TABLE `oauth_flows` ADD `need` text;--> statement-breakpoint
ALTER TABLE `oauth_flows` ADD `file_ids` text;--> statement-breakpoint
ALTER TABLE `oauth_flows` ADD `invitation_id` text;--> statement-breakpoint
ALTER TABLE `one_time_codes` ADD `invitation_id` text;--> statement-breakpoint
ALTER TABLE `people` ADD `email_verified_at` integer;--> statement-breakpoint
-- A person that Google created has an email that Google verified.
UPDATE `people` SET `email_verified_at` = `created_at` WHERE `id` IN (SELECT `person_id` FROM `google_identities`);--> statement-breakpoint
ALTER TABLE `sessions` ADD `public_id` text NOT NULL DEFAULT '';--> statement-breakpoint
UPDATE `sessions` SET `public_id` = lower(hex(randomblob(16)));--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_public_id_unique` ON `sessions` (`public_id`);