import type { Knex } from 'knex';

type Old = { endpoint: string };

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('push_subscriptions', (table) => {
    table.text('host').notNullable().defaultTo('');
  });
  await knex.schema.alterTable('deliveries', (table) => {
    // That of its subscription: what is due is claimed host by host.
    table.text('host').notNullable().defaultTo('');
    table.index(['state', 'transport', 'host', 'next_attempt_at']);
  });
  const subscriptions = (await knex('push_subscriptions').select('endpoint')) as Old[];
  for (const host of new Set(subscriptions.map(({ endpoint }) => hostOf(endpoint)))) {
    await knex('push_subscriptions')
      .whereRaw('substr(endpoint, 1, ?) = ?', [`https://${host}/`.length, `https://${host}/`])
      .update({ host });
  }
  await knex('deliveries')
    .whereIn('state', ['queued', 'sending'])
    .update({
      host: knex.raw(
        `coalesce((select host from push_subscriptions where push_subscriptions.id = subscription_id), '')`,
      ),
    });
  // A push service that is left alone for a while: because it asked for it, or because it refuses us.
  await knex.schema.createTable('push_hosts', (table) => {
    table.text('host').primary();
    table.text('reason').notNullable();
    table.integer('status').notNullable();
    table.bigInteger('since').notNullable();
    table.bigInteger('paused_until').notNullable();
  });
}

function hostOf(endpoint: string): string {
  return URL.canParse(endpoint) ? new URL(endpoint).host : '';
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('push_hosts');
  await knex.schema.alterTable('deliveries', (table) => {
    table.dropIndex(['state', 'transport', 'host', 'next_attempt_at']);
    table.dropColumn('host');
  });
  await knex.schema.alterTable('push_subscriptions', (table) => {
    table.dropColumn('host');
  });
}
