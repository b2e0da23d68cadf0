import type { SqliteFile } from '@reportline/request/sqlite-file'
import type { SeenLedger } from './seen-reports.ts'

/** Returns what `collect` and `watch` of an account remember, in a ledger file. */
export function sqliteSeen(file: SqliteFile, account: string): SeenLedger {
  const { database } = file
  const has = database.prepare('SELECT 1 FROM ledger_seen WHERE account = ? AND key = ?')
  const add = database.prepare('INSERT OR IGNORE INTO ledger_seen (account, key, added) VALUES (?, ?, ?)')
  const claim = database.prepare(
    `INSERT INTO ledger_claim VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE
     SET owner = excluded.owner, until = excluded.until WHERE owner = excluded.owner OR until <= ?`,
  )
  const release = database.prepare('DELETE FROM ledger_claim WHERE account = ? AND key = ? AND owner = ?')
  return {
    has: async (key) => file.read(() => has.get(account, key) !== undefined),
    add: async (key, now) => file.write(() => void add.run(account, key, Math.floor(now))),
    claim: async (key, { owner, until }, now) =>
      file.write(() => claim.run(account, key, owner, Math.floor(until), Math.floor(now)).changes > 0),
    release: async (key, owner) => file.write(() => void release.run(account, key, owner)),
  }
}
