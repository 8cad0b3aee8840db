import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // What an IdP has said of people and groups. Who has access, and in which teams, follows from it.
  await knex.schema.createTable('scim_people', (table) => {
    table.text('id').primary();
    // Under which key the person stands in `people`: another one as soon as the IdP means somebody else.
    table.text('person_key').notNullable().unique();
    table.text('user_name').notNullable();
    table.text('user_key').notNullable().index();
    table.text('external_id');
    table.text('external_key').index();
    for (const name of ['display_name', 'formatted_name', 'family_name', 'given_name']) table.text(name);
    for (const attribute of ['department', 'mail', 'preferred_language']) table.text(attribute);
    table.boolean('active').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('changed_at').notNullable();
  });
  await knex.schema.createTable('scim_groups', (table) => {
    table.text('id').primary();
    table.text('display_name').notNullable();
    table.text('name_key').notNullable().unique();
    table.text('external_id').index();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('changed_at').notNullable();
  });
  // A member is a person or a group, and may be a person without access.
  await knex.schema.createTable('scim_members', (table) => {
    table.text('group_id').notNullable().references('scim_groups.id').onDelete('CASCADE');
    table.text('member_id').notNullable().index();
    table.primary(['group_id', 'member_id']);
  });
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['scim_members', 'scim_groups', 'scim_people']) await knex.schema.dropTable(table);
}
