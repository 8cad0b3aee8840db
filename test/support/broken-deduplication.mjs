// Loaded before the program (NODE_OPTIONS): on SQLite nothing is known of what was posted before under the same name.
import sqlite3 from 'sqlite3';

const { all, exec, run } = sqlite3.Database.prototype;
const isLookingBack = /where .*client_message_id/;
const withoutUnique = (sql) => sql.replace(/^create unique (index .*client_message_id)/, 'create $1');

sqlite3.Database.prototype.all = function (sql, ...rest) {
  const done = rest.at(-1);
  if (isLookingBack.test(sql) && typeof done === 'function')
    return all.call(this, sql, ...rest.slice(0, -1), (error) => done.call(this, error, []));
  return all.call(this, withoutUnique(sql), ...rest);
};
sqlite3.Database.prototype.run = function (sql, ...rest) {
  return run.call(this, withoutUnique(sql), ...rest);
};
sqlite3.Database.prototype.exec = function (sql, ...rest) {
  return exec.call(this, withoutUnique(sql), ...rest);
};
