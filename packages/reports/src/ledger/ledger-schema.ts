/**
 * How the tables came to be, step by step: a file that has seen the first n is of layout n. A step that was published is
 * never changed; a new layout is a new step.
 */
export const ledgerSchema: readonly string[] = [
  `CREATE TABLE ledger_job (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL,
    wish TEXT NOT NULL,
    report_type TEXT NOT NULL,
    step TEXT NOT NULL,
    requested INTEGER NOT NULL,
    ended INTEGER,
    report_id TEXT,
    holder TEXT,
    job TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX ledger_job_report ON ledger_job (account, report_id) WHERE report_id IS NOT NULL;
  CREATE INDEX ledger_job_wish ON ledger_job (wish);
  CREATE INDEX ledger_job_type ON ledger_job (account, report_type, requested);
  CREATE INDEX ledger_job_step ON ledger_job (step);
  CREATE INDEX ledger_job_holder ON ledger_job (holder) WHERE holder IS NOT NULL;
  CREATE TABLE ledger_holder (id TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT, WITHOUT ROWID`,

  `ALTER TABLE ledger_job ADD COLUMN delivered INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX ledger_job_undelivered ON ledger_job (delivered) WHERE delivered = 0;
  CREATE TABLE ledger_seen (
    account TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (account, key)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE ledger_claim (
    account TEXT NOT NULL,
    key TEXT NOT NULL,
    owner TEXT NOT NULL,
    until INTEGER NOT NULL,
    PRIMARY KEY (account, key)
  ) STRICT, WITHOUT ROWID`,
]
