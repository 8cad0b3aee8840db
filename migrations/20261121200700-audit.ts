import type { Knex } from 'knex';

const isSqlite = (knex: Knex): boolean =>
  (knex.client as { config: { client: unknown } }).config.client === 'sqlite3';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('audit_entries', (table) => {
    table.bigInteger('seq').primary();
    table.bigInteger('at').notNullable();
    table.text('actor_id');
    table.text('action').notNullable();
    table.text('subject').notNullable();
    table.text('details').notNullable();
    table.text('previous_hash').notNullable();
    table.text('hash').notNullable();
    table.index(['actor_id', 'action', 'subject', 'at']);
  });
  if (isSqlite(knex)) {
    for (const change of ['update', 'delete']) {
      await knex.raw(`create trigger audit_entries_no_${change} before ${change} on audit_entries
        begin select raise(abort, 'the audit record is append-only'); end`);
    }
    return;
  }
  await knex.raw(`create function refuse_audit_change() returns trigger language plpgsql as
    $$ begin raise exception 'the audit record is append-only'; end $$`);
  await knex.raw(`create trigger audit_entries_append_only before update or delete or truncate on audit_entries
    for each statement execute function refuse_audit_change()`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('audit_entries');
  if (!isSqlite(knex)) await knex.raw('drop function refuse_audit_change()');
}
