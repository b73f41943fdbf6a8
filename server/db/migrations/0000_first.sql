CREATE TABLE `destinations` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`google_account_id` text NOT NULL,
	`spreadsheet_id` text NOT NULL,
	`spreadsheet_title` text NOT NULL,
	`spreadsheet_url` text NOT NULL,
	`sheet_id` integer NOT NULL,
	`sheet_title` text NOT NULL,
	`table_start` text NOT NULL,
	`columns` text NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`google_account_id`) REFERENCES `google_accounts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `destinations_person_id_unique` ON `destinations` (`person_id`);--> statement-breakpoint
CREATE TABLE `google_accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`sub` text NOT NULL,
	`email` text NOT NULL,
	`name` text,
	`picture` text,
	`is_default` integer NOT NULL,
	`state` text NOT NULL,
	`scopes` text NOT NULL,
	`refresh_token` text NOT NULL,
	`access_token` text NOT NULL,
	`access_expires_at` integer NOT NULL,
	`grant_expires_at` integer,
	`refresh_lease_until` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `google_accounts_person_sub` ON `google_accounts` (`person_id`,`sub`);--> statement-breakpoint
CREATE UNIQUE INDEX `google_accounts_default` ON `google_accounts` (`person_id`) WHERE "google_accounts"."is_default" = 1;--> statement-breakpoint
CREATE TABLE `google_identities` (
	`sub` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `oauth_flows` (
	`id` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`person_id` text,
	`redirect_uri` text NOT NULL,
	`code_challenge` text NOT NULL,
	`login_hint` text,
	`state_hash` text,
	`browser_hash` text,
	`nonce` text,
	`verifier` text,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `oauth_flows_state_hash_unique` ON `oauth_flows` (`state_hash`);--> statement-breakpoint
CREATE TABLE `one_time_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`person_id` text,
	`code_challenge` text NOT NULL,
	`outcome` text NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text,
	`picture` text,
	`password_hash` text,
	`preferences` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `people_email_unique` ON `people` (`email`);--> statement-breakpoint
CREATE TABLE `sends` (
	`id` text NOT NULL,
	`person_id` text NOT NULL,
	`payload_hash` text NOT NULL,
	`spreadsheet_id` text NOT NULL,
	`key_metadata_id` integer NOT NULL,
	`result` text,
	`created_at` integer NOT NULL,
	`last_attempt_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sends_person_id` ON `sends` (`person_id`,`id`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`device` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `sessions_person` ON `sessions` (`person_id`);