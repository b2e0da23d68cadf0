import type { DatabaseSync } from 'node:sqlite'
import type { SeenLedger } from './ledger.ts'

type Doing = <T>(work: () => T) => Promise<T>

/** What `collect` and `watch` of an account remember, in the file. */
export function sqliteSeen(
  database: DatabaseSync,
  account: string,
  reading: Doing,
  exclusively: Doing,
): SeenLedger & { has(key: string): Promise<boolean> } {
  return {
    has: (key) =>
      reading(
        () =>
          database.prepare('SELECT 1 FROM ledger_seen WHERE account = ? AND key = ?').get(account, key) !== undefined,
      ),
    add: (key) =>
      exclusively(() => void database.prepare('INSERT OR IGNORE INTO ledger_seen VALUES (?, ?)').run(account, key)),
    claim: (key, owner, until, now) =>
      exclusively(
        () =>
          database
            .prepare(
              `INSERT INTO ledger_claim VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE
               SET owner = excluded.owner, until = excluded.until WHERE owner = excluded.owner OR until <= ?`,
            )
            .run(account, key, owner, Math.floor(until), Math.floor(now)).changes > 0,
      ),
    release: (key, owner) =>
      exclusively(
        () =>
          void database
            .prepare('DELETE FROM ledger_claim WHERE account = ? AND key = ? AND owner = ?')
            .run(account, key, owner),
      ),
  }
}
