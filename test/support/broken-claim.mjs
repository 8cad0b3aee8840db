// Loaded before the program (NODE_OPTIONS): on SQLite the first claims take a row in whatever state it is.
import sqlite3 from 'sqlite3';

let left = 100;
const { all } = sqlite3.Database.prototype;
sqlite3.Database.prototype.all = function (sql, ...rest) {
  const isBroken = sql.startsWith('with `due` as materialized') && --left > 0;
  return all.call(this, isBroken ? sql.replace('`state` = ?', '(`state` = ? or true)') : sql, ...rest);
};
