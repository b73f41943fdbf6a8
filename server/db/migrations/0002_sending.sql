DROP INDEX `destinations_person_id_unique`;--> statement-breakpoint
ALTER TABLE `destinations` ADD `header_mark` integer;--> statement-breakpoint
ALTER TABLE `destinations` ADD `is_default` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `destinations` ADD `url_pattern` text;--> statement-breakpoint
ALTER TABLE `destinations` ADD `review` integer DEFAULT false NOT NULL;--> statement-breakpoint
-- Whoever had a destination had one, and it was what a click went to.
UPDATE `destinations` SET `is_default` = 1;--> statement-breakpoint
CREATE UNIQUE INDEX `destinations_tab` ON `destinations` (`person_id`,`google_account_id`,`spreadsheet_id`,`sheet_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `destinations_default` ON `destinations` (`person_id`) WHERE "destinations"."is_default" = 1;--> statement-breakpoint
ALTER TABLE `sends` ADD `record` text;--> statement-breakpoint
ALTER TABLE `sends` ADD `undo_begun_at` integer;--> statement-breakpoint
ALTER TABLE `sends` ADD `undone_at` integer;--> statement-breakpoint
ALTER TABLE `sends` ADD `doubted_at` integer;--> statement-breakpoint
CREATE INDEX `sends_person_time` ON `sends` (`person_id`,`created_at`);